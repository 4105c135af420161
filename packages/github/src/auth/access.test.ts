import { afterEach, describe, expect, test } from 'vitest';
import { type FakeGithub, json, ORG, raw, startFakeGithub } from '../fake-github.ts';

const NOW = Date.parse('2026-10-06T08:00:00Z');
const LIMIT = json(
  200,
  { resources: { core: { limit: 5000, remaining: 4990, reset: 1_791_202_200 } } },
  { 'x-oauth-scopes': 'read:org, manage_billing:copilot' },
);
let fake: FakeGithub;
afterEach(() => fake?.close());

describe('checking what a credential may read', () => {
  test('each capability is tried by itself, and what is missing comes with its fix', async () => {
    const reports = '/orgs/acme/copilot/metrics/reports';
    fake = await startFakeGithub({
      '/rate_limit': LIMIT,
      [`${reports}/organization-1-day`]: json(403, { message: 'Copilot usage metrics policy is disabled' }),
      [`${reports}/users-1-day`]: json(204, null),
      '/orgs/acme/teams': json(200, []),
      '/orgs/acme/members': json(200, [{ id: 1, login: 'ann' }]),
      '/orgs/acme/copilot/billing/seats': json(403, { message: 'Must be an owner' }),
    });
    const findings = await fake.client({ now: () => NOW }).checkAccess(ORG);
    expect(findings.map(({ capability, ok, code, required }) => [capability, ok, code, required])).toEqual([
      ['credentials', true, 'ok', true],
      ['reports', false, 'policy_off', true],
      ['user reports', false, 'no_report', true],
      ['teams', true, 'ok', false],
      ['members', true, 'ok', false],
      ['seats', false, 'forbidden', false],
    ]);
    expect(findings[1]?.fix).toContain('AI controls → Copilot');
    expect(findings[5]?.fix).toContain('manage_billing:copilot');
    expect(findings[4]?.says).toBe('1 person.');
    expect(fake.seen).toContain(`GET ${reports}/organization-1-day?day=2026-10-01`);
  });

  test('with wrong credentials nothing else is tried', async () => {
    fake = await startFakeGithub({ '/rate_limit': json(401, { message: 'Bad credentials' }) });
    const findings = await fake.client().checkAccess(ORG);
    expect(findings).toMatchObject([{ capability: 'credentials', ok: false, code: 'bad_credentials' }]);
    expect(fake.seen).toHaveLength(1);
  });

  test('a host that is not there is named once, with its address', async () => {
    fake = await startFakeGithub({});
    const address = fake.url.replace('http://', '');
    const github = fake.client({ retries: 0 });
    await fake.stop();
    expect(await github.checkAccess(ORG)).toMatchObject([
      { code: 'github_unavailable', says: `Nothing answers at ${address}: it refused the connection.` },
    ]);
  });

  test('a web page in place of the API is named once for all', async () => {
    fake = await startFakeGithub({ '/rate_limit': raw(200, '<html>', { 'content-type': 'text/html' }) });
    expect(await fake.client().checkAccess(ORG)).toMatchObject([{ code: 'not_github', ok: false }]);
  });
});

test('the rate limit has what is left and the scopes of a classic token', async () => {
  fake = await startFakeGithub({ '/rate_limit': LIMIT });
  expect(await fake.client().rateLimit()).toEqual({
    limit: 5000,
    remaining: 4990,
    resetAt: new Date('2026-10-05T12:10:00Z'),
    tokenScopes: ['read:org', 'manage_billing:copilot'],
  });
});
