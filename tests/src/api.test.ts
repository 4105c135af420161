import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type App, createLogger, openApp, ownHome, readConfig } from '@flightdeck/app';
import { parseScope } from '@flightdeck/catalog';
import { ROUTES, type RunningServer, startServer } from '@flightdeck/server';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

const EXAMPLES = fileURLToPath(new URL('../../fixtures/github/examples/docs/', import.meta.url));
const DAY = { from: '2026-05-07', to: '2026-05-07' };
const folder = mkdtempSync(join(tmpdir(), 'flightdeck-api-'));

let app: App;
let server: RunningServer;

beforeAll(async () => {
  const config = readConfig({
    flags: {},
    env: { FLIGHTDECK_DATA: folder, LOG_LEVEL: 'error' },
    cwd: folder,
    readFile: () => null,
  });
  app = await openApp(config, ownHome(config), {
    now: () => new Date('2026-05-20T12:00:00Z'),
    log: createLogger(config, { write: () => {}, isTerminal: false }),
  });
  await app.importFiles(
    [`${EXAMPLES}users-1-day.organization.partial.ndjson`, `${EXAMPLES}user-teams-1-day.organization.ndjson`],
    {
      scope: parseScope('org:acme'),
      strict: false,
      replace: false,
    },
  );
  server = await startServer(app, { host: '127.0.0.1', port: 0, webFolder: folder, version: app.version });
});

afterAll(async () => {
  await server?.close();
  await app?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function post(
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

/** Status of a request sent with exactly this target and Host, which fetch would correct. */
function raw(target: string, host: string): Promise<number> {
  const { port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path: target, headers: { Host: host } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    })
      .once('error', reject)
      .end();
  });
}

