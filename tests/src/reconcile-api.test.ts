import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type App, createLogger, openApp, ownHome, readConfig } from '@flightdeck/app';
import { parseScope } from '@flightdeck/catalog';
import { type RunningServer, startServer } from '@flightdeck/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const USERS = fileURLToPath(
  new URL('../../fixtures/github/examples/docs/users-1-day.organization.partial.ndjson', import.meta.url),
);
const folder = mkdtempSync(join(tmpdir(), 'flightdeck-reconcile-'));
const QUESTION = {
  metric: 'reported_users',
  range: { from: '2026-05-07', to: '2026-05-07' },
  scope: { dimension: 'organization', names: ['acme'] },
};
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
  await app.importFiles([USERS], { scope: parseScope('org:acme') });
  server = await startServer(app, { host: '127.0.0.1', port: 0, webFolder: folder, version: app.version });
});

afterAll(async () => {
  await server?.close();
  await app?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function post(path: string, body: string, type = 'application/json') {
  const answer = await fetch(`${server.url}${path}`, { method: 'POST', headers: { 'Content-Type': type }, body });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

const reconcile = (against: object) => post('/api/v1/reconcile', JSON.stringify({ ...QUESTION, against }));

describe('the API explains differences', () => {
  it('lists what can be compared with what', async () => {
    const answer = await fetch(`${server.url}/api/v1/reconcile/sources`);
    expect(await answer.json()).toEqual({
      sources: expect.arrayContaining([expect.objectContaining({ name: 'dashboard', needs: ['text'] })]),
      metrics: expect.arrayContaining(['completion_acceptance_rate']),
    });
  });

  it('takes a number typed in', async () => {
    const { status, body } = await reconcile({
      source: 'dashboard',
      text: '3',
      window: { kind: 'days', range: QUESTION.range },
    });
    expect([status, body.difference, body.unexplained]).toEqual([200, -1, -1]);
  });

  it('takes a file, describes its content, and names the people who are missing in it', async () => {
    const [first = ''] = readFileSync(USERS, 'utf8').split('\n');
    const handed = await post('/api/v1/reconcile/files?scope=org:acme&name=export', first, 'application/x-ndjson');
    expect(handed).toMatchObject({ status: 200, body: { name: 'export', records: 1, range: QUESTION.range } });
    const { body } = await reconcile({ source: 'file', file: handed.body.id, readAt: '2026-05-09T00:00:00Z' });
    expect(body).toMatchObject({
      difference: 1,
      unexplained: 0,
      steps: [{ cause: 'late_telemetry', amount: 1, evidence: { people: [{ before: 0, after: 1 }] } }],
    });
  });

  it('makes the standing checks of every scope, and says which cannot be answered', async () => {
    const answer = await fetch(`${server.url}/api/v1/checks`);
    const { results } = (await answer.json()) as { results: readonly Record<string, unknown>[] };
    const ended = results.map(({ check, theirs, ours, verdict }) => [check, theirs, ours, verdict]);
    expect(ended).toContainEqual(['parts_languages', 0, 65, 'explained']);
    expect(results.filter(({ verdict }) => verdict === 'untold').map(({ why }) => typeof why)).not.toContain('object');
    expect(await (await fetch(`${server.url}/metrics`)).text()).toMatch(
      /flightdeck_check_unexplained\{check="parts_languages",scope="org:acme",metric="generated"\} 0/,
    );
  });

  it('signs a month off with the evidence of the moment', async () => {
    const request = {
      ...QUESTION,
      against: { source: 'dashboard', text: '2', window: { kind: 'days', range: QUESTION.range } },
    };
    const body = JSON.stringify({ month: '2026-05', comment: 'May, checked', tolerance: 0, request });
    const made = await post('/api/v1/sign-offs', body);
    expect(made).toMatchObject({ status: 200, body: { within: true, by: 'local', reconciliation: { difference: 0 } } });
    expect(await (await fetch(`${server.url}/api/v1/sign-offs`)).json()).toEqual({ signOffs: [made.body] });
  });

  it('refuses what it cannot compare, with a code', async () => {
    expect(await reconcile({ source: 'gut' })).toMatchObject({ status: 400, body: { code: 'unknown_source' } });
    expect(await reconcile({ source: 'file', readAt: '2026-05-09T00:00:00Z' })).toMatchObject({
      status: 400,
      body: { code: 'no_file' },
    });
    expect(await reconcile({ source: 'dashboard', text: 'many' })).toMatchObject({ body: { code: 'bad_number' } });
    expect(await post('/api/v1/reconcile/files?scope=acme', '{}', 'application/x-ndjson')).toMatchObject({
      status: 400,
      body: { code: 'bad_scope' },
    });
    expect(await post('/api/v1/reconcile/files?scope=org:acme', 'nonsense', 'application/x-ndjson')).toMatchObject({
      status: 400,
    });
    expect(await post('/api/v1/reconcile/files?scope=org:acme', '{}', 'text/plain')).toMatchObject({
      body: { code: 'not_json' },
    });
  });
});
