import type { HostileRequest } from './hostile-request.ts';

type Header = readonly [name: string, value: string];
const ADA: Header = ['X-Forwarded-User', 'ada'];
const ANALYSTS: Header = ['X-Forwarded-Groups', 'analysts'];
const PRINCIPAL: Header = ['X-MS-CLIENT-PRINCIPAL', 'eyJjbGFpbXMiOlt7InR5cCI6Imdyb3VwcyIsInZhbCI6ImFuYWx5c3RzIn1dfQ=='];
const UNKNOWN: HostileRequest['comes'] = [401, 'not_signed_in'];
const UNCLEAR: HostileRequest['comes'] = [400, 'bad_identity'];

const w5 = (
  server: HostileRequest['server'],
  says: string,
  headers: readonly Header[],
  comes: HostileRequest['comes'] = UNKNOWN,
): HostileRequest => ({ of: 'W5', server, says, headers, comes, as: 'nobody' });

/** Headers in which somebody says who they are. */
const CLAIMS: readonly (readonly [says: string, headers: readonly Header[]])[] = [
  ['as our proxy would', [ADA, ANALYSTS]],
  ['with an address of the proxy', [ADA, ANALYSTS, ['X-Forwarded-For', '10.0.3.7']]],
  ['with the address in Forwarded', [ADA, ANALYSTS, ['Forwarded', 'for=10.0.3.7']]],
  ['with the address in X-Real-IP', [ADA, ANALYSTS, ['X-Real-IP', '10.0.3.7']]],
  ['as Azure would', [['X-MS-CLIENT-PRINCIPAL-ID', 'ada'], ['X-MS-CLIENT-PRINCIPAL-IDP', 'aad'], PRINCIPAL]],
  [
    'as Authelia would',
    [
      ['Remote-User', 'ada'],
      ['Remote-Groups', 'analysts'],
    ],
  ],
  [
    'as oauth2-proxy would',
    [
      ['X-Auth-Request-User', 'ada'],
      ['X-Auth-Request-Groups', 'analysts'],
    ],
  ],
  ['as Google would', [['X-Goog-Authenticated-User-Id', 'ada']]],
  ['as Cloudflare would', [['Cf-Access-Authenticated-User-Email', 'ada@example.com']]],
  [
    'with underscores',
    [
      ['X_Forwarded_User', 'ada'],
      ['X_Forwarded_Groups', 'analysts'],
    ],
  ],
  ['with an e-mail', [['X-Forwarded-Email', 'ada@example.com'], ANALYSTS]],
  ['with a preferred name', [['X-Forwarded-Preferred-Username', 'ada'], ANALYSTS]],
];

/** W5: who says who they are, without being the one who may say it. */
export const CLAIM_REQUESTS: readonly HostileRequest[] = [
  ...(['oidc', 'elsewhere'] as const).flatMap((server) =>
    CLAIMS.map(([says, headers]) =>
      w5(server, `${says}, where ${server === 'oidc' ? 'an issuer' : 'another proxy'} says it`, headers),
    ),
  ),
  ...CLAIMS.slice(4).map(([says, headers]) => w5('proxy', `${says}, where X-Forwarded-User says it`, headers)),
  ...[
    ['twice', [ADA, ADA, ANALYSTS]],
    ['twice, another', [ADA, ['x-forwarded-user', 'root'], ANALYSTS]],
    ['with groups twice', [ADA, ANALYSTS, ANALYSTS]],
    ['of 301 letters', [['X-Forwarded-User', 'a'.repeat(301)], ANALYSTS]],
    ['with a tab', [['X-Forwarded-User', 'a\tb'], ANALYSTS]],
    ['with a control character', [['X-Forwarded-User', 'a\xc2\x9bb'], ANALYSTS]],
    ['in latin1', [['X-Forwarded-User', '\xe9va'], ANALYSTS]],
    ['in half a letter', [['X-Forwarded-User', 'ada\xc3'], ANALYSTS]],
    ['with groups in latin1', [ADA, ['X-Forwarded-Groups', 'F\xfchrung']]],
  ].map(([says, headers]) => w5('proxy', `a name ${says}`, headers as readonly Header[], UNCLEAR)),
  ...[
    ['empty', [['X-Forwarded-User', ''], ANALYSTS]],
    ['of spaces', [['X-Forwarded-User', '   '], ANALYSTS]],
    ['only of groups', [ANALYSTS]],
  ].map(([says, headers]) => w5('proxy', `a name that is ${says}`, headers as readonly Header[])),
  w5(
    'proxy',
    'groups that only look like granted ones',
    [ADA, ['X-Forwarded-Groups', 'Analysts;analyst, analysts2,*']],
    [403, 'no_grant'],
  ),
  w5('proxy', 'a group that is a rule', [ADA, ['X-Forwarded-Groups', 'analysts:analyst@*']], [403, 'no_grant']),
  w5('proxy', 'a name that is a group', [['X-Forwarded-User', 'group:admins']], [403, 'no_grant']),
];

