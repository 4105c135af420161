import { fork } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { addDays, type Day, InputError, toDay } from '@flightdeck/catalog';
import type { Config } from '../settings/config.ts';
import { type Home, makeHome } from '../wiring/home.ts';
import type { DemoSeed } from './demo-simulator.ts';

/** A stand-in for GitHub that serves the demo's organization. */
export interface RunningDemo {
  readonly url: string;
  /** First day of the made-up history. */
  readonly firstDay: Day;
  /** Turns its clock to an instant, from where it goes on; null: back to the present. */
  turnTo(instant: Date | null): Promise<void>;
  close(): Promise<void>;
}

const SEED = 20_261;
/** Days the made-up history goes on after the demo was first shown; then it begins anew. */
const DAYS_AHEAD = 90;

/**
 * Makes the demo's folder ready, before its store is opened: an organization once made up stays the same until its
 * history ends or another size is asked for; then everything of the demo is deleted and begins anew.
 */
export function renewDemo(home: Home, size: Config['demo'], now: Date): void {
  const kept = readSeed(home);
  const today = toDay(now);
  const isSame = kept?.seed === SEED && kept.people === size.people && kept.days === size.days + DAYS_AHEAD;
  if (isSame && kept.lastDay > today) return;
  rmSync(home.folder, { recursive: true, force: true });
  for (const file of ['', '.wal']) rmSync(`${home.dbFile}${file}`, { force: true });
  rmSync(home.workFolder, { recursive: true, force: true });
  makeHome(home);
  const seed: DemoSeed = {
    seed: SEED,
    people: size.people,
    days: size.days + DAYS_AHEAD,
    lastDay: addDays(today, DAYS_AHEAD - 1),
  };
  writeFileSync(seedFile(home), `${JSON.stringify(seed)}\n`, { mode: 0o600 });
}

/** Starts the stand-in in a process of its own, which ends with this one. @throws InputError `no_demo` before `renewDemo`. */
export async function startDemo(home: Home): Promise<RunningDemo> {
  const seed = readSeed(home);
  if (seed === null)
    throw new InputError('There is no demo here.', { code: 'no_demo', hint: 'Run "flightdeck start".' });
  const isSource = import.meta.url.endsWith('.ts');
  const entry = fileURLToPath(new URL(isSource ? './demo-simulator.ts' : './demo-simulator.js', import.meta.url));
  const execArgv = isSource ? ['--import', import.meta.resolve('tsx'), '--conditions=flightdeck-source'] : [];
  const child = fork(entry, [JSON.stringify(seed)], { execArgv, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (message: { readonly url: string }) => resolve(message.url));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the demo's stand-in for GitHub ended with code ${code}`)));
  });
  return {
    url,
    firstDay: addDays(seed.lastDay, 1 - seed.days),
    turnTo: (instant) =>
      new Promise((turned, failed) => {
        child.once('message', () => turned());
        child.send({ now: instant?.toISOString() ?? null }, (error) => error && failed(error));
      }),
    async close() {
      child.disconnect();
      await ended;
    },
  };
}

function seedFile(home: Home): string {
  return join(home.folder, 'demo.json');
}

function readSeed(home: Home): DemoSeed | null {
  try {
    const seed = JSON.parse(readFileSync(seedFile(home), 'utf8')) as Partial<DemoSeed>;
    const { people, days, lastDay } = seed;
    if (typeof people !== 'number' || typeof days !== 'number' || typeof lastDay !== 'string') return null;
    return { seed: seed.seed ?? 0, people, days, lastDay };
  } catch {
    // Never made, or cut by a crash: made anew.
    return null;
  }
}
