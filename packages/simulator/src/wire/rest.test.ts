import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOrganization } from '../world/simulation.ts';
import { type RunningSimulator, startSimulator } from './simulator.ts';

interface Content {
  readonly content: { readonly 'application/json': { readonly schema: object } };
}

interface OpenApi {
  readonly paths: Readonly<
    Record<
      string,
      { readonly get?: { readonly responses: Readonly<Record<string, Content | { readonly $ref: string }>> } }
    >
  >;
  readonly components: { readonly responses: Readonly<Record<string, Content>> };
}

/** What is wrong with a body according to the OpenAPI description; empty when valid. */
function problems(file: string, path: string, body: unknown): string[] {
  const url = new URL(`../../../../fixtures/github/openapi/${file}.json`, import.meta.url);
  const description = JSON.parse(readFileSync(url, 'utf8')) as OpenApi;
  const answer = description.paths[path]?.get?.responses['200'];
  const named =
    answer && '$ref' in answer ? description.components.responses[answer.$ref.split('/').at(-1) ?? ''] : answer;
  const schema = named?.content['application/json'].schema;
  if (!schema) throw new Error(`no schema for ${path} in ${file}`);
  const ajv = new Ajv({ strict: false, allErrors: true, formats: { int64: true } });
  addFormats.default(ajv, ['date', 'date-time', 'uri', 'email']);
  const validate = ajv.compile(withNulls({ ...schema, components: description.components }) as object);
  validate(body);
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`);
}

/** OpenAPI 3.0 allows `nullable` beside a reference; JSON Schema wants it said as an alternative. */
function withNulls(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withNulls);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, withNulls(value)]));
  if (inner.nullable !== true || inner.type !== undefined) return inner;
  const { nullable: _nullable, ...rest } = inner;
  return { anyOf: [rest, { type: 'null' }] };
}

const ORG = '/orgs/{org}';
const ENT = '/enterprises/{enterprise}';

const CALLS: readonly (readonly [file: string, path: string, call: string])[] = [
  ...['organization-1-day', 'users-1-day', 'user-teams-1-day', 'repos-1-day'].map(
    (name) =>
      [
        'metrics-reports',
        `${ORG}/copilot/metrics/reports/${name}`,
        `/orgs/aurora-works/copilot/metrics/reports/${name}?day=2026-10-20`,
      ] as const,
  ),
  ...['enterprise-1-day', 'users-1-day', 'user-teams-1-day', 'repos-1-day'].map(
    (name) =>
      [
        'metrics-reports',
        `${ENT}/copilot/metrics/reports/${name}`,
        `/enterprises/aurora/copilot/metrics/reports/${name}?day=2026-10-20`,
      ] as const,
  ),
  ...['organization-28-day/latest', 'users-28-day/latest'].map(
    (name) =>
      [
        'metrics-reports',
        `${ORG}/copilot/metrics/reports/${name}`,
        `/orgs/aurora-works/copilot/metrics/reports/${name}`,
      ] as const,
  ),
  ...['enterprise-28-day/latest', 'users-28-day/latest'].map(
    (name) =>
      [
        'metrics-reports',
        `${ENT}/copilot/metrics/reports/${name}`,
        `/enterprises/aurora/copilot/metrics/reports/${name}`,
      ] as const,
  ),
  ['teams', `${ORG}/teams`, '/orgs/aurora-works/teams'],
  ['teams', `${ORG}/teams/{team_slug}`, '/orgs/aurora-works/teams/platform'],
  ['teams', `${ORG}/teams/{team_slug}/members`, '/orgs/aurora-works/teams/platform/members'],
  ['teams', `${ORG}/teams/{team_slug}/teams`, '/orgs/aurora-works/teams/platform/teams'],
  ['teams', `${ORG}/members`, '/orgs/aurora-works/members'],
  ['enterprise-teams', `${ENT}/teams`, '/enterprises/aurora/teams'],
  ['enterprise-teams', `${ENT}/teams/{team_slug}`, '/enterprises/aurora/teams/ent:early-access'],
  [
    'enterprise-teams',
    `${ENT}/teams/{enterprise-team}/memberships`,
    '/enterprises/aurora/teams/ent:early-access/memberships',
  ],
  [
    'enterprise-teams',
    `${ENT}/teams/{enterprise-team}/organizations`,
    '/enterprises/aurora/teams/ent:early-access/organizations',
  ],
  ['billing-seats', `${ORG}/copilot/billing`, '/orgs/aurora-works/copilot/billing'],
  ['billing-seats', `${ORG}/copilot/billing/seats`, '/orgs/aurora-works/copilot/billing/seats'],
  ['billing-seats', `${ENT}/copilot/billing/seats`, '/enterprises/aurora/copilot/billing/seats?per_page=100'],
  ...['usage/summary', 'ai_credit/usage'].flatMap((name) => [
    [
      'billing-usage',
      `/organizations/{org}/settings/billing/${name}`,
      `/organizations/aurora-works/settings/billing/${name}?year=2026&month=10`,
    ] as const,
    [
      'billing-usage',
      `${ENT}/settings/billing/${name}`,
      `/enterprises/aurora/settings/billing/${name}?year=2026&month=10&day=20`,
    ] as const,
  ]),
  ['enterprise-licenses', `${ENT}/consumed-licenses`, '/enterprises/aurora/consumed-licenses'],
  ['rate-limit', '/rate_limit', '/rate_limit'],
  ['rate-limit', '/versions', '/versions'],
];

describe('REST answers', () => {
  let simulator: RunningSimulator;
  const simulation = createOrganization({ seed: 4, people: 120, days: 60, lastDay: '2026-10-31', organizations: 2 });
  const get = async (path: string, version = '2026-03-10') => {
    const response = await fetch(`${simulator.url}${path}`, {
      headers: { authorization: 'Bearer any', 'x-github-api-version': version },
    });
    return { status: response.status, body: (await response.json()) as unknown };
  };

  beforeAll(async () => {
    simulator = await startSimulator(simulation);
  });
  afterAll(() => simulator.close());

  it.each(CALLS)('follow the OpenAPI description: %s %s', async (file, path, call) => {
    // The description is the one of the older version, which says more about the rate limit.
    const { status, body } = await get(call, file === 'rate-limit' ? '2022-11-28' : undefined);
    expect(status).toBe(200);
    expect(problems(file, path, body)).toEqual([]);
  });

  it('leave the field rate out of the rate limit from version 2026-03-10 on', async () => {
    expect(Object.keys((await get('/rate_limit', '2022-11-28')).body as object)).toEqual(['resources', 'rate']);
    expect(Object.keys((await get('/rate_limit')).body as object)).toEqual(['resources']);
  });

  it('count the seats of an organization as its list does', async () => {
    for (const { slug } of simulation.organizations) {
      const { body } = await get(`/orgs/${slug}/copilot/billing/seats?per_page=100`);
      const { total_seats, seats } = body as { total_seats: number; seats: { assignee: { id: number } | null }[] };
      const people = seats.map(({ assignee }, index) => assignee?.id ?? `seat ${index}`);
      expect(new Set(people).size).toBe(people.length);
      expect(people.length).toBe(total_seats);
    }
  });

  it('name the scopes of a token, but not to somebody who is not signed in', async () => {
    const call = (headers: Record<string, string>) => fetch(`${simulator.url}/rate_limit`, { headers });
    expect((await call({ authorization: 'Bearer any' })).headers.get('x-oauth-scopes')).toContain('read:org');
    const refused = await call({});
    expect([refused.status, refused.headers.get('x-oauth-scopes')]).toEqual([401, null]);
  });

  it('follow it for the seat of one person too, and 404 for somebody without', async () => {
    const { body } = await get('/orgs/aurora-works/copilot/billing/seats');
    const login = (body as { seats: { assignee: { login: string } }[] }).seats[0]?.assignee.login ?? '';
    const seat = await get(`/orgs/aurora-works/members/${login}/copilot`);
    expect(seat.status).toBe(200);
    expect(problems('billing-seats', `${ORG}/members/{username}/copilot`, seat.body)).toEqual([]);
    expect((await get('/orgs/aurora-works/members/nobody/copilot')).status).toBe(404);
  });

  it('can be found wrong', () => {
    expect(problems('metrics-reports', `${ORG}/copilot/metrics/reports/users-1-day`, { report_day: 'x' })).not.toEqual(
      [],
    );
  });
});
