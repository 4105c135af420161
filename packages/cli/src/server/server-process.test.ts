import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Status, StatusLedger } from '@flightdeck/app';
import { createOrganization, type RunningSimulator, startSimulator } from '@flightdeck/simulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFakeTerminal, EXAMPLES } from '../testing.ts';

/** The command as `scripts/tests/children.mjs` has bundled it. */
const MAIN = join(process.env.TEST_CHILDREN ?? '', 'main.js');

interface ServerProcess {
  readonly child: ChildProcess;
  readonly url: string;
  readonly err: () => string;
  /** Code and signal of its end. */
  readonly ended: Promise<readonly [number | null, string | null]>;
}

/** `flightdeck start` in a process of its own, listening. */
async function start(folder: string, env: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const args = [MAIN, 'start', '--port', '0'];
  const child = spawn(process.execPath, args, { cwd: folder, env: { PATH: process.env.PATH, ...env } });
  const ended = once(child, 'exit') as Promise<[number | null, string | null]>;
  let err = '';
  child.stdout.resume();
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString();
      const found = /is at (http:\/\/127\.0\.0\.1:\d+)\D/.exec(err)?.[1];
      if (found) resolve(found);
    });
    child.once('exit', () => reject(new Error(`it ended: ${err}`)));
  });
  return { child, url, err: () => err, ended };
}

describe('a server on imported data', () => {
  const terminal = createFakeTerminal();
  let server: ServerProcess;

  beforeAll(async () => {
    const file = join(EXAMPLES, 'synthetic', 'users-1-day.enterprise.ndjson');
    expect(await terminal.run('import', file, '--scope', 'enterprise:big')).toMatchObject({ code: 0 });
    server = await start(terminal.folder, {});
  });
  afterAll(() => {
    server.child.kill('SIGKILL');
    terminal.remove();
  });

  it('lets no second server start and no import in, and names its pid', async () => {
    for (const args of [['start'], ['import', 'x.ndjson'], ['rebuild']]) {
      const { code, err } = await terminal.run(...args);
      expect(code).toBe(2);
      expect(err).toContain(`(pid ${server.child.pid}, ${server.url})`);
      expect(err).toContain(`Stop it first: kill ${server.child.pid}`);
    }
  });

  it('answers for query and status of other processes', async () => {
    const query = ['query', '--metrics', 'accepted,acceptance_rate', '--by', 'user', '--format', 'json'];
    const { code, out } = await terminal.run(...query, '--from', '2026-10-05', '--to', '2026-10-05');
    expect(code).toBe(0);
    expect(JSON.parse(out).rows).toEqual([
      { user: 'alice', accepted: 36, acceptance_rate: 0.3333333333333333 },
      { user: 'bob', accepted: 0, acceptance_rate: null },
    ]);
    expect((await terminal.run('status')).out).toContain(`Flightdeck 0.1.0, running at ${server.url}\n`);
    const wrong = await terminal.run('query', '--metrics', 'acepted');
    expect(wrong).toMatchObject({ code: 2, out: '' });
    expect(wrong.err).toContain('Did you mean "accepted"?');
  });

  it('says what a sync lacks', async () => {
    const { code, err } = await terminal.run('sync');
    expect([code, err.split('\n')[0]]).toEqual([2, 'A sync needs a GitHub token.']);
  });

  it('writes nothing that others could read', async () => {
    const { mode } = statSync(join(terminal.folder, 'data', 'server.json'));
    expect(mode & 0o077).toBe(0);
  });

  it('ends in order at SIGTERM, and leaves the data to the next', async () => {
    server.child.kill('SIGTERM');
    expect(await server.ended).toEqual([0, null]);
    expect(existsSync(join(terminal.folder, 'data', 'server.json'))).toBe(false);
    expect((await terminal.run('query', '--metrics', 'accepted')).code).toBe(0);
  });
});

