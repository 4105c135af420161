import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createOrganization, type RunningSimulator, startSimulator } from '@flightdeck/simulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFakeTerminal, EXAMPLES } from './test-support.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

interface ServerProcess {
  readonly child: ChildProcess;
  readonly url: string;
  readonly err: () => string;
  /** Code and signal of its end. */
  readonly ended: Promise<readonly [number | null, string | null]>;
}

/** `flightdeck start` in a process of its own, listening. */
async function start(folder: string, env: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const args = ['--import', import.meta.resolve('tsx'), '--conditions=flightdeck-source', MAIN, 'start', '--port', '0'];
  const child = spawn(process.execPath, args, { cwd: folder, env: { PATH: process.env.PATH, ...env } });
  const ended = once(child, 'exit') as Promise<[number | null, string | null]>;
  let err = '';
  child.stdout.resume();
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString();
      const found = /is at (http:\S+?)[. ]/.exec(err)?.[1] ?? /is at (http:\S+)\. Ctrl/.exec(err)?.[1];
      if (found && /Ctrl\+C/.test(err)) resolve(/is at (http:\/\/[\d.]+:\d+)/.exec(err)?.[1] ?? found);
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

  it('writes nothing that others could read', async () => {
    const { mode } = await import('node:fs').then((fs) => fs.statSync(join(terminal.folder, 'data', 'server.json')));
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

  async function startAndWaitForDays(): Promise<ServerProcess> {
    const server = await start(terminal.folder, env);
    for (;;) {
      const status = await fetch(`${server.url}/api/v1/status`).then((answer) => answer.json());
      if (status.days.length > 0 && status.freshness.running) return server;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  it('stops at SIGTERM with whole days only, and the next one goes on', async () => {
    const server = await startAndWaitForDays();
    server.child.kill('SIGTERM');
    expect(await server.ended).toEqual([0, null]);
    expect(server.err()).not.toContain('planted');
    const status = JSON.parse((await terminal.run('status', '--format', 'json')).out);
    expect(status.counts.lines).toBe(status.counts.loaded);
    expect(status.days.filter(({ state }: { state: string }) => state === 'failed')).toEqual([]);
  });

  it('ends at once at the second interrupt', async () => {
    const server = await startAndWaitForDays();
    server.child.kill('SIGINT');
    server.child.kill('SIGINT');
    const [code, signal] = await server.ended;
    expect([code, signal]).toEqual(expect.arrayContaining([null]));
    expect(code === 130 || code === 0).toBe(true);
    expect((await terminal.run('status')).code).toBe(0);
  });

  it('keeps the token out of everything it wrote', () => {
    const config = readFileSync(join(terminal.folder, 'data', 'journal.ndjson'), 'utf8');
    expect(config).not.toContain('planted');
  });
});
