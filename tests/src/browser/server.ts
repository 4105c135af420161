import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** A `flightdeck start` in a process of its own. */
export interface DemoServer {
  readonly url: string;
  readonly folder: string;
  /** What it has printed so far. */
  printed(): string;
  stop(): Promise<void>;
}

const BIN = fileURLToPath(new URL('../../../packages/cli/bin/flightdeck.mjs', import.meta.url));
const FIXED_CLOCK = new URL('./fixed-clock.mjs', import.meta.url).href;

/** The built command, whose server compares every answer with the schema of its route. */
const CHECKED = ['--conditions=flightdeck-check', BIN];

/**
 * Starts the built command on an empty data folder and waits until the demo's newest days have arrived. With `now`, an ISO
 * instant, all its processes have a clock that stands still there: the same demo whenever it is started.
 */
export function startDemoServer(people: number, days: number, now?: string): Promise<DemoServer> {
  const demo = { FLIGHTDECK_DEMO_PEOPLE: String(people), FLIGHTDECK_DEMO_DAYS: String(days) };
  const clock = now === undefined ? {} : { FIXED_NOW: now, NODE_OPTIONS: `--import=${FIXED_CLOCK}` };
  return start(newFolder(), { ...demo, ...clock }, isSettled);
}

/** Imports a file of reports with the built command and starts it on what was loaded; `more` are options of the import. */
export async function startServerOn(report: string, scope: string, more: readonly string[] = []): Promise<DemoServer> {
  const data = newFolder();
  const file = join(data, 'users.ndjson');
  writeFileSync(file, report);
  execFileSync(process.execPath, [BIN, 'import', file, '--scope', scope, '--data', data, ...more], { stdio: 'pipe' });
  return start(data, {}, isReady);
}

/** Starts the built command on an empty data folder, as somebody does who has set nothing but what `settings` say. */
export const startEmptyServer = (settings: Readonly<Record<string, string>>): Promise<DemoServer> =>
  start(newFolder(), { FLIGHTDECK_DEMO_PEOPLE: '5', FLIGHTDECK_DEMO_DAYS: '7', ...settings }, isUp);

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'flightdeck-browser-'));

async function start(
  data: string,
  settings: Readonly<NodeJS.ProcessEnv>,
  isUsable: (url: string) => Promise<boolean>,
): Promise<DemoServer> {
  const child = spawn(process.execPath, [...CHECKED, 'start', '--data', data], {
    cwd: data,
    env: { PATH: process.env.PATH, HOME: data, PORT: '0', ...settings },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += String(text)));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    rmSync(data, { recursive: true, force: true });
  };
  for (let waited = 0; waited < 240; waited++) {
    const url = /http:\/\/(?:127\.0\.0\.1|localhost):\d+/.exec(output)?.[0];
    if (url && (await isUsable(url))) return { url, folder: data, printed: () => output, stop };
    if (child.exitCode !== null) break;
    await sleep(500);
  }
  await stop();
  throw new Error(`flightdeck start did not get ready:\n${output}`);
}

/** True when the process answers, whatever it has to show yet. */
const isUp = (url: string): Promise<boolean> =>
  fetch(`${url}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  );

/** True when the server answers for all its parts. */
const isReady = (url: string): Promise<boolean> =>
  fetch(`${url}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );

/** True when the first sync has ended, so that numbers stand still. */
async function isSettled(url: string): Promise<boolean> {
  try {
    const ready = await fetch(`${url}/readyz`);
    const status = (await (await fetch(`${url}/api/v1/status`)).json()) as {
      freshness: { running: unknown };
      lastRun: unknown;
    };
    return ready.ok && status.freshness.running === null && status.lastRun !== null;
  } catch {
    return false;
  }
}
