import { randomUUID } from 'node:crypto';
import { type Day, type DayRange, formatScope, type Scope } from '@flightdeck/catalog';
import type { LedgerDay } from '@flightdeck/store';
import { recordRun } from '../load/record-run.ts';
import type { IngestTools } from '../load/tools.ts';
import { type IngestHistory, readHistory } from '../replay/history.ts';
import { replayMissing } from '../replay/replay.ts';
import { describeFailures } from './outcome/describe-failures.ts';
import { type SyncProgress, type SyncResult, Tally } from './outcome/result.ts';
import type { SyncGithub, SyncState } from './outcome/run-state.ts';
import { Stops } from './outcome/stops.ts';
import { nameHoles } from './plan/holes.ts';
import { notesOnRange } from './plan/named-days.ts';
import { ageOf, dayKey, eagerScopes, type LastAnswer, type PlannedBatch, planSync } from './plan/plan.ts';
import { Presence } from './plan/presence.ts';
import { finishBatch } from './receive/finish-batch.ts';
import { type ReceivedDay, receiveBatch } from './receive/receive-batch.ts';
import { scout } from './receive/scout.ts';
import { planSnapshots, takeSnapshots } from './receive/snapshots.ts';
import { syncWindows, type WindowFound } from './receive/windows.ts';

export interface SyncOptions extends IngestTools {
  /** Asks GitHub about these scopes, each on its own host. */
  readonly github: SyncGithub;
  readonly scopes: readonly Scope[];
  /** The one reading of the clock of this run. */
  readonly now: Date;
  /** Asked once more at the end, for the run's duration only; without it a run takes no time. */
  readonly clock?: () => Date;
  /** False: no snapshots of the seats, for credentials that may not read them. */
  readonly seats?: boolean | undefined;
  /** Only these days, and neither 28-day reports nor snapshots; either end may be left out. */
  readonly range?: Partial<DayRange>;
  /** The oldest day worth asking for, when more is known of it than what GitHub keeps. */
  readonly since?: Day | undefined;
  /** Days to ask for once more though they are final, by `dayKey`: what was archived of them is lost. */
  readonly lost?: ReadonlySet<string>;
  readonly onProgress?: (progress: SyncProgress) => void;
  /** Aborting ends downloads at once; days already received are loaded, then the sync returns `partial`. */
  readonly signal?: AbortSignal;
  /** Days fetched side by side, 4 by default. */
  readonly concurrency?: number;
  /** Most days loaded in one transaction, 14 by default. */
  readonly batchDays?: number;
}

/**
 * Brings the store up to date with GitHub: first what an earlier run received but did not load, then every day that is
 * missing, failed or not final. Nothing that fails stops anything else; what is missing afterwards is named.
 * @throws only what is our bug, or a store, journal or disk that cannot be used at all.
 */
export async function syncOnce(options: SyncOptions): Promise<SyncResult> {
  const { store, now, signal, range, since } = options;
  const replayed = await replayMissing(options);
  const history = await readHistory(options.archive);
  const ledger = await store.ledger.days();
  const known = new Map(ledger.map((row) => [dayKey(row.scope, row.report, row.day), row]));
  const tally = new Tally(options.onProgress);
  const onRequest = (): void => {
    tally.requests += 1;
  };
  const state: SyncState = {
    tools: options,
    github: options.github,
    now,
    signal,
    concurrency: options.concurrency ?? 4,
    tally,
    stops: new Stops(),
    presence: new Presence({ github: options.github, ledger, now, onRequest }),
    asked: new Set(),
    known,
    entityIds: history.entityIds,
    lastWindow: history.lastSums,
  };
  for (const { scope, report, code, message, files, damaged, accepted } of replayed.failed) {
    if (damaged && !accepted)
      tally.failed.push({ scope, report, day: null, code, message: `${files.join(', ')}: ${message}` });
  }
  const answers = lastAnswers(history);
  const planOf = async (awake: ReadonlySet<string>) =>
    planSync({
      scopes: options.scopes,
      ledger: await store.ledger.days(),
      now,
      answers,
      eager,
      awake,
      again: range !== undefined,
      lost: options.lost,
      lookedToday,
      asked: state.asked,
      ...(range ? { range } : since === undefined ? {} : { range: { from: since } }),
      ...(options.batchDays === undefined ? {} : { batchDays: options.batchDays }),
    });
  const eager = eagerScopes(options.scopes, ledger);
  const lookedToday = await hasSyncedToday(options);
  const finish = oneAtATime(finishBatch);
  const windows = new Map<string, WindowFound>();
  if (range === undefined) {
    const snapshots = options.seats === false ? [] : planSnapshots(options.scopes, state);
    tally.expect(snapshots.length);
    await eachHost(state, options.scopes, async (scopes) => {
      await takeSnapshots(
        state,
        snapshots.filter(({ scope }) => scopes.includes(scope)),
        finish,
      );
      for (const scope of scopes) {
        const found = await scout(state, scope, since, finish);
        if (found !== undefined) windows.set(formatScope(scope), found);
      }
    });
  } else tally.notes.push(...notesOnRange(range, { scopes: options.scopes, ledger, answers, now }));
  // A day that turns up where there was none may bring more; each is asked for once.
  let awake: ReadonlySet<string> = new Set();
  while (!signal?.aborted) {
    const plan = await planOf(awake);
    const due = plan.filter(({ scope, report }) => !state.stops.isStopped(scope, report));
    if (due.length === 0) {
      await nameHoles(state, plan);
      break;
    }
    tally.expect(due.reduce((sum, { days }) => sum + days.length, 0));
    await eachHost(state, options.scopes, (scopes) =>
      runBatches(
        state,
        due.filter(({ scope }) => scopes.includes(scope)),
        finish,
      ),
    );
    awake = awakened(state, await store.ledger.days());
  }
  if (range === undefined) {
    for (const scope of options.scopes) await syncWindows(state, scope, windows.get(formatScope(scope)));
  }
  tally.stopped = signal?.aborted === true;
  await options.faultPoint?.('sync.before_run_row');
  await recordThisRun(options, tally);
  return tally.result();
}

