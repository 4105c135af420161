import { inspect } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import {
  ENTERPRISE,
  type FakeGithub,
  inTurn,
  json,
  ORG,
  type Reply,
  raw,
  startFakeGithub,
  TOKEN,
} from '../../fake-github.ts';
import type { RequestEvent } from '../../options.ts';
import { networkFailure } from './network-failure.ts';
import { meaningOfMessage } from './refusals.ts';

const DAY = '2026-10-01';
const REPORT = '/orgs/acme/copilot/metrics/reports/users-1-day';
let fake: FakeGithub;
afterEach(() => fake?.close());

async function failureOf(reply: Reply, options = {}): Promise<unknown> {
  fake = await startFakeGithub({ [REPORT]: reply });
  return fake
    .client(options)
    .report(ORG, 'users-1-day', DAY)
    .catch((thrown: unknown) => thrown);
}

/** Sends the head of an answer and the first bytes of its body, then nothing. */
const hangsInside: Reply = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
  response.write('{"download_links":');
};

describe('refusals', () => {
  test('a token that is revoked is not tried again', async () => {
    const error = await failureOf(json(401, { message: 'Bad credentials' }));
    expect(error).toMatchObject({ code: 'bad_credentials', retryable: false, status: 401, requestId: 'REQ:1' });
    expect(fake.seen).toHaveLength(1);
  });

  test.each([
    ['policy_off', 'The Copilot metrics API access policy is disabled for this organization.', /Copilot usage metrics/],
    ['policy_off', 'Copilot usage metrics policy is not enabled', /AI controls/],
    ['forbidden', 'Resource not accessible by personal access token', /Organization Copilot metrics/],
    ['forbidden', 'Must have admin rights to view metrics.', /read:org/],
    [
      'ip_not_allowed',
      'Although you appear to have the correct authorization, the organization has an IP allow list enabled',
      /IP allow list/,
    ],
    ['sso_required', 'Resource protected by organization SAML enforcement.', /Configure SSO/],
  ])('403 is %s when GitHub says "%s", and the hint names the fix', async (code, message, hint) => {
    const error = await failureOf(json(403, { message }));
    expect(error).toMatchObject({ code, retryable: false, status: 403 });
    expect((error as { hint: string }).hint).toMatch(hint);
  });

  test.each([
    [422, 'policy_off', 'Copilot Usage Metrics API setting is disabled at the organization or enterprise level.'],
    [404, 'policy_off', 'Copilot Usage Metrics API setting is disabled at the organization or enterprise level.'],
    [409, 'policy_off', 'The Copilot usage metrics policy is not enabled.'],
    [500, 'policy_off', 'Copilot Usage Metrics API setting is disabled at the organization or enterprise level.'],
    [404, 'sso_required', 'Resource protected by organization SAML enforcement.'],
    [422, 'ip_not_allowed', 'Your IP address is not permitted to access this resource.'],
    [422, 'payment_trouble', "There is a problem with your account's associated payment method."],
    [422, 'copilot_off', 'Copilot Business is not enabled for this organization.'],
    [403, 'copilot_off', 'Copilot Enterprise is not enabled for this enterprise.'],
    [404, 'copilot_off', 'This organization does not have a Copilot subscription.'],
    [422, 'feature_unavailable', 'This endpoint is not available for this account.'],
    [422, 'unprocessable', 'Validation Failed'],
    [409, 'refused', 'Conflict'],
    [503, 'github_unavailable', 'This service is not available.'],
    [401, 'bad_credentials', 'Bad credentials'],
  ])('%i is what its sentence says: %s', async (status, code, message) => {
    const error = await failureOf(json(status, { message }), { retries: 0 });
    expect(error).toMatchObject({ code, status });
  });

  test.each([403, 404, 409, 422, 429])('a rate limit is one with %i too', async (status) => {
    const message = 'You have exceeded a secondary rate limit.';
    const error = await failureOf(json(status, { message }), { retries: 0 });
    expect(error).toMatchObject({ code: 'rate_limited' });
  });

  test('a 404 whose header asks for single sign-on is no missing report', async () => {
    const header = { 'x-github-sso': 'required; url=https://github.com/orgs/acme/sso' };
    expect(await failureOf(json(404, { message: 'Not Found' }, header))).toMatchObject({ code: 'sso_required' });
  });

  test('seats of an organization without Copilot are not taken for a policy of the metrics', async () => {
    fake = await startFakeGithub({
      '/orgs/acme/copilot/billing/seats': json(422, { message: 'Copilot is disabled for this organization.' }),
    });
    await expect(fake.client().seats(ORG)).rejects.toMatchObject({ code: 'copilot_off' });
  });

  test('the fix for an enterprise names the enterprise permission', async () => {
    fake = await startFakeGithub({
      '/enterprises/big/copilot/metrics/reports/users-1-day': json(403, { message: 'Forbidden' }),
    });
    const error = await fake
      .client()
      .report(ENTERPRISE, 'users-1-day', DAY)
      .catch((thrown: unknown) => thrown);
    expect((error as { hint: string }).hint).toContain('manage_billing:copilot or read:enterprise');
  });

  test("GitHub's own words are repeated on one line and cut", async () => {
    const error = await failureOf(json(403, { message: `a\nb\u001b[31m${'x'.repeat(999)}` }));
    expect((error as Error).message).toContain('GitHub says: "a b [31mxxx');
    expect((error as Error).message.length).toBeLessThan(350);
  });
});