const SESSION = 'COOKIE';
const w7 = (says: string, ...cookies: readonly string[]): HostileRequest => ({
  ...{ of: 'W7', server: 'oidc', as: 'nobody', says, comes: UNKNOWN },
  headers: cookies.map((cookie) => ['Cookie', cookie]),
});

/** W7: cookies that are nobody's session; `ENDED`, `KILLED` and `OTHERS` stand for secrets of sessions that are over. */
export const SESSION_REQUESTS: readonly HostileRequest[] = [
  w7('of a secret somebody chose', `${SESSION}=${'A'.repeat(43)}`),
  w7('of another length', `${SESSION}=${'A'.repeat(44)}`),
  w7('that is empty', `${SESSION}=`),
  w7('that is the hash of a session', `${SESSION}=KEY`),
  w7('of a session that was signed out', `${SESSION}=ENDED`),
  w7('of a session that somebody killed', `${SESSION}=KILLED`),
  w7('of a session begun under other rules', `${SESSION}=OTHERS`),
  w7('without the prefix', 'fd-session=LIVE'),
  w7('of another path', '__Host-fd-session-flightdeck=LIVE'),
  w7('with the prefix of another kind', '__Secure-fd-session=LIVE'),
  w7('in another case', '__host-FD-session=LIVE'),
  w7('with a letter changed', `${SESSION}=LIVEx`),
  w7('with a path in it', `${SESSION}=../LIVE`),
  w7('with a zero byte in it', `${SESSION}=LIVE%00`),
  w7('with quotes in quotes', `${SESSION}="\\"LIVE\\""`),
  w7('named like a property', '__proto__=LIVE'),
  w7('that is a sign-in under way', '__Host-fd-sign-in=LIVE'),
];

const bearer = (says: string, ...values: readonly string[]): HostileRequest => ({
  ...{ of: 'W8', server: 'proxy', as: 'nobody', says, comes: UNKNOWN },
  headers: values.map((value) => ['Authorization', value]),
});
/** One that looks like ours is refused as such. */
const wrong = (says: string, ...values: readonly string[]): HostileRequest => ({
  ...bearer(says, ...values),
  comes: [401, 'bad_token'],
});
const inUrl = (says: string, target: string): HostileRequest => ({
  ...{ of: 'W8', server: 'proxy', as: 'nobody', says, target, comes: UNKNOWN },
});

/** W8: tokens that open nothing; `KEY_OF_SERVER` and `METRICS` stand for the two there are. */
export const TOKEN_REQUESTS: readonly HostileRequest[] = [
  bearer('of nothing', 'Bearer'),
  bearer('of spaces', 'Bearer   '),
  wrong('that is made up', `Bearer fd_local_${'k'.repeat(43)}`),
  wrong('of another kind', `Bearer fd_abc_${'k'.repeat(43)}`),
  bearer('cut', 'Bearer KEY_OF_SERVEcut'),
  wrong('with more behind it', 'Bearer KEY_OF_SERVERx'),
  bearer('twice in one line', 'Bearer KEY_OF_SERVER, Bearer KEY_OF_SERVER'),
  wrong('with another beside it', 'Bearer KEY_OF_SERVER', 'Bearer x'),
  wrong('the other way round', 'Bearer x', 'Bearer KEY_OF_SERVER'),
  bearer('without its scheme', 'KEY_OF_SERVER'),
  bearer('as Basic', 'Basic KEY_OF_SERVER'),
  bearer('as a password', 'Basic OktFWV9PRl9TRVJWRVI='),
  bearer('as Token', 'Token KEY_OF_SERVER'),
  bearer('of the metrics, for data', 'Bearer METRICS'),
  bearer('of 8 kB', `Bearer ${'k'.repeat(8000)}`),
  ...['token', 'access_token', 'key', 'api_key', 'Authorization'].map((name) =>
    inUrl(`in the address as ${name}`, `/api/v1/status?${name}=KEY_OF_SERVER`),
  ),
  {
    ...inUrl('of a machine in the address', `/api/v1/status?t=fd_abcdefghijkl_${'k'.repeat(43)}`),
    comes: [401, 'bad_token'],
  },
  { ...wrong('of a machine that there is not', `Bearer fd_abcdefghijkl_${'k'.repeat(43)}`), server: 'oidc' },
  { ...wrong('of a machine, where nobody signs in', `Bearer fd_abcdefghijkl_${'k'.repeat(43)}`), server: 'local' },
  inUrl('as a user of the address', '/api/v1/status?KEY_OF_SERVER'),
  inUrl('of the metrics in the address', '/metrics?token=METRICS'),
  ...['X-Api-Key', 'X-Auth-Token', 'Proxy-Authorization', 'X-Authorization'].map(
    (name): HostileRequest => ({
      ...{ of: 'W8', server: 'proxy', as: 'nobody', says: `in ${name}`, comes: UNKNOWN },
      headers: [[name, 'Bearer KEY_OF_SERVER']],
    }),
  ),
];
