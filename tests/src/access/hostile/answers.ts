import type { HostileRequest } from './hostile-request.ts';

const JSON_TYPE = ['Content-Type', 'application/json'] as const;
const RANGE = { from: '2026-10-24', to: '2026-10-31' };
const RLO = '\u202e';
const utf8 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

const ask = (says: string, query: object, comes: HostileRequest['comes']): HostileRequest => ({
  ...{ of: 'W14', server: 'proxy', as: 'analyst', method: 'POST', target: '/api/v1/query', says, comes },
  headers: [JSON_TYPE],
  body: utf8(JSON.stringify({ metrics: ['accepted'], range: RANGE, ...query })),
});
const where = (value: string) => ({ where: [{ dimension: 'team', values: [value] }] });

/** W14: names that reorder, hide or fill: they stand for nobody, and stay data. */
export const NAME_REQUESTS: readonly HostileRequest[] = [
  ask('a team that runs from right to left', where(`${RLO}mobile`), [200, null]),
  ask('a team with nothing between its letters', where('mo\u200bbi\u200dle'), [200, null]),
  ask('a team of spaces', where('   '), [200, null]),
  ask('a team of 10 kB', where('m'.repeat(10_240)), [400, 'bad_query']),
  ask('a team of 401 letters', where('m'.repeat(401)), [400, 'bad_query']),
  ask('a team of nothing', { where: [{ dimension: 'team', values: [] }] }, [400, 'bad_query']),
  ask('a team that is a colour of a terminal', where('\u001b[31mmobile'), [200, null]),
  ask('a search that runs from right to left', { by: ['user'], search: RLO }, [200, null]),
  ask('a search of 201 letters', { by: ['user'], search: 'm'.repeat(201) }, [400, 'bad_query']),
  ask('a metric that runs from right to left', { metrics: [`${RLO}accepted`] }, [400, 'unknown_metric']),
  ask('a metric of 65 letters', { metrics: ['m'.repeat(65)] }, [400, 'bad_query']),
  ask('a metric that is a property', { metrics: ['__proto__'] }, [400, 'unknown_metric']),
  ask('a dimension that is a property', { by: ['constructor'] }, [400, 'unknown_dimension']),
  ask('a dimension of spaces', { by: ['  '] }, [400, 'unknown_dimension']),
  ask(
    'an organization with a zero width letter',
    { where: [{ dimension: 'organization', values: ['aurora\u200b-works'] }] },
    [400, 'unknown_scope'],
  ),
  ask('a key that is a property', JSON.parse('{"__proto__":{"x":1}}'), [400, 'bad_query']),
  ask('a key too many', { constructor: 1 }, [400, 'bad_query']),
];

const PEOPLE = `/api/v1/rows?metrics=accepted&by=user&from=${RANGE.from}&to=${RANGE.to}`;
const SUMS = `/api/v1/rows?metrics=accepted&from=${RANGE.from}&to=${RANGE.to}`;
const w15 = (says: string, more: Partial<HostileRequest>, comes: HostileRequest['comes']): HostileRequest => ({
  ...{ of: 'W15', server: 'proxy', as: 'viewer', says, comes },
  ...more,
});

/** W15: what somebody else was answered. `ETAG` stands for the one that the local user was given for these figures. */
export const SHARED_REQUESTS: readonly HostileRequest[] = [
  w15("an analyst's address, opened by a viewer", { target: PEOPLE }, [403, 'not_allowed']),
  w15('the same with any ETag', { target: PEOPLE, headers: [['If-None-Match', '*']] }, [403, 'not_allowed']),
  w15('the same with the ETag of another', { target: PEOPLE, headers: [['If-None-Match', 'ETAG']] }, [
    403,
    'not_allowed',
  ]),
  w15('figures with any ETag', { target: SUMS, headers: [['If-None-Match', '*']] }, [200, null]),
  w15('figures with the ETag of another', { target: SUMS, headers: [['If-None-Match', 'ETAG']] }, [200, null]),
  w15('figures with many ETags', { target: SUMS, headers: [['If-None-Match', `${'"x", '.repeat(300)}ETAG`]] }, [
    200,
    null,
  ]),
  w15('figures for nobody, with the ETag', { target: SUMS, as: 'nobody', headers: [['If-None-Match', 'ETAG']] }, [
    401,
    'not_signed_in',
  ]),
  w15('figures since a day', { target: SUMS, headers: [['If-Modified-Since', 'Fri, 01 Jan 2100 00:00:00 GMT']] }, [
    200,
    null,
  ]),
  w15('a part of the figures', { target: SUMS, headers: [['Range', 'bytes=0-10']] }, [200, null]),
  w15('a team one may not see, in an address', { target: `${SUMS}&where=organization%3Daurora-labs` }, [
    400,
    'unknown_scope',
  ]),
  w15('the ledger', { target: '/api/v1/ledger' }, [403, 'not_allowed']),
  w15('days replaced', { target: '/api/v1/restatements' }, [403, 'not_allowed']),
  w15('standing checks', { target: '/api/v1/checks' }, [403, 'not_allowed']),
  w15('sign-offs', { target: '/api/v1/sign-offs' }, [403, 'not_allowed']),
];

const w16 = (target: string, comes: HostileRequest['comes'], more: Partial<HostileRequest> = {}): HostileRequest => ({
  ...{ of: 'W16', server: 'proxy', as: 'nobody', target, comes, says: `${more.as ?? 'nobody'} asks for ${target}` },
  ...more,
});

/** W16: what machines ask for, from outside. */
export const MACHINE_REQUESTS: readonly HostileRequest[] = [
  ...['/metrics', '/openapi.json', '/api/v1/catalog', '/api/v1/status', '/api/v1/me', '/api/v1/sessions'].map((path) =>
    w16(path, [401, 'not_signed_in']),
  ),
  ...['/metrics', '/openapi.json'].map((path) => w16(path, [401, 'not_signed_in'], { server: 'oidc' })),
  ...['/metrics', '/openapi.json'].map((path) => w16(path, [401, 'not_signed_in'], { server: 'elsewhere' })),
  w16('/metrics', [403, 'not_allowed'], { as: 'viewer' }),
  w16('/metrics/', [200, null], { says: 'a page, not the metrics' }),
  w16('/openapi.json/', [404, 'not_found']),
  w16('/healthz', [200, null]),
  w16('/readyz', [200, null]),
  w16('/', [200, null]),
  w16('/seats?team=mobile', [200, null]),
  w16('/metrics', [200, null], { headers: [['Authorization', 'Bearer METRICS']], says: 'Prometheus' }),
];