/** True when a sync of this UTC day did its work already. */
async function hasSyncedToday({ store, now }: SyncOptions): Promise<boolean> {
  const runs = await store.ledger.runs();
  return runs.some(
    ({ kind, result, startedAt }) =>
      kind === 'sync' && result !== 'failed' && startedAt.slice(0, 10) === now.toISOString().slice(0, 10),
  );
}

/** Scopes of which this run loaded a day that GitHub did not have when it was last asked, and that is old. */
function awakened(state: SyncState, ledger: readonly LedgerDay[]): ReadonlySet<string> {
  const found = ledger.filter(({ scope, report, day, state: stands }) => {
    const key = dayKey(scope, report, day);
    const isLoaded = stands === 'present' || stands === 'provisional';
    return (
      isLoaded && state.asked.has(key) && state.known.get(key)?.state === 'no_report' && ageOf(day, state.now) > 35
    );
  });
  return new Set(found.map(({ scope }) => scope));
}

/** Hosts side by side, so that a slow one holds up no other; what they received is loaded one batch at a time. */
async function eachHost(
  state: SyncState,
  scopes: readonly Scope[],
  work: (scopes: readonly Scope[]) => Promise<void>,
): Promise<void> {
  const hosts = [...new Set(scopes.map(({ host }) => host))];
  const outcomes = await Promise.allSettled(
    hosts.map(async (host) => {
      try {
        await work(scopes.filter((scope) => scope.host === host));
      } catch (error) {
        state.stops.stopAll();
        throw error;
      }
    }),
  );
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}

/** While one batch is loaded the next one is already being fetched. */
async function runBatches(state: SyncState, plan: readonly PlannedBatch[], finish: typeof finishBatch): Promise<void> {
  const receive = (batch: PlannedBatch | undefined): Promise<readonly ReceivedDay[]> | null =>
    batch === undefined ? null : receiveBatch(state, batch.scope, batch.report, batch.days);
  let coming = receive(plan[0]);
  for (const [index, batch] of plan.entries()) {
    const received = await coming;
    coming = receive(plan[index + 1]);
    try {
      await finish(state, batch.scope, batch.report, received ?? []);
    } catch (error) {
      // What was being fetched is in the archive and the journal; the next start loads it.
      await coming?.catch(() => undefined);
      throw error;
    }
  }
}

/** The same work, begun only when the call before has ended. */
function oneAtATime<Args extends readonly unknown[]>(
  work: (...args: Args) => Promise<void>,
): (...args: Args) => Promise<void> {
  let last: Promise<unknown> = Promise.resolve();
  return (...args) => {
    const next = last.then(() => work(...args));
    last = next.catch(() => undefined);
    return next;
  };
}

/** Messages of a run about missing days and oddities. */
const LINES_KEPT = 40;

async function recordThisRun({ now, clock, ...tools }: SyncOptions, tally: Tally): Promise<void> {
  const result = tally.result();
  const lines = describeFailures(result.failed);
  const more = lines.length - LINES_KEPT;
  const says = [
    ...(tally.stopped ? ['Stopped before the end; the next sync goes on.'] : []),
    ...lines.slice(0, LINES_KEPT),
    ...(more > 0 ? [`and ${more} more`] : []),
    ...tally.notes.slice(0, LINES_KEPT),
  ];
  await recordRun(tools, {
    id: randomUUID(),
    kind: 'sync',
    startedAt: now.toISOString(),
    endedAt: (clock?.() ?? now).toISOString(),
    result: result.result,
    daysLoaded: result.loaded,
    daysFailed: result.failed.length,
    requests: result.requests,
    message: says.length === 0 ? null : says.join('\n'),
  });
}

function lastAnswers({ rows }: IngestHistory): ReadonlyMap<string, LastAnswer> {
  const answers = new Map<string, LastAnswer>();
  for (const row of rows) {
    const kind = row.kind === 'landed' && row.via === 'api' ? 'report' : row.kind === 'no_report' ? 'no_report' : null;
    if (kind === null || row.kind === 'loaded') continue;
    for (const day of row.dayList) answers.set(dayKey(row.scope, row.report, day), { kind, at: row.at });
  }
  return answers;
}
