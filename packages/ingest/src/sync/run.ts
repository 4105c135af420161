import { randomUUID } from 'node:crypto';
import type { Day, DayRange, Scope } from '@flightdeck/catalog';
import { type IngestHistory, readHistory } from '../load/history.ts';
import { recordRun } from '../load/record-run.ts';
import { replayMissing } from '../load/replay.ts';
import type { IngestTools } from '../load/tools.ts';
import { dayKey, type LastAnswer, type PlannedBatch, planSync } from './plan.ts';
import { type ReceivedDay, receiveBatch } from './receive-batch.ts';
import { type SyncProgress, type SyncResult, Tally } from './result.ts';
import type { SyncGithub, SyncState } from './run-state.ts';
import { settleBatch } from './settle-batch.ts';
import { type PlannedSnapshot, planSnapshots, takeSnapshots } from './snapshots.ts';
import { Stops } from './stops.ts';
import { syncWindows } from './windows.ts';

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
  readonly onProgress?: (progress: SyncProgress) => void;
  /** Aborting ends downloads at once; days already received are loaded, then the sync returns `partial`. */
  readonly signal?: AbortSignal;
  /** Days fetched side by side, 4 unless told otherwise. */
  readonly concurrency?: number;
  /** Most days loaded in one transaction, 14 unless told otherwise. */
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
  const plan = planSync({
    scopes: options.scopes,
    ledger,
    now,
    answers: lastAnswers(history),
    ...(range ? { range } : since === undefined ? {} : { range: { from: since } }),
    ...(options.batchDays === undefined ? {} : { batchDays: options.batchDays }),
  });
  const known = new Map(ledger.map((row) => [dayKey(row.scope, row.report, row.day), row]));
  const snapshots = range === undefined && options.seats !== false ? planSnapshots(options.scopes, { known, now }) : [];
  const tally = new Tally(
    plan.reduce((sum, { days }) => sum + days.length, snapshots.length),
    options.onProgress,
  );
  const state: SyncState = {
    tools: options,
    github: options.github,
    now,
    signal,
    concurrency: options.concurrency ?? 4,
    tally,
    stops: new Stops(),
    known,
    entityIds: history.entityIds,
    lastWindow: history.lastSums,
  };
  for (const { scope, report, code, message, files, damaged, accepted } of replayed.failed) {
    if (damaged && !accepted)
      tally.failed.push({ scope, report, day: null, code, message: `${files.join(', ')}: ${message}` });
  }
  await runHosts(state, snapshots, plan);
  if (range === undefined) for (const scope of options.scopes) await syncWindows(state, scope);
  tally.stopped = signal?.aborted === true;
  await options.faultPoint?.('sync.before_run_row');
  await bookRun(options, tally);
  return tally.result();
}

/**
 * Hosts side by side, so that a slow one holds up no other; what they received is loaded one batch at a time. Of each
 * host the snapshots come first, because they cannot be taken later.
 */
async function runHosts(
  state: SyncState,
  snapshots: readonly PlannedSnapshot[],
  plan: readonly PlannedBatch[],
): Promise<void> {
  const settle = oneAtATime(settleBatch);
  const hosts = [...new Set([...snapshots, ...plan].map(({ scope }) => scope.host))];
  const outcomes = await Promise.allSettled(
    hosts.map(async (host) => {
      const isHere = ({ scope }: { readonly scope: Scope }): boolean => scope.host === host;
      try {
        await takeSnapshots(state, snapshots.filter(isHere), settle);
        await runBatches(state, plan.filter(isHere), settle);
      } catch (error) {
        state.stops.stopAll();
        throw error;
      }
    }),
  );
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}

/** While one batch is loaded the next one is already being fetched. */
async function runBatches(state: SyncState, plan: readonly PlannedBatch[], settle: typeof settleBatch): Promise<void> {
  const receive = (batch: PlannedBatch | undefined): Promise<readonly ReceivedDay[]> | null =>
    batch === undefined ? null : receiveBatch(state, batch.scope, batch.report, batch.days);
  let coming = receive(plan[0]);
  for (const [index, batch] of plan.entries()) {
    const received = await coming;
    coming = receive(plan[index + 1]);
    try {
      await settle(state, batch.scope, batch.report, received ?? []);
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

async function bookRun({ now, clock, ...tools }: SyncOptions, tally: Tally): Promise<void> {
  const result = tally.result();
  const shown = result.failed.slice(0, 5).map(({ scope, report, day, message }) =>
    [scope, report, day]
      .filter((part) => part !== null)
      .join(' ')
      .concat(`: ${message}`),
  );
  const more = result.failed.length - shown.length;
  const says = [
    ...(tally.stopped ? ['Stopped before the end; the next sync goes on.'] : []),
    ...shown,
    ...(more > 0 ? [`and ${more} more`] : []),
    ...tally.notes,
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
