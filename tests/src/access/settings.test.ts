import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type App, createLogger, openServedApp, type Principal, readConfig } from '@flightdeck/app';
import { type RunningServer, startServer } from '@flightdeck/server';
import { createOrganization, type RunningSimulator, startSimulator } from '@flightdeck/simulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personWith } from './world.ts';

const TOKEN = 'ghp_0123456789abcdefWXYZ';
const NOW = new Date('2026-11-01T22:00:00Z');

let folder: string;
let simulator: RunningSimulator;
let app: App;
let server: RunningServer;
const asker: { -readonly [Key in keyof Principal]: Principal[Key] } = { ...personWith('admin', '*') };

const readFile = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
};
const configOf = () => {
  const size = { FLIGHTDECK_DEMO_PEOPLE: '5', FLIGHTDECK_DEMO_DAYS: '7' };
  const env = { FLIGHTDECK_DATA: folder, GITHUB_API_URL: simulator.url, LOG_LEVEL: 'error', ...size };
  return readConfig({ flags: {}, env, cwd: folder, readFile });
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'flightdeck-settings-'));
  const simulation = createOrganization({ seed: 3, people: 12, days: 6, lastDay: '2026-10-31' });
  simulator = await startSimulator(simulation, { tokens: [TOKEN], now: () => NOW });
  const config = configOf();
  const log = createLogger(config, { write: () => undefined, isTerminal: false });
  app = await openServedApp(config, { now: () => NOW, log });
  const options = { host: '127.0.0.1', port: 0, webFolder: folder, version: app.version, now: () => NOW };
  server = await startServer(app, { ...options, everybody: asker });
  app.startScheduler();
});
afterAll(async () => {
  await server?.close();
  await app?.close();
  await simulator?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function call(path: string, body?: object): Promise<{ readonly status: number; readonly body: unknown }> {
  const init = body
    ? { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
    : {};
  const answer = await fetch(`${server.url}/api/v1${path}`, init);
  return { status: answer.status, body: await answer.json() };
}
const CONNECT = { GITHUB_TOKEN: TOKEN, FLIGHTDECK_SCOPES: 'org:aurora-works' };

describe('connecting GitHub in the page', () => {
  it('says of a wrong token what the doctor would, and keeps nothing', async () => {
    expect(app.demo).toBe(true);
    const { body } = await call('/settings/check', { changes: { GITHUB_TOKEN: 'ghp_wrong00000000000' } });
    expect(body).toMatchObject({
      checks: [
        {
          scope: null,
          capability: 'credentials',
          state: 'failed',
          says: 'GitHub does not accept the credentials. GitHub says: "Bad credentials"',
          page: `${simulator.url}/settings/tokens`,
        },
      ],
    });
    expect(app.demo).toBe(true);
  });

  it('finds the scopes a token sees, and says what it may read of those chosen', async () => {
    const { body } = await call('/settings/check', { changes: CONNECT });
    expect(body).toMatchObject({
      found: {
        scopes: [
          { scope: 'org:aurora-works', name: 'aurora-works' },
          { scope: 'enterprise:aurora', name: 'aurora' },
        ],
        missing: [],
      },
    });
    const { checks } = body as { readonly checks: readonly { readonly capability: string; readonly state: string }[] };
    expect(checks.map(({ capability, state }) => [capability, state])).toEqual([
      ['credentials', 'ok'],
      ['reports', 'ok'],
      ['user reports', 'ok'],
      ['teams', 'ok'],
      ['members', 'ok'],
      ['seats', 'ok'],
    ]);
  });

  it('leaves the demo and syncs, without a restart', async () => {
    const { body } = await call('/settings', { changes: CONNECT });
    expect(body).toMatchObject({ changed: true, refused: [] });
    expect(app.demo).toBe(false);
    for (let waited = 0; waited < 300 && (await app.status()).lastRun === null; waited++) await sleep(100);
    const status = await app.status();
    expect(status.lastRun).toMatchObject({ kind: 'sync', result: 'ok' });
    expect(status.range).toEqual({ from: '2026-10-26', to: '2026-10-31' });
    expect(status.scopes.map(({ scope }) => scope)).toEqual(['org:aurora-works']);
  }, 60_000);

  it('is written down with the setting and never with the secret', async () => {
    await call('/settings', { changes: { SEAT_PRICES: 'business:10,enterprise:20' } });
    const log = readFileSync(join(folder, 'audit.ndjson'), 'utf8');
    expect(log).not.toContain(TOKEN);
    const lines = log
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly kind: string; readonly asked: unknown });
    expect(lines.map(({ kind, asked }) => [kind, asked])).toEqual([
      ['asked', { GITHUB_TOKEN: 'changed' }],
      ['asked', { GITHUB_TOKEN: 'changed', FLIGHTDECK_SCOPES: { from: null, to: 'org:aurora-works' } }],
      ['changed', { GITHUB_TOKEN: 'changed', FLIGHTDECK_SCOPES: { from: null, to: 'org:aurora-works' } }],
      ['changed', { SEAT_PRICES: { from: null, to: 'business:10,enterprise:20' } }],
    ]);
  });

  it('is written down as refused where it was', async () => {
    const before = readFileSync(join(folder, 'audit.ndjson'), 'utf8').trim().split('\n').length;
    await call('/settings', { changes: { SYNC_INTERVAL: '1s' } });
    const lines = readFileSync(join(folder, 'audit.ndjson'), 'utf8').trim().split('\n').slice(before);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { kind: 'changed', asked: { SYNC_INTERVAL: { from: '1h', to: '1s' } } },
      { kind: 'changed', asked: null, result: { refused: [{ name: 'SYNC_INTERVAL', code: 'bad_setting' }] } },
    ]);
  });

  it('tries out what is not kept, which is no change, and a secret in the place of a name is not written down', async () => {
    const before = readFileSync(join(folder, 'audit.ndjson'), 'utf8').trim().split('\n').length;
    const { status } = await call('/settings/check', { changes: { ghp_0123456789abcdefghij: 'x', SYNC_SEATS: 'off' } });
    expect(status).toBe(400);
    const lines = readFileSync(join(folder, 'audit.ndjson'), 'utf8').trim().split('\n').slice(before);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { kind: 'asked', asked: { SYNC_SEATS: { from: 'on', to: 'off' }, 'unknown settings': 1 } },
      { kind: 'asked', asked: null, result: { failed: 'unknown_setting' } },
    ]);
    expect(lines.join('')).not.toContain('ghp_');
  });

  it('changes answers at once where prices change', async () => {
    expect((await app.status()).seatPrices).toEqual({ business: 1000, enterprise: 2000 });
    await call('/settings', { changes: { SEAT_PRICES: null } });
    expect((await app.status()).seatPrices).toEqual({ business: 1900, enterprise: 3900 });
  });

  it('answers administrators no secret, and others nothing', async () => {
    const { body } = await call('/settings');
    expect(JSON.stringify(body)).not.toContain(TOKEN);
    expect(JSON.stringify(body)).toContain('"ends":"WXYZ"');
    Object.assign(asker, personWith('analyst', '*'));
    for (const path of ['/settings', '/settings/scopes']) expect((await call(path)).status, path).toBe(403);
    Object.assign(asker, personWith('admin', '*'));
  });

  it('holds after a restart', () => {
    expect(configOf()).toMatchObject({ scopes: [{ slug: 'aurora-works' }] });
  });
});
