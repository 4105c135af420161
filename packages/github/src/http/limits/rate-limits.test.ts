import { afterEach, describe, expect, test } from 'vitest';
import { type FakeGithub, inTurn, json, ORG, type Reply, startFakeGithub } from '../../fake-github.ts';
import { limitWaitMs } from './limits.ts';
import { RateLimitedError } from './rate-limited.ts';

const NOW = Date.parse('2026-10-05T12:00:00Z');
const DATE = new Date(NOW).toUTCString();

describe('how long a rate limit lasts', () => {
  test.each([
    ['seconds', 429, { 'retry-after': '30' }, '', 30_000],
    ['a date', 429, { 'retry-after': 'Mon, 05 Oct 2026 12:01:30 GMT' }, '', 90_000],
    ['a date gone by', 429, { 'retry-after': 'Mon, 05 Oct 2026 11:00:00 GMT' }, '', 1000],
    ['zero', 429, { 'retry-after': '0' }, '', 1000],
    ['10⁹ seconds: an hour, the longest window GitHub has', 429, { 'retry-after': '1000000000' }, '', 3_600_000],
    ['a negative number: as if absent', 429, { 'retry-after': '-5' }, '', 60_000],
    ['nonsense: as if absent', 429, { 'retry-after': 'soon' }, '', 60_000],
    ['nothing at all', 429, {}, '', 60_000],
    [
      'the reset of a spent primary limit',
      403,
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1791202200' },
      '',
      601_000,
    ],
    ['a secondary limit named in the message only', 403, {}, 'You have exceeded a secondary rate limit', 60_000],
  ] as const)('%s', (_name, status, headers, message, wait) => {
    expect(limitWaitMs({ status, headers: { date: DATE, ...headers }, message }, 0, 0)).toBe(wait);
  });

  test('without a hint the wait doubles each time', () => {
    const answer = { status: 429, headers: {}, message: '' };
    expect([0, 1, 2].map((attempt) => limitWaitMs(answer, attempt, NOW))).toEqual([60_000, 120_000, 240_000]);
  });

  test('a plain refusal is no rate limit', () => {
    expect(
      limitWaitMs({ status: 403, headers: { 'x-ratelimit-remaining': '4999' }, message: 'Forbidden' }, 0, NOW),
    ).toBeNull();
    expect(limitWaitMs({ status: 404, headers: { 'retry-after': '9' }, message: '' }, 0, NOW)).toBeNull();
  });
});

describe('the client under a rate limit', () => {
  const TEAMS = '/orgs/acme/teams';
  const ok = json(200, []);
  let fake: FakeGithub;
  afterEach(() => fake.close());

  async function teams(reply: Reply, options = {}) {
    fake = await startFakeGithub({ [TEAMS]: reply, '/orgs/acme/members': ok });
    return fake.client(options).teams(ORG);
  }

  test.each([
    ['429 with Retry-After', json(429, { message: 'slow' }, { 'retry-after': '30' })],
    [
      '403 secondary limit',
      json(403, { message: 'You have exceeded a secondary rate limit.' }, { 'retry-after': '30' }),
    ],
    ['403 with Retry-After only', json(403, { message: 'Forbidden' }, { 'retry-after': '30' })],
  ])('%s is waited for, once, and the call succeeds', async (_name, limited) => {
    await expect(teams(inTurn(limited, ok))).resolves.toEqual([]);
    expect(fake.slept).toHaveLength(1);
    expect(fake.slept[0]).toBeGreaterThan(28_000);
    expect(fake.slept[0]).toBeLessThanOrEqual(30_000);
  });

  test('a limit that never ends is given up after the retries and says when to come back', async () => {
    const error = await teams(json(429, {}, { 'retry-after': '5' }), { retries: 2 }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RateLimitedError);
    expect(error).toMatchObject({ code: 'rate_limited', retryable: true, status: 429 });
    expect(fake.seen).toHaveLength(3);
  });

  test('a wait beyond the bound is not waited for, and no further request is sent meanwhile', async () => {
    fake = await startFakeGithub({ [TEAMS]: json(429, {}, { 'retry-after': '1800' }), '/orgs/acme/members': ok });
    const github = fake.client({ now: () => NOW });
    await expect(github.teams(ORG)).rejects.toMatchObject({ code: 'rate_limited' });
    const later = await github.members(ORG).catch((thrown: unknown) => thrown);
    expect(later).toMatchObject({ code: 'rate_limited' });
    expect(later).toHaveProperty('retryAt');
    expect(fake.seen).toEqual(['GET /orgs/acme/teams?per_page=100']);
    expect(fake.slept).toEqual([]);
  });

  test('one limited request holds back the others of the same credential', async () => {
    fake = await startFakeGithub({
      [TEAMS]: inTurn(json(429, {}, { 'retry-after': '20' }), ok),
      '/orgs/acme/members': ok,
    });
    const github = fake.client({ retries: 0, now: () => NOW });
    await expect(github.teams(ORG)).rejects.toMatchObject({ code: 'rate_limited' });
    await expect(github.members(ORG)).resolves.toEqual([]);
    expect(fake.slept).toHaveLength(1);
  });

  test('without a hint it waits one minute, then two, then four', async () => {
    const limited = json(403, { message: 'You have exceeded a secondary rate limit' });
    await expect(teams(inTurn(limited, limited, limited, ok))).resolves.toEqual([]);
    expect(fake.slept.map((ms) => Math.round(ms / 10_000))).toEqual([6, 12, 24]);
  });

  test('closing the client ends a wait at once', async () => {
    fake = await startFakeGithub({ [TEAMS]: json(429, {}, { 'retry-after': '600' }) });
    const github = fake.client({ sleep: undefined, now: undefined });
    const waiting = github.teams(ORG).catch((thrown: unknown) => thrown);
    while (fake.seen.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await github.close();
    expect(await waiting).toMatchObject({ code: 'closed', retryable: true });
  });

  test('no more requests run at a time than allowed', async () => {
    let running = 0;
    let most = 0;
    fake = await startFakeGithub({
      [TEAMS]: (request, response, before) => {
        running += 1;
        most = Math.max(most, running);
        setTimeout(() => {
          running -= 1;
          ok(request, response, before);
        }, 10);
      },
    });
    const github = fake.client({ concurrency: 2 });
    await Promise.all(Array.from({ length: 8 }, () => github.teams(ORG)));
    expect(most).toBe(2);
  });
});
