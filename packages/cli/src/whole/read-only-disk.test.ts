import { execFileSync } from 'node:child_process';
import { chmodSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createFakeTerminal, EXAMPLES } from '../testing.ts';

const FILE = join(EXAMPLES, 'synthetic', 'users-1-day.enterprise.ndjson');
const terminal = createFakeTerminal();
afterAll(() => terminal.remove());

const isRoot = process.getuid?.() === 0;

/** Lets nobody write below the folder until the function returned is called; null where that is not possible. */
function forbidWriting(folder: string): (() => void) | null {
  if (!isRoot) {
    const data = join(folder, 'data');
    const files = readdirSync(data).filter((name) => name.startsWith('flightdeck.duckdb'));
    const mode = (all: number, own: number) => {
      for (const name of files) chmodSync(join(data, name), name.endsWith('.work') ? own : all);
      chmodSync(data, own);
    };
    mode(0o400, 0o500);
    return () => mode(0o600, 0o700);
  }
  try {
    execFileSync('mount', ['--bind', folder, folder], { stdio: 'ignore' });
  } catch {
    return null;
  }
  execFileSync('mount', ['-o', 'remount,ro,bind', folder]);
  return () => execFileSync('umount', [folder]);
}

it('questions are answered from a disk that takes nothing, and the status says what is wrong with it', async (context) => {
  expect((await terminal.run('import', FILE, '--scope', 'enterprise:big')).code).toBe(0);
  const query = ['query', '--metrics', 'accepted', '--from', '2026-10-05', '--to', '2026-10-05', '--format', 'csv'];
  const before = await terminal.run(...query);
  expect(before).toMatchObject({ code: 0, out: 'accepted\r\n36\r\n' });
  const allow = forbidWriting(terminal.folder);
  if (allow === null) return context.skip('root may not mount here');
  try {
    const { code, out, err } = await terminal.run(...query);
    expect([code, out]).toEqual([0, before.out]);
    expect(err).toMatch(/flightdeck\.duckdb.* The database is read as it is\.\n/);
    const status = await terminal.run('status');
    expect(status.code).toBe(0);
    expect(status.out).toContain('New data cannot be written: ');
    expect((await terminal.run('import', FILE, '--scope', 'enterprise:big')).code).toBe(2);
  } finally {
    allow();
  }
  expect(await terminal.run(...query)).toMatchObject({ code: 0, out: before.out, err: before.err });
});
