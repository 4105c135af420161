import type { HostileRequest } from './hostile-request.ts';

const QUESTION = '{"metrics":["accepted"],"by":["user"],"range":{"from":"2026-10-24","to":"2026-10-31"}}';
const JSON_TYPE = ['Content-Type', 'application/json'] as const;

type Row = Pick<HostileRequest, 'says' | 'headers' | 'comes'>;
const typed = (type: string): Row => ({
  says: `typed ${type}`,
  headers: [['Content-Type', type]],
  comes: [415, 'not_json'],
});
const from = (says: string, ...headers: readonly (readonly [string, string])[]): Row => ({
  says,
  headers: [JSON_TYPE, ...headers],
  comes: [403, 'cross_site'],
});

/** What a page of another site can have a browser send. */
const ROWS: readonly Row[] = [
  typed('application/x-www-form-urlencoded'),
  typed('multipart/form-data; boundary=x'),
  typed('text/plain'),
  typed('text/plain; charset=application/json'),
  typed('text/json'),
  typed('application/jsonp'),
  typed('application/json-patch+json'),
  typed('text/plain,application/json'),
  { says: 'without a type', headers: [], comes: [415, 'not_json'] },
  { says: 'with an empty type', headers: [['Content-Type', '']], comes: [415, 'not_json'] },
  from('from nowhere', ['Origin', 'null']),
  from('from another site', ['Origin', 'https://evil.example']),
  from('from a name that begins with ours', ['Origin', 'http://127.0.0.1:PORT.evil.example']),
  from('from another port', ['Origin', 'http://127.0.0.1:1']),
  from('from a local file', ['Origin', 'file://']),
  from('from an extension', ['Origin', 'chrome-extension://abcdefgh']),
  from('from a subdomain', ['Origin', 'http://x.localhost:PORT']),
  from('with two origins', ['Origin', 'http://127.0.0.1:PORT https://evil.example']),
  from('marked cross-site', ['Sec-Fetch-Site', 'cross-site']),
  from('marked same-site', ['Sec-Fetch-Site', 'same-site']),
  from('marked by nonsense', ['Sec-Fetch-Site', 'Same-Origin ']),
];

/** Verbs that no route has, each with what is right about the rest. */
const VERBS: readonly HostileRequest[] = ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'].flatMap((method) =>
  ['/api/v1/sync', '/api/v1/query'].map(
    (target): HostileRequest => ({
      ...{ of: 'W2', server: 'proxy', as: 'analyst', method, target },
      says: `${method} ${target}`,
      headers: [JSON_TYPE],
      body: QUESTION,
      comes: [404, 'not_found'],
    }),
  ),
);

/** A GET changes nothing, however it is dressed up. */
const READS: readonly HostileRequest[] = [
  ...['/api/v1/sync', '/api/v1/sessions/end', '/api/v1/reconcile', '/api/v1/reconcile/files', '/api/v1/query'].map(
    (target): HostileRequest => ({
      ...{ of: 'W2', server: 'proxy', as: 'analyst', target },
      says: `GET ${target}`,
      comes: [404, 'not_found'],
    }),
  ),
  ...['X-HTTP-Method-Override', 'X-Method-Override', 'X-HTTP-Method'].map(
    (name): HostileRequest => ({
      ...{ of: 'W2', server: 'proxy', as: 'analyst', target: '/api/v1/sync?_method=POST' },
      says: `GET with ${name}`,
      headers: [[name, 'POST']],
      comes: [404, 'not_found'],
    }),
  ),
  ...['image', 'script', 'iframe', 'empty'].map(
    (part): HostileRequest => ({
      ...{ of: 'W2', server: 'proxy', as: 'analyst', target: '/api/v1/rows?metrics=accepted&by=user' },
      says: `another site's ${part}`,
      headers: [
        ['Sec-Fetch-Site', 'cross-site'],
        ['Sec-Fetch-Dest', part],
      ],
      comes: [403, 'cross_site'],
    }),
  ),
];

/** W2. */
export const SITE_REQUESTS: readonly HostileRequest[] = [
  ...['/api/v1/query', '/api/v1/sync', '/api/v1/sessions/end'].flatMap((target) =>
    ROWS.map(
      (row): HostileRequest => ({
        ...{ of: 'W2', server: 'proxy', as: 'analyst', method: 'POST', target, body: QUESTION },
        ...row,
        says: `POST ${target} ${row.says}`,
      }),
    ),
  ),
  ...VERBS,
  ...READS,
];
