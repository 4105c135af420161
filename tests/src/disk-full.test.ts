import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Status, StatusLedger } from '@flightdeck/app';
import { createOrganization, type RunningSimulator, startSimulator } from '@flightdeck/simulator';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { compileShim, createControl, type Fault, type FaultControl } from './faults/control.ts';
import { bundled } from './faults/worker.ts';

const CLI = bundled('main.js');
const SERVER = bundled('server-driver.js');
const COMPANY = createOrganization({ seed: 4, people: 4, days: 1, lastDay: '2026-10-31' });

const root = realpathSync(mkdtempSync(join(tmpdir(), 'flightdeck-full-')));
const disk = join(root, 'disk');
const shim = compileShim(root);
let control: FaultControl;
let child: ChildProcess | null = null;

beforeAll(() => {
  mkdirSync(disk);
  if (shim !== null) control = createControl(join(root, 'control'), disk, shim);
});
afterEach(() => {
  child?.kill('SIGKILL');
  child = null;
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function begin(args: readonly string[]): ChildProcess & { said: () => string } {
  const started = spawn(process.execPath, [...args], {
    cwd: root,
    env: { PATH: process.env.PATH, ...control.env },
  });
  child = started;
  let said = '';
  started.stderr.on('data', (text) => {
    said += String(text);
  });
  return Object.assign(started, { said: () => said });
}

describe.skipIf(shim === null)('a disk that takes nothing (needs Linux and a C compiler)', () => {
  test.for([
    ['EROFS', 'mounted read-only', 'Mount it so that it can be written'],
    ['EACCES', 'cannot be made (EACCES)', 'to a folder you may write to'],
    ['ENOSPC', 'There is no space left', 'Free some space'],
  ] as const)('ends the start with %s, the path and what to do', async ([error, says, hint]) => {
    const data = join(disk, 'data');
    control.arm({ kind: 'writes', nth: 1, error, isLasting: true });
    const started = begin([CLI, 'start', '--port', '0', '--data', data]);
    const [code] = await once(started, 'exit');
    control.disarm();
    expect(code).toBe(2);
    expect(started.said()).toContain(says);
    expect(started.said()).toContain(data);
    expect(started.said()).toContain(hint);
  });
});

describe.skipIf(shim === null)('a server whose disk fails for a while (needs Linux and a C compiler)', () => {
  let simulator: RunningSimulator;
  let url: string;
  const get = async <T>(path: string): Promise<T> => (await (await fetch(`${url}${path}`)).json()) as T;
  const status = () => get<Status>('/api/v1/status');
  const until = async (is: (now: Status) => boolean): Promise<Status> => {
    for (;;) {
      const now = await status().catch(() => null);
      if (now !== null && is(now)) return now;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  const ask = async () => {
    const body = JSON.stringify({
      metrics: ['active_users', 'interactions'],
      range: { from: '2026-10-31', to: '2026-10-31' },
    });
    const answer = await fetch(`${url}/api/v1/query`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    return [answer.status, ((await answer.json()) as { readonly rows?: unknown }).rows];
  };

  beforeAll(async () => {
    const only = [{ fault: 'no-content', match: /aggregate-1-day|repos-1-day|28-day/, maxConsecutive: 1000 }] as const;
    simulator = await startSimulator(COMPANY, { faults: { seed: 1, rules: only } });
    simulator.clock.set(new Date('2026-11-02T08:00:00Z'));
  });
  afterAll(() => simulator?.close());

  test.for([
    ['ENOSPC', 'disk_full'],
    ['EIO', 'disk_error'],
  ] satisfies readonly (readonly [Fault['error'], string])[])(
    'answers meanwhile, says that syncs fail for the disk, and goes on by itself: %s',
    async ([error, code]) => {
      const data = join(disk, error);
      const server = begin([SERVER, data, simulator.url]);
      url = String((await once(server.stdout as NodeJS.ReadableStream, 'data'))[0]).trim();
      await until(({ lastRun }) => lastRun?.result === 'ok');
      const answer = await ask();
      expect(answer[0]).toBe(200);
      control.arm({ kind: 'writes', nth: 1, error, isLasting: true });
      const failed = await until(({ lastRun }) => lastRun?.result === 'failed');
      expect(failed.lastRun?.message).toMatch(/^disk: .*\S/);
      expect(failed.disk).toMatchObject({ code, message: expect.stringContaining(data) });
      expect(await ask()).toEqual(answer);
      expect(await get('/readyz')).toMatchObject({ status: 'degraded', checks: { disk: { status: 'degraded' } } });
      control.disarm();
      const well = await until(({ lastRun, disk }) => lastRun?.result === 'ok' && disk === null);
      expect(well.lastRun?.message ?? null).toBeNull();
      expect(await ask()).toEqual(answer);
      const { runs } = await get<StatusLedger>('/api/v1/ledger');
      expect(runs.filter(({ result }) => result === 'failed').map(({ message }) => message?.slice(0, 6))).toContain(
        'disk: ',
      );
      server.kill('SIGTERM');
      expect(await once(server, 'exit')).toEqual([0, null]);
    },
  );
});