describe('the API over imported reports', () => {
  it('answers the team join as GitHub documents it', async () => {
    const { body } = await post('/api/v1/query', {
      metrics: ['active_users', 'accepted', 'loc_added'],
      by: ['team'],
      range: DAY,
      total: true,
    });
    expect(body.rows).toEqual([
      { team: 'backend', active_users: 1, accepted: 12, loc_added: 88 },
      { team: 'frontend', active_users: 2, accepted: 19, loc_added: 112 },
    ]);
    expect(body.total).toEqual({ active_users: 2, accepted: 19, loc_added: 112 });
  });

  it('answers seats of an imported snapshot, with what money was computed with', async () => {
    const day = '2026-05-19';
    const seat = (line: number, login: string, more: object) => ({
      day,
      line,
      seat: { assignee: { id: line, login }, created_at: '2026-01-09T08:00:00Z', plan_type: 'business', ...more },
    });
    const lines = [
      { day, line: 0, list: { total_seats: 2 } },
      seat(1, 'ada', { last_activity_at: '2026-05-18T21:00:00Z', last_activity_editor: 'vscode/1.9' }),
      seat(2, 'bob', { last_activity_at: null }),
    ];
    const path = join(folder, 'seats.ndjson');
    writeFileSync(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const imported = await app.importFiles([path], { scope: parseScope('org:acme'), strict: true, replace: false });
    expect(imported.files[0]).toMatchObject({ outcome: 'loaded', report: 'seats', records: 3 });
    const metrics = ['seats', 'seats_never_used', 'github_seats', 'idle_seat_cost'];
    const { body } = await post('/api/v1/query', { metrics, range: { from: '2026-05-01', to: '2026-05-20' } });
    expect(body.rows).toEqual([{ seats: 2, seats_never_used: 1, github_seats: 2, idle_seat_cost: 19 }]);
    expect(body.notes).toMatchObject([{ code: 'prices', metric: 'idle_seat_cost' }]);
    const list = await post('/api/v1/query', {
      metrics: ['seat_quiet_days'],
      by: ['user', 'last_active', 'last_editor'],
      range: { from: '2026-05-01', to: '2026-05-20' },
      search: 'vsc',
    });
    expect(list.body.rows).toEqual([
      { user: 'ada', last_active: '2026-05-18', last_editor: 'vscode', seat_quiet_days: 1 },
    ]);
  });

  it('answers a query as a CSV file, and a wrong one with what is wrong', async () => {
    const ask = (query: object) =>
      fetch(`${server.url}/api/v1/query/csv`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ range: DAY, ...query }),
      });
    const answer = await ask({ metrics: ['accepted', 'loc_added'], by: ['team'] });
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="flightdeck.csv"');
    expect(await answer.text()).toBe('team,accepted,loc_added\r\nbackend,12,88\r\nfrontend,19,112\r\n');
    const wrong = await ask({ metrics: ['acceptet'] });
    expect([wrong.status, wrong.headers.get('content-type')]).toEqual([400, 'application/problem+json']);
  });

  it("leaves a page's other queries whole when one is wrong", async () => {
    const { status, body } = await post('/api/v1/queries', {
      queries: [
        { metrics: ['accepted'], range: DAY },
        { metrics: ['acceptet'], range: DAY },
      ],
    });
    expect(status).toBe(200);
    expect(body.results).toMatchObject([
      { result: { rows: [{ accepted: 19 }] } },
      { problem: { status: 400, code: 'unknown_metric' } },
    ]);
  });

  it('refuses what it does not understand with a code, a hint and a request id, and never with a 500', async () => {
    const bad: readonly (readonly [unknown, number, string])[] = [
      ['{', 400, 'bad_json'],
      [{ metrics: [], range: DAY }, 400, 'bad_query'],
      [{ metrics: ['accepted'], range: { from: '2026-05-08', to: '2026-05-07' } }, 400, 'bad_range'],
      [{ metrics: ['accepted'], range: DAY, by: ['constructor'] }, 400, 'unknown_dimension'],
      [
        {
          metrics: ['accepted'],
          range: DAY,
          where: [{ dimension: 'organization', values: ["x'; DROP TABLE user_day; --"] }],
        },
        400,
        'unknown_scope',
      ],
      ['['.repeat(100_000), 400, 'bad_json'],
      [{ metrics: ['accepted'], range: DAY, search: 'x'.repeat(1_100_000) }, 413, 'too_large'],
    ];
    for (const [query, status, code] of bad) {
      const answer = await post('/api/v1/query', query);
      expect([answer.status, answer.body.code], JSON.stringify(query).slice(0, 80)).toEqual([status, code]);
      expect(answer.body.hint).toEqual(expect.any(String));
      expect(answer.body.requestId).toMatch(/^[\w-]{36}$/);
    }
  });

  it('takes hostile values as values', async () => {
    const { status, body } = await post('/api/v1/query', {
      metrics: ['accepted'],
      by: ['team'],
      range: DAY,
      where: [{ dimension: 'team', values: ["' OR 1=1 --", '%', '_', '__proto__', 'a\u0000b'] }],
    });
    expect([status, body.rows]).toEqual([200, []]);
  });

  it('refuses other sites, other hosts and other bodies', async () => {
    expect((await post('/api/v1/query', {}, { Origin: 'https://evil.example' })).body.code).toBe('cross_site');
    expect((await post('/api/v1/query', '{}', { 'Content-Type': 'text/plain' })).body.code).toBe('not_json');
    const { port } = new URL(server.url);
    expect(await raw('/api/v1/status', 'evil.example')).toBe(403);
    expect(await raw('//api/v1/status', `127.0.0.1:${port}`)).toBe(400);
    expect(await raw('/api/v1/nothing', `127.0.0.1:${port}`)).toBe(404);
    expect(await raw('/healthz', `127.0.0.1:${port}`)).toBe(200);
  });

  it('gives the status in the same counts as the command line', async () => {
    const ask = async (path: string) => (await fetch(`${server.url}${path}`)).json();
    expect(await ask('/api/v1/status')).toMatchObject({ demo: false, range: DAY });
    expect(await ask('/api/v1/restatements?scope=org:acme&limit=5')).toEqual({ days: [], hasMore: false });
    expect(await ask('/api/v1/settling')).toEqual({ curves: [] });
    expect(await ask('/api/v1/ledger')).toMatchObject({
      counts: { files: 3, lines: 8, loaded: 8, rejected: 0, blank: 0 },
    });
  });

  it('describes every route it has, and serves figures without naming a person', async () => {
    const document = (await (await fetch(`${server.url}/openapi.json`)).json()) as { paths: Record<string, object> };
    expect(new Set(Object.keys(document.paths))).toEqual(new Set(ROUTES.map(({ path }) => path)));
    const query = document.paths['/api/v1/query'] as { post: { responses: Record<string, { headers?: object }> } };
    expect(Object.keys(query.post.responses['200']?.headers ?? {})).toEqual(['ETag']);
    expect(Object.keys(query.post.responses)).toContain('304');
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    expect(metrics).toContain('flightdeck_report_days{scope="org:acme",report="users-1-day",state="present"} 1');
    expect(metrics).not.toContain('alice');
  });

  it('sends its protecting headers with every answer', async () => {
    for (const path of ['/api/v1/status', '/api/v1/nothing', '/healthz']) {
      const { headers } = await fetch(`${server.url}${path}`);
      expect(headers.get('content-security-policy'), path).toContain("script-src 'self'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cache-control')).toBe('no-store');
    }
  });

  it('confirms by an ETag that an answer is still valid, until something is loaded', async () => {
    const ask = (path: string, body: unknown, etag?: string) =>
      fetch(`${server.url}${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...(etag === undefined ? {} : { 'If-None-Match': etag }) },
        body: JSON.stringify(body),
      });
    const query = { metrics: ['accepted'], range: DAY };
    for (const [path, body] of [
      ['/api/v1/query', query],
      ['/api/v1/queries', { queries: [query] }],
    ] as const) {
      const first = await ask(path, body);
      const etag = first.headers.get('etag') ?? '';
      expect(etag).toMatch(/^W\/"/);
      expect(first.headers.get('cache-control')).toBe('private, no-cache');
      const again = await ask(path, body, etag);
      expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
      const other = await ask(path, path.endsWith('y') ? { ...query, by: ['day'] } : { queries: [query, query] }, etag);
      expect([other.status, other.headers.get('etag') === etag]).toEqual([200, false]);
    }
    const failed = await ask('/api/v1/queries', { queries: [{ metrics: ['acceptet'], range: DAY }] });
    expect([failed.status, failed.headers.get('etag')]).toEqual([200, null]);

    const before = (await ask('/api/v1/query', query)).headers.get('etag') ?? '';
    await app.importFiles([`${EXAMPLES}users-1-day.2026-autumn.ndjson`], { scope: parseScope('org:other') });
    expect((await ask('/api/v1/query', query, before)).status).toBe(200);
  });
});

describe('a slow sender', () => {
  const PATIENT = { timeout: 30_000, interval: 200 };
  const NDJSON = { 'Content-Type': 'application/x-ndjson' };
  const target = () => new URL(`${server.url}/api/v1/reconcile/files?scope=org:acme`);

  /** Begins to send a file and never ends. */
  function beginToSend() {
    const { hostname, port, pathname, search } = target();
    const headers = { ...NDJSON, 'Content-Length': 100_000 };
    const sending = request({ host: hostname, port, path: pathname + search, method: 'POST', headers });
    sending.on('error', () => {});
    sending.write('{');
    return sending;
  }

  it('of files holds no place where questions are answered, and only so many may arrive at once', async () => {
    const slow = Array.from({ length: 8 }, beginToSend);
    await vi.waitFor(async () => {
      const answer = await fetch(target(), { method: 'POST', headers: NDJSON, body: '{}' });
      expect(await answer.json()).toMatchObject({ status: 503, code: 'busy' });
    }, PATIENT);
    const answer = await post('/api/v1/query', { metrics: ['accepted'], range: DAY });
    expect(answer.status).toBe(200);
    for (const sending of slow) sending.destroy();
    await vi.waitFor(async () => {
      const again = await fetch(target(), { method: 'POST', headers: NDJSON, body: '{}' });
      expect(again.status).not.toBe(503);
    }, PATIENT);
  });
});