describe('hostile text in a refusal', () => {
  const asked = { kind: 'org', subject: 'reports' } as const;

  test.each(['IP ', 'policy ', 'not ', 'copilot no ', 'billing ', 'GitHub says: "', '\u202e'])(
    'no more than 2,048 characters of "%s" over and over are looked at',
    async (word) => {
      const text = word.repeat(60_000);
      const error = await failureOf(json(403, { message: text }), { retries: 0 });
      expect(error).toMatchObject({ status: 403 });
      expect((error as Error).message.length).toBeLessThan(400);
      // Past the cut nothing counts.
      expect(meaningOfMessage(`${'x'.repeat(2048)} SAML`, 403, asked)).toBeNull();
    },
  );

  test.each([
    ['a whole number beyond 2^53 as status', '{"message":"Must have admin rights.","status":9007199254740993}'],
    ['one without a message', '{"status":9007199254740993}'],
    ['errors that hold one', '{"message":"No.","errors":[9007199254740993]}'],
    ['200,000 levels', `{"message":"No.","x":${'['.repeat(200_000)}${']'.repeat(200_000)}}`],
    ['a message that is an object', '{"message":{"toString":1}}'],
    ['a list', '[]'],
    ['null', 'null'],
  ])('a refusal with %s is a refusal', async (_name, body) => {
    const error = await failureOf(raw(403, body, { 'content-type': 'application/json' }));
    expect(error).toMatchObject({ name: 'UpstreamError', code: 'forbidden', status: 403 });
  });

  test('an answer 200,000 levels deep is refused by name', async () => {
    const body = `{"download_links":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
    expect(await failureOf(raw(200, body))).toMatchObject({ code: 'answer_too_deep', retryable: false });
    expect(fake.seen).toHaveLength(1);
  });

  test('brackets in a text are not levels', async () => {
    expect(await failureOf(raw(200, JSON.stringify('["\\'.repeat(100))))).toEqual({
      kind: 'no_report',
      why: 'bare_string',
    });
  });
});

describe('failures that may pass', () => {
  test('a 5xx answer is tried again, with growing waits, and then works', async () => {
    const answer = await failureOf(inTurn(json(502, {}), raw(503, '<html>'), json(204, null)));
    expect(answer).toEqual({ kind: 'no_report', why: '204' });
    expect(fake.slept).toHaveLength(2);
    expect(fake.slept[0]).toBeGreaterThanOrEqual(750);
    expect(fake.slept[1]).toBeGreaterThanOrEqual(3000);
  });

  test('a 5xx answer that stays is github_unavailable after the retries', async () => {
    const error = await failureOf(json(500, { message: 'oops' }), { retries: 2 });
    expect(error).toMatchObject({ code: 'github_unavailable', retryable: true, status: 500 });
    expect(fake.seen).toHaveLength(3);
    expect(fake.slept).toHaveLength(2);
  });

  test('a connection reset before the answer is tried again', async () => {
    const answer = await failureOf(inTurn((request) => request.socket.resetAndDestroy(), json(204, null)));
    expect(answer).toEqual({ kind: 'no_report', why: '204' });
  });

  test('an answer cut in the middle is tried again and never taken for an empty one', async () => {
    const cut: Reply = (request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
      response.write('{"download', () => request.socket.destroy());
    };
    expect(await failureOf(cut, { retries: 1 })).toMatchObject({ code: 'github_unavailable', retryable: true });
    expect(fake.seen).toHaveLength(2);
  });

  test('a server that hangs before the headers is a timeout', async () => {
    expect(await failureOf(() => {}, { retries: 0, timeoutMs: 150 })).toMatchObject({
      code: 'timeout',
      retryable: true,
    });
  });

  test('a server that hangs inside the body is a timeout', async () => {
    expect(await failureOf(hangsInside, { retries: 1, timeoutMs: 150 })).toMatchObject({
      code: 'timeout',
      retryable: true,
    });
    expect(fake.seen).toHaveLength(2);
  });

  test('a server that drips is a timeout', async () => {
    const drips: Reply = (request, response, before) => {
      hangsInside(request, response, before);
      const timer = setInterval(() => response.write(' '), 40);
      response.on('close', () => clearInterval(timer));
    };
    expect(await failureOf(drips, { retries: 0, timeoutMs: 200 })).toMatchObject({ code: 'timeout' });
  });

  test('nobody listening is github_unavailable', async () => {
    fake = await startFakeGithub({});
    const github = fake.client({ apiUrl: 'http://127.0.0.1:1', retries: 0 });
    await expect(github.teams(ORG)).rejects.toMatchObject({ code: 'github_unavailable', status: null });
  });
});

describe('what can be seen from outside', () => {
  test('a redirect to another host is refused and the token not sent there', async () => {
    const other = await startFakeGithub({});
    const error = await failureOf(raw(302, '', { location: `${other.url}/steal` }));
    expect(error).toMatchObject({ code: 'redirect_not_allowed', retryable: false });
    expect(other.seen).toEqual([]);
    expect(fake.seen).toHaveLength(1);
    await other.close();
  });

  test('a redirect on the same host is followed, one in a circle is not', async () => {
    fake = await startFakeGithub({
      '/orgs/acme/teams': raw(301, '', { location: '/organizations/7/teams' }),
      '/organizations/7/teams': json(200, []),
      '/orgs/acme/members': raw(302, '', { location: '/orgs/acme/members' }),
    });
    const github = fake.client();
    await expect(github.teams(ORG)).resolves.toEqual([]);
    await expect(github.members(ORG)).rejects.toMatchObject({ code: 'redirect_not_allowed' });
  });

  test('no error shows the token, however deep one looks', async () => {
    const replies: Reply[] = [
      json(401, {}),
      json(403, {}),
      json(500, {}),
      (request) => request.socket.destroy(),
      raw(200, '<p>'),
    ];
    for (const reply of replies) {
      const error = await failureOf(reply, { retries: 0 });
      expect(inspect(error, { depth: null, showHidden: true })).not.toContain(TOKEN);
      await fake.close();
    }
  });

  test('every attempt is reported with route template, status and what is left of the limit', async () => {
    const events: RequestEvent[] = [];
    await failureOf(
      inTurn(json(502, {}), json(204, null, { 'x-ratelimit-remaining': '4321', 'x-ratelimit-resource': 'core' })),
      {
        onRequest: (event: RequestEvent) => events.push(event),
      },
    );
    const route = '/orgs/{org}/copilot/metrics/reports/users-1-day';
    expect(events).toMatchObject([
      { method: 'GET', route, status: 502, rateLimitRemaining: null, rateLimitResource: null },
      { method: 'GET', route, status: 204, rateLimitRemaining: 4321, rateLimitResource: 'core' },
    ]);
  });
});

describe('codes of the network', () => {
  test.each([
    ['ENOTFOUND', 'dns_failed', true],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'untrusted_certificate', false],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'untrusted_certificate', false],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'untrusted_certificate', false],
    ['UND_ERR_HEADERS_TIMEOUT', 'timeout', true],
    ['UND_ERR_CONNECT_TIMEOUT', 'timeout', true],
    ['ECONNRESET', 'github_unavailable', true],
  ])('%s is %s', (code, expected, retryable) => {
    const cause = Object.assign(new Error('low level'), { code });
    expect(networkFailure(new TypeError('fetch failed', { cause }))).toMatchObject({ code: expected, retryable });
  });
});
