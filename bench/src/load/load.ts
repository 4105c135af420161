import { type ChildProcess, fork } from 'node:child_process';
import { once, setMaxListeners } from 'node:events';
import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Asked } from '@flightdeck/query';
import { openDuckdbStore } from '@flightdeck/store-duckdb';
import { median, report, watchMemory } from '../measure.ts';
import type { Answer } from './ask.ts';
import type { FromServer, ToServer } from './server-process.ts';
import { createTally, type Tally } from './tally.ts';
import { type Crowd, view } from './viewer.ts';
import { makeWorld, type World, type WorldSize } from './world.ts';

/** What is run, and for how long. */
export interface LoadOptions extends WorldSize {
  readonly viewers: number;
  readonly seconds: number;
  /** How long a viewer looks at a page, in milliseconds. */
  readonly thinkMs: number;
  /** Takes a CPU profile of the server; null for none. */
  readonly profileFolder: string | null;
}

/** What must hold. */
const GOALS = { ratio: 5, memoryMb: 1500, healthMs: 100 } as const;
const ALONE_SECONDS = 20;
/** Alone a viewer hurries, for the sake of more answers. */
const ALONE_THINK_MS = 500;
const IMPORT_AFTER_MS = 2000;

/** Many viewers at once, first alone, then during an import. Returns false when a goal is missed. */
export async function benchLoad(folder: string, options: LoadOptions): Promise<boolean> {
  const { viewers, seconds, thinkMs, people, days } = options;
  console.log(`\nLoad: ${viewers} viewers, ${people.toLocaleString('en')} people × ${days} days × 3 scopes`);
  const world = await makeWorld(options);
  const data = join(folder, 'load');
  await cp(world.data, data, { recursive: true });
  const filters = await filtersOf(data);
  const served = await start(data, folder, options.profileFolder);
  try {
    const phase = (during?: () => Promise<void>) =>
      runPhase(served, { world, filters, viewers, seconds, thinkMs, during });
    const single = (time: number) =>
      runPhase(served, { world, filters, viewers: 1, seconds: time, thinkMs: ALONE_THINK_MS });
    await single(3);
    const alone = (await single(ALONE_SECONDS)).tally;
    const base = median(alone.took);
    report('one viewer, median of a request', base, 'ms', null);
    const crowd = await phase();
    let isMet = say(`${viewers} viewers`, crowd, base);
    const imported = { took: 0, from: 0, to: 0, result: 'not done' };
    const during = await phase(async () => {
      await sleep(IMPORT_AFTER_MS);
      imported.from = performance.now();
      const said = await served.ask({ kind: 'import', file: world.file }, 'imported');
      imported.to = performance.now();
      imported.took = said.tookMs;
      imported.result = said.result;
    });
    report(`import meanwhile (${imported.result})`, imported.took / 1000, 's', null);
    isMet = say(`${viewers} viewers while it ran`, during, base, imported) && isMet;
    return isMet && imported.result === 'ok';
  } finally {
    await served.stop();
    await rm(data, { recursive: true, force: true });
  }
}

/** A phase as it was measured. */
interface Phase {
  readonly tally: Tally;
  readonly health: { readonly took: readonly number[]; readonly failures: number };
  readonly peakMb: number | null;
  readonly turns: { readonly maxMs: number; readonly p99Ms: number };
}

/** Who looks at what, and for how long. */
interface PhaseOptions extends Pick<LoadOptions, 'viewers' | 'seconds' | 'thinkMs'> {
  readonly world: World;
  readonly filters: Crowd['filters'];
  readonly during?: (() => Promise<void>) | undefined;
}

