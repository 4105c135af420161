import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOCAL } from '@flightdeck/access';
import { describeFailures } from '@flightdeck/ingest';
import { parseQuery } from '@flightdeck/query';
import { createOrganization, type RunningSimulator, startSimulator } from '@flightdeck/simulator';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { examine } from '../../status/doctor.ts';
import type { App } from '../../wiring/app.ts';
import { ownHome } from '../../wiring/home.ts';
import { createLogger } from '../../wiring/log/logger.ts';
import { openApp } from '../../wiring/open-app.ts';
import { type Config, readConfig } from '../config.ts';
import type { Texts } from '../sources.ts';

const TOKEN = 'ghp_first0host0token';
const OTHER = 'ghp_second0host0token';
const NOW = new Date('2026-11-01T22:00:00Z');
const RANGE = { from: '2026-10-29', to: '2026-10-31' };
const SCOPES = 'org:aurora-works, org:aurora-works@big.ghe.com';
const MINE = { dimension: 'organization', values: ['@github.com'] };
const THEIRS = { dimension: 'organization', values: ['@big.ghe.com'] };

/** A host of GitHub with an organization of its own, behind a door that writes down who knocks. */
interface Host {
  readonly url: string;
  /** What callers showed, each once. */
  readonly shown: ReadonlySet<string>;
  close(): Promise<void>;
}

async function startHost(seed: number, people: number, token: string): Promise<Host> {
  const simulation = createOrganization({ seed, people, days: 10, lastDay: '2026-10-31' });
  const simulator: RunningSimulator = await startSimulator(simulation, { tokens: [token] });
  const shown = new Set<string>();
  const door: Server = createServer(async (request, response) => {
    shown.add(String(request.headers.authorization));
    const { host: _, connection: __, ...headers } = request.headers;
    const answer = await fetch(new URL(request.url ?? '/', simulator.url), {
      headers: headers as Record<string, string>,
    });
    response.writeHead(answer.status, { 'content-type': 'application/json', ...limitOf(answer) });
    response.end(await answer.text());
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(door.address() as AddressInfo).port}`,
    shown,
    async close() {
      door.closeAllConnections();
      await new Promise((resolve) => door.close(resolve));
      await simulator.close();
    },
  };
}

function limitOf({ headers }: Response): Record<string, string> {
  const name = 'x-ratelimit-remaining';
  return { [name]: headers.get(name) ?? '' };
}

let folder: string;
let first: Host;
let second: Host;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'flightdeck-hosts-'));
  first = await startHost(1, 12, TOKEN);
  second = await startHost(2, 20, OTHER);
});

afterEach(async () => {
  await first.close();
  await second.close();
  rmSync(folder, { recursive: true, force: true });
});

function configOf(env: Texts = {}): Config {
  return readConfig({
    flags: {},
    env: {
      FLIGHTDECK_DATA: folder,
      FLIGHTDECK_SCOPES: SCOPES,
      GITHUB_TOKEN: TOKEN,
      GITHUB_API_URL: first.url,
      GITHUB_TOKEN__BIG_GHE_COM: OTHER,
      GITHUB_API_URL__BIG_GHE_COM: second.url,
      ...env,
    },
    cwd: folder,
    readFile: () => null,
  });
}

function effectsOf(config: Config) {
  return { now: () => NOW, log: createLogger(config, { write: () => {}, isTerminal: false }) };
}

async function withApp<T>(config: Config, work: (app: App) => Promise<T>): Promise<T> {
  const app = await openApp(config, ownHome(config), effectsOf(config));
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}

async function ask(app: App, metric: string, where: readonly (typeof MINE)[], by: readonly string[] = []) {
  const query = parseQuery({ metrics: [metric], by: [...by], range: RANGE, where: [...where] });
  return await app.answer(query, LOCAL);
}

describe('two hosts of GitHub in one installation', () => {
  it('are each shown their own token only, and each answers for its own people', async () => {
    await withApp(configOf(), async (app) => {
      const result = await app.syncNow(RANGE);
      expect(result).toMatchObject({ result: 'ok', failed: [] });
      expect([...first.shown]).toEqual([`token ${TOKEN}`]);
      expect([...second.shown]).toEqual([`token ${OTHER}`]);

      const counts = await Promise.all(
        [MINE, THEIRS].map(async (where) => {
          const { rows, notes } = await ask(app, 'reported_users', [where]);
          const people = await ask(app, 'reported_users', [where], ['user']);
          return [rows[0]?.reported_users, people.rows.length, notes.some(({ code }) => code === 'host_default')];
        }),
      );
      expect(counts[0]?.[0]).toBe(counts[0]?.[1]);
      expect(counts[1]?.[0]).toBe(counts[1]?.[1]);
      expect(counts[0]?.[0]).not.toBe(counts[1]?.[0]);

      const everything = await ask(app, 'reported_users', []);
      expect(everything.query.scopes).toEqual(['org:aurora-works']);
      expect(everything.notes.map(({ code }) => code)).toContain('host_default');

      expect((await app.status()).hosts).toEqual([
        {
          host: 'api.github.com',
          configured: true,
          scopes: ['org:aurora-works'],
          requestsLeft: expect.any(Number),
          answeredAt: NOW.toISOString(),
        },
        {
          host: 'api.big.ghe.com',
          configured: true,
          scopes: ['org:aurora-works@api.big.ghe.com'],
          requestsLeft: expect.any(Number),
          answeredAt: NOW.toISOString(),
        },
      ]);
    });
  });

  it('do not stop each other: one that refuses the token leaves the other whole', async () => {
    await withApp(configOf({ GITHUB_TOKEN__BIG_GHE_COM: 'ghp_wrong0token000' }), async (app) => {
      const result = await app.syncNow(RANGE);
      expect(result.result).toBe('partial');
      expect(describeFailures(result.failed)).toEqual([
        expect.stringMatching(/^GitHub does not accept the credentials\. .* \[bad_credentials\]$/),
        ...['user-teams-1-day', 'users-1-day', 'aggregate-1-day', 'repos-1-day'].map(
          (report) => `  org:aurora-works@api.big.ghe.com ${report} ${RANGE.from} to ${RANGE.to} (3 days)`,
        ),
      ]);
      expect((await ask(app, 'reported_users', [])).rows[0]?.reported_users).toBeGreaterThan(0);
      const run = (await app.status()).lastRun;
      expect(run?.result).toBe('partial');
      expect(run?.message).toContain('org:aurora-works@api.big.ghe.com');
    });
    expect([...first.shown]).toEqual([`token ${TOKEN}`]);
  });

  it('are each checked by the doctor', async () => {
    const config = configOf({ GITHUB_TOKEN__BIG_GHE_COM: 'ghp_wrong0token000' });
    const findings = await examine(config, effectsOf(config));
    const reports = findings.filter(({ check }) => /reports$|credentials$/.test(check));
    expect(reports.map(({ check, state }) => [check, state])).toEqual([
      ['GitHub org:aurora-works: credentials', 'ok'],
      ['GitHub org:aurora-works: reports', 'ok'],
      ['GitHub org:aurora-works: user reports', 'ok'],
      ['GitHub org:aurora-works@api.big.ghe.com: credentials', 'failed'],
    ]);
  });
});