describe('a server amid its first sync', () => {
  const simulation = createOrganization({ seed: 7, people: 60, days: 60, lastDay: '2026-10-07' });
  const terminal = createFakeTerminal();
  let simulator: RunningSimulator;
  let env: Readonly<Record<string, string>>;

  beforeAll(async () => {
    simulator = await startSimulator(simulation, { latencyMs: 20 });
    env = {
      GITHUB_API_URL: simulator.url,
      GITHUB_TOKEN: 'ghp_planted0123456789',
      FLIGHTDECK_SCOPES: 'org:aurora-works',
    };
  });
  afterAll(async () => {
    await simulator.close();
    terminal.remove();
  });

  /** A server that has loaded some days and is still at work. */
  async function startAmidSync(): Promise<ServerProcess> {
    const server = await start(terminal.folder, env);
    for (;;) {
      const answer = await fetch(`${server.url}/api/v1/status`);
      const { spans, freshness, lastRun } = (await answer.json()) as Status;
      if (spans.length > 0 && freshness.running !== null) return server;
      if (freshness.running === null && lastRun !== null) throw new Error('the sync ended before it was looked at');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  it('stops at SIGTERM with whole days only, and the next one goes on', async () => {
    const server = await startAmidSync();
    server.child.kill('SIGTERM');
    expect(await server.ended).toEqual([0, null]);
    expect(server.err()).not.toContain('planted');
    const status = JSON.parse((await terminal.run('status', '--format', 'json')).out);
    expect(status.counts.lines).toBe(status.counts.loaded);
    expect(status.days.filter(({ state }: { state: string }) => state === 'failed')).toEqual([]);
  });

  it('ends in order at an interrupt too', async () => {
    const server = await startAmidSync();
    server.child.kill('SIGINT');
    expect(await server.ended).toEqual([0, null]);
    expect((await terminal.run('status')).code).toBe(0);
  });

  it('keeps the token out of everything it wrote', () => {
    const config = readFileSync(join(terminal.folder, 'data', 'journal.ndjson'), 'utf8');
    expect(config).not.toContain('planted');
  });
});

describe('a server that does not sync by itself', () => {
  const simulation = createOrganization({ seed: 7, people: 20, days: 10, lastDay: '2026-10-07' });
  const terminal = createFakeTerminal();
  let simulator: RunningSimulator;
  let server: ServerProcess;

  beforeAll(async () => {
    simulator = await startSimulator(simulation, { latencyMs: 20 });
    server = await start(terminal.folder, {
      GITHUB_API_URL: simulator.url,
      GITHUB_TOKEN: 'ghp_planted0123456789',
      FLIGHTDECK_SCOPES: 'org:aurora-works',
      SYNC_INTERVAL: 'off',
    });
  });
  afterAll(async () => {
    server.child.kill('SIGKILL');
    await simulator.close();
    terminal.remove();
  });

  it('syncs the days it is asked to, one request after the other', async () => {
    const sync = (from: string, to: string) => terminal.run('sync', '--from', from, '--to', to);
    const [first, second] = await Promise.all([sync('2026-10-05', '2026-10-06'), sync('2026-10-07', '2026-10-07')]);
    expect([first?.code, second?.code]).toEqual([0, 0]);
    const { days } = (await (await fetch(`${server.url}/api/v1/ledger`)).json()) as StatusLedger;
    const loaded = days.filter(({ report, records }) => report === 'users-1-day' && records > 0);
    expect(loaded.map(({ day }) => day)).toEqual(['2026-10-05', '2026-10-06', '2026-10-07']);
  });

  it('says so when the range is not one', async () => {
    const { code, err } = await terminal.run('sync', '--from', '2026-10-06', '--to', '2026-10-05');
    expect([code, err]).toEqual([
      2,
      'The range ends before it begins (2026-10-06 to 2026-10-05).\nName the earlier day first.\n',
    ]);
  });
});
