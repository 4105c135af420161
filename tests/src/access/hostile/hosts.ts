import type { HostileRequest } from './hostile-request.ts';

type Row = Pick<HostileRequest, 'says' | 'headers' | 'target' | 'method' | 'comes'>;

const host = (says: string, value: string): Row => ({
  says: `Host: ${says}`,
  headers: [['Host', value]],
  comes: [403, 'forbidden_host'],
});

/** Not even the form of a name: refused where the request is read. */
const malformed = (says: string, value: string): Row => ({ ...host(says, value), comes: [400, null] });

/** W1: names a server does not have. */
const ROWS: readonly Row[] = [
  host('of another', 'evil.example'),
  host('of another with our port', 'evil.example:PORT'),
  host('that a resolver leads to loopback', '127.0.0.1.nip.io:PORT'),
  host('that ends in ours', 'evil-localhost:PORT'),
  host('that begins with ours', 'localhost.evil.example:PORT'),
  host('with a dot at its end', 'localhost.:PORT'),
  malformed('with a user', 'localhost@evil.example:PORT'),
  malformed('with our name as the user', '127.0.0.1:PORT@evil.example'),
  malformed('with a path', '127.0.0.1:PORT/x'),
  malformed('with a query', '127.0.0.1:PORT?x'),
  malformed('twice in one line', '127.0.0.1:PORT, evil.example'),
  host('of another port', '127.0.0.1:1'),
  host('without the port', '127.0.0.1'),
  malformed('with an empty port', '127.0.0.1:'),
  malformed('with a port beyond all', '127.0.0.1:99999'),
  host('with a padded port', '127.0.0.1:0PORT'),
  host('as one number', '2130706433:PORT'),
  host('in base 16', '0x7f000001:PORT'),
  host('in base 8', '0177.0.0.1:PORT'),
  host('with a part left out', '127.1:PORT'),
  host('that means all addresses', '0.0.0.0:PORT'),
  malformed('as an IPv6 of IPv4', '[::ffff:127.0.0.1]:PORT'),
  malformed('as a long IPv6', '[0:0:0:0:0:0:0:1]:PORT'),
  malformed('with an open bracket', '[::1:PORT'),
  malformed('in letters of another script', 'l\xc3\xb2calhost:PORT'),
  host('that is empty', ''),
  {
    says: 'Host twice, the same',
    headers: [
      ['Host', '127.0.0.1:PORT'],
      ['Host', '127.0.0.1:PORT'],
    ],
    comes: [403, 'forbidden_host'],
  },
  {
    says: 'Host twice, ours first',
    headers: [
      ['Host', '127.0.0.1:PORT'],
      ['Host', 'evil.example'],
    ],
    comes: [403, 'forbidden_host'],
  },
  { says: 'no Host', headers: null, comes: [400, null] },
  { says: 'a whole URL of another', target: 'http://evil.example/api/v1/status', comes: [400, 'bad_path'] },
  { says: 'a whole URL of ours', target: 'http://127.0.0.1:PORT/api/v1/status', comes: [400, 'bad_path'] },
  { says: 'a whole URL of HTTPS', target: 'https://127.0.0.1:PORT/api/v1/status', comes: [400, 'bad_path'] },
];

/** W1 at each kind of server: also on loopback, also for whoever is signed in. */
export const HOST_REQUESTS: readonly HostileRequest[] = (['local', 'proxy', 'oidc'] as const).flatMap((server) =>
  ROWS.map((row): HostileRequest => ({ of: 'W1', server, as: 'analyst', ...row })),
);
