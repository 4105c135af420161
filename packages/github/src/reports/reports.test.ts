import { readFileSync } from 'node:fs';
import { type ReportKind, UpstreamError } from '@flightdeck/catalog';
import { afterEach, describe, expect, test } from 'vitest';
import { ENTERPRISE, type FakeGithub, json, ORG, type Reply, raw, startFakeGithub, TOKEN } from '../fake-github.ts';

const DAY = '2026-10-01';
const PATH = '/orgs/acme/copilot/metrics/reports/users-1-day';
let fake: FakeGithub;
afterEach(() => fake.close());

async function ask(reply: Reply) {
  fake = await startFakeGithub({ [PATH]: reply });
  return fake.client({ retries: 0, downloadHosts: ['example.com'] }).report(ORG, 'users-1-day', DAY);
}

function example(name: string): unknown {
  return JSON.parse(
    readFileSync(new URL(`../../../../fixtures/github/examples/rest/${name}`, import.meta.url), 'utf8'),
  );
}

describe('asking for a report', () => {
  test('each kind has its path in each scope, with the day for 1-day kinds and the API version on every request', async () => {
    fake = await startFakeGithub({});
    const github = fake.client();
    const kinds: ReportKind[] = [
      'aggregate-1-day',
      'aggregate-28-day',
      'users-1-day',
      'users-28-day',
      'user-teams-1-day',
      'repos-1-day',
    ];
    for (const scope of [ORG, ENTERPRISE]) {
      for (const kind of kinds) await github.report(scope, kind, kind.includes('28') ? null : DAY);
    }
    expect(fake.seen).toEqual([
      'GET /orgs/acme/copilot/metrics/reports/organization-1-day?day=2026-10-01',
      'GET /orgs/acme/copilot/metrics/reports/organization-28-day/latest',
      'GET /orgs/acme/copilot/metrics/reports/users-1-day?day=2026-10-01',
      'GET /orgs/acme/copilot/metrics/reports/users-28-day/latest',
      'GET /orgs/acme/copilot/metrics/reports/user-teams-1-day?day=2026-10-01',
      'GET /orgs/acme/copilot/metrics/reports/repos-1-day?day=2026-10-01',
      'GET /enterprises/big/copilot/metrics/reports/enterprise-1-day?day=2026-10-01',
      'GET /enterprises/big/copilot/metrics/reports/enterprise-28-day/latest',
      'GET /enterprises/big/copilot/metrics/reports/users-1-day?day=2026-10-01',
      'GET /enterprises/big/copilot/metrics/reports/users-28-day/latest',
      'GET /enterprises/big/copilot/metrics/reports/user-teams-1-day?day=2026-10-01',
      'GET /enterprises/big/copilot/metrics/reports/repos-1-day?day=2026-10-01',
    ]);
    expect(fake.headers.map((headers) => headers['x-github-api-version'])).toEqual(Array(12).fill('2026-03-10'));
    expect(fake.headers.map((headers) => headers.authorization)).toEqual(Array(12).fill(`token ${TOKEN}`));
  });

  test("GitHub's documented examples are understood", async () => {
    const base = 'metrics-reports__get__';
    fake = await startFakeGithub({
      '/enterprises/big/copilot/metrics/reports/enterprise-28-day/latest': json(
        200,
        example(`${base}enterprises-enterprise-copilot-metrics-reports-enterprise-28-day-latest__200.json`),
      ),
      [PATH]: json(200, {
        ...(example(`${base}orgs-org-copilot-metrics-reports-users-1-day__200.json`) as object),
        report_day: DAY,
      }),
    });
    const github = fake.client({ downloadHosts: ['example.com'] });
    const month = await github.report(ENTERPRISE, 'aggregate-28-day', null);
    expect(month).toMatchObject({ kind: 'report', days: { from: '2025-07-01', to: '2025-07-28' } });
    expect(month.kind === 'report' && month.links.length).toBe(2);
    expect(await github.report(ORG, 'users-1-day', DAY)).toMatchObject({
      kind: 'report',
      days: { from: DAY, to: DAY },
    });
  });

  test.each([
    ['204', json(204, null)],
    ['404', json(404, { message: 'Not Found' })],
    ['empty_body', raw(200, '')],
    ['empty_body', raw(200, ' \n', { 'content-type': 'application/json' })],
    ['bare_string', json(200, '')],
    ['bare_string', json(200, 'No report is available for this day.')],
  ])('%s is no report, not an error', async (why, reply) => {
    expect(await ask(reply)).toEqual({ kind: 'no_report', why });
  });

  test.each([
    ['not_github', raw(200, '<html>Sign in to the proxy</html>', { 'content-type': 'text/html' })],
    ['not_github', raw(200, '<html></html>', { 'content-type': 'application/json' })],
    ['not_github', json(200, [1, 2])],
    ['not_github', json(200, { hello: 'world' })],
    ['not_github', json(200, { download_links: ['https://example.com/a'], report_day: 'yesterday' })],
    ['other_day', json(200, { download_links: ['https://example.com/a'], report_day: '2026-09-30' })],
    ['no_links', json(200, { download_links: [], report_day: DAY })],
    ['too_many_links', json(200, { download_links: Array(10_000).fill('https://example.com/a'), report_day: DAY })],
    ['link_not_allowed', json(200, { download_links: ['https://example.com/a', 7], report_day: DAY })],
    ['gone', json(410, { message: 'unsupported version' })],
    ['unprocessable', json(422, { message: 'Validation Failed' })],
    ['copilot_off', json(422, { message: 'Copilot is not enabled' })],
    ['refused', json(400, { message: 'bad day' })],
  ])('an answer that is %s is refused as such', async (code, reply) => {
    await expect(ask(reply)).rejects.toMatchObject({ name: 'UpstreamError', code });
  });

  test('the same link twice is one file', async () => {
    const answer = await ask(
      json(200, { download_links: ['https://example.com/a', 'https://example.com/a'], report_day: DAY }),
    );
    expect(answer.kind === 'report' && answer.links.length).toBe(1);
  });

  test('a 1-day report without a day is the mistake of the caller', async () => {
    fake = await startFakeGithub({});
    await expect(fake.client().report(ORG, 'users-1-day', null)).rejects.toMatchObject({ code: 'day_needed' });
  });

  test('a refused answer keeps its status and request id', async () => {
    const error = await ask(json(422, { message: 'no' })).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UpstreamError);
    expect(error).toMatchObject({ status: 422, requestId: 'REQ:1', retryable: false });
  });
});