async function runPhase(served: Served, options: PhaseOptions): Promise<Phase> {
  const { world, filters, viewers, seconds, thinkMs, during } = options;
  const tally = createTally();
  const stop = new AbortController();
  setMaxListeners(0, stop.signal);
  const health = fork(script('./health-process'), [served.url], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const memory = watchMemory(served.pid);
  await served.ask({ kind: 'turns' }, 'turns');
  const crowd: Crowd = {
    url: served.url,
    range: world.range,
    filters,
    thinkMs,
    signal: stop.signal,
    onAnswer: (answer: Answer) => tally.add(answer),
  };
  const views = Array.from({ length: viewers }, async (_, seed) => {
    await sleep((seed / viewers) * thinkMs);
    await view(seed, crowd);
  });
  await Promise.all([sleep(seconds * 1000), during?.()]);
  stop.abort();
  await Promise.all(views);
  const { maxMs, p99Ms } = await served.ask({ kind: 'turns' }, 'turns');
  const said = once(health, 'message');
  health.send('end');
  const [{ took, failures }] = (await said) as [Phase['health']];
  return { tally, health: { took, failures }, peakMb: memory(), turns: { maxMs, p99Ms } };
}

/** Prints a phase, and what was answered within the span where one is given. True when every goal is met. */
function say(
  what: string,
  { tally, health, peakMb, turns }: Phase,
  base: number,
  span?: { readonly from: number; readonly to: number },
): boolean {
  const { took } = tally;
  const p95 = quantile(took, 0.95);
  const healthMax = Math.max(...health.took, health.failures > 0 ? Number.POSITIVE_INFINITY : 0);
  console.log(`${what}: ${tally.count} requests, ${tally.describe()}`);
  report(`${what}: half of ${took.length} answers within`, quantile(took, 0.5), 'ms', null);
  report(`${what}: 95 % within`, p95, 'ms', null);
  report(`${what}: the slowest`, Math.max(...took), 'ms', null);
  report(`${what}: 95 % ÷ median of one viewer`, p95 / base, '×', GOALS.ratio);
  if (span) {
    const within = tally.between(span.from, span.to);
    report(`${what}: half of ${within.length} asked within the import`, quantile(within, 0.5), 'ms', null);
    report(`${what}: 95 % of those`, quantile(within, 0.95), 'ms', null);
  }
  report(`${what}: answers that are not permitted`, tally.bad, '', 0);
  report(`${what}: closed connections`, tally.closed, '', 0);
  report(`${what}: health, 95 %`, quantile(health.took, 0.95), 'ms', null);
  report(`${what}: health, slowest of ${health.took.length}`, healthMax, 'ms', GOALS.healthMs);
  report(`${what}: longest turn of the event loop`, turns.maxMs, 'ms', null);
  if (peakMb !== null) report(`${what}: memory of server and children`, peakMb, 'MB', GOALS.memoryMb);
  const isMet = p95 / base <= GOALS.ratio && healthMax <= GOALS.healthMs && (peakMb ?? 0) <= GOALS.memoryMb;
  return isMet && tally.bad === 0 && tally.closed === 0;
}

function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;
}

/** Filters a viewer may set: organizations, and teams of the world. */
async function filtersOf(data: string): Promise<readonly Asked['where'][]> {
  const store = await openDuckdbStore({ file: join(data, 'flightdeck.duckdb'), readFolders: [] });
  const days = await store.ledger.days();
  await store.close();
  const organizations = [...new Set(days.map(({ scope }) => scope))].flatMap((scope) => {
    return scope.startsWith('org:') ? [scope.slice(4)] : [];
  });
  const languages = ['typescript', 'python', 'go', 'java', 'rust', 'ruby', 'sql', 'yaml'];
  return [
    ...organizations.map((name) => [{ dimension: 'organization', values: [name] }]),
    ...languages.map((name) => [{ dimension: 'language', values: [name] }]),
    ...['vscode', 'intellij', 'visualstudio', 'neovim'].map((name) => [{ dimension: 'ide', values: [name] }]),
  ];
}

/** The server under load. */
interface Served {
  readonly url: string;
  readonly pid: number;
  ask<K extends FromServer['kind']>(message: ToServer, kind: K): Promise<Extract<FromServer, { kind: K }>>;
  stop(): Promise<void>;
}

async function start(data: string, folder: string, profileFolder: string | null): Promise<Served> {
  const web = join(folder, 'web');
  await mkdir(web, { recursive: true });
  const child = fork(script('./server-process'), [data, web], {
    execArgv: [...process.execArgv, ...(profileFolder ? ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`] : [])],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const { url } = await nextOf(child, 'ready');
  return {
    url,
    pid: child.pid ?? 0,
    ask(message, kind) {
      const answer = nextOf(child, kind);
      child.send(message);
      return answer;
    },
    async stop() {
      const gone = once(child, 'exit');
      if (child.connected) child.disconnect();
      await gone;
    },
  };
}

function nextOf<K extends FromServer['kind']>(child: ChildProcess, kind: K): Promise<Extract<FromServer, { kind: K }>> {
  return new Promise((resolve, reject) => {
    const hear = (message: FromServer): void => {
      if (message.kind !== kind) return;
      child.off('message', hear).off('exit', end);
      resolve(message as Extract<FromServer, { kind: K }>);
    };
    const end = (code: number | null): void => reject(new Error(`the server ended with code ${code}`));
    child.on('message', hear).once('exit', end);
  });
}

function script(name: string): string {
  return fileURLToPath(new URL(`${name}${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url));
}
