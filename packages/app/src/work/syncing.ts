import {
  CapabilityError,
  counted,
  type DayRange,
  FlightdeckError,
  InputError,
  parseDay,
  toOperatorError,
  UpstreamError,
} from '@flightdeck/catalog';
import type { RequestEvent } from '@flightdeck/github';
import { estimateRest, replayMissing, type SyncOptions, type SyncResult, syncOnce } from '@flightdeck/ingest';
import type { Checker } from '../compare/checker.ts';
import { fillDemoSnapshots } from '../demo/demo-snapshots.ts';
import type { Config } from '../settings/config.ts';
import { hasCredentials } from '../settings/hosts/github-hosts.ts';
import type { IntegrityWatch } from '../status/archive/integrity.ts';
import { requireDisk } from '../status/disk.ts';
import { connect } from '../wiring/connect.ts';
import type { AppEffects } from '../wiring/effects.ts';
import type { Home } from '../wiring/home.ts';
import { traceRequest } from '../wiring/trace/trace-request.ts';
import { NO_TRACER, type Span, type Tracer } from '../wiring/trace/tracer.ts';
import type { FailedRuns } from './failed-runs.ts';
import type { LazyTools } from './ingest-tools.ts';
import type { RateLimits } from './rate-limits.ts';
import { type Scheduler, startScheduler } from './schedule/scheduler.ts';
import type { SyncCounts } from './sync-counts.ts';
import type { Work } from './work.ts';

export { describeFailures } from '@flightdeck/ingest';

/** What syncing works with. */
export interface SyncParts extends AppEffects {
  /** As it holds now. */
  readonly config: () => Config;
  readonly home: Home;
  readonly version: string;
  readonly tools: LazyTools;
  readonly work: Work;
  readonly requests: RateLimits;
  readonly checker: Checker;
  readonly integrity: IntegrityWatch;
  readonly failedRuns: FailedRuns;
  readonly syncCounts: SyncCounts;
}

/**
 * The days a sync is asked for; undefined: everything missing.
 * @throws InputError `bad_day`, `bad_range`.
 */
export function toSyncRange(asked: {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}): Partial<DayRange> | undefined {
  const { from, to } = asked;
  if (from === undefined && to === undefined) return undefined;
  const range = {
    ...(from !== undefined && { from: parseDay(from) }),
    ...(to !== undefined && { to: parseDay(to) }),
  };
  if (range.from && range.to && range.from > range.to) {
    throw new InputError(`The range ends before it begins (${range.from} to ${range.to}).`, {
      code: 'bad_range',
      hint: 'Name the earlier day first.',
    });
  }
  return range;
}

/**
 * Syncs once. One that an error ends is recorded as failed, now or when the disk takes it.
 * @throws InputError `no_token`, `no_scopes`, `no_host_token`; CapabilityError `busy`, `disk_low` and what the disk refuses.
 */
export async function syncNow(parts: SyncParts, range?: Partial<DayRange>): Promise<SyncResult> {
  const { tools, failedRuns, syncCounts, now, tracer = NO_TRACER } = parts;
  const startedAt = now();
  const span = tracer.start('sync', { kind: 'internal' });
  try {
    const result = await syncOnceOpen({ ...parts, tracer }, range, span);
    span.end({ attributes: { result: result.result, days: result.loaded }, failed: result.result === 'failed' });
    failedRuns.ended(result.failed);
    syncCounts.note(result.result);
    return result;
  } catch (error) {
    span.end({ failed: true });
    if (await failedRuns.note(startedAt, error, tools.open)) syncCounts.note('failed');
    throw error;
  }
}

function syncOnceOpen(
  parts: SyncParts & { readonly tracer: Tracer },
  range: Partial<DayRange> | undefined,
  span: Span,
): Promise<SyncResult> {
  const { tracer, home, version, tools, work, requests, integrity, failedRuns, now, log } = parts;
  const config = parts.config();
  return work.run('sync', async (step, signal) => {
    await requireDisk(home, config.minFreeBytes);
    await failedRuns.record(await tools.open());
    const onRequest = (host: string, event: RequestEvent): void => {
      requests.note(host, event);
      traceRequest(tracer, span.context, host, event);
    };
    const connection = await connect(config, home, { version, now, log, onRequest });
    const begunAt = now().getTime();
    try {
      const options: SyncOptions = {
        ...(await tools.open()),
        github: connection.github,
        scopes: connection.scopes,
        since: connection.since,
        seats: config.syncSeats,
        now: now(),
        clock: now,
        signal,
        onProgress: (progress) => {
          if (progress.kind === 'planned') step({ done: 0, total: progress.days, message: 'asking GitHub' });
          else {
            const { scope, report, day, outcome, done, of } = progress;
            log.debug({ scope, report, day, outcome }, 'day done');
            const left = estimateRest(progress, now().getTime() - begunAt);
            const rest =
              left === null ? '' : `; about ${left.minutes} min and ${counted(left.requests, 'request')} left`;
            step({ done, total: of, message: `${report} of ${scope}, ${day}${rest}` });
          }
        },
      };
      const lost = await integrity.daysToFetch();
      const result = await syncOnce({ ...options, lost, ...(range && { range }) });
      if (lost.size > 0) await integrity.check({ isDeep: false, signal });
      if (!range && config.syncSeats) await fillDemoSnapshots(connection, options);
      return result;
    } finally {
      await connection.close();
    }
  });
}

/** Syncs once where nobody waits for it: how it ends is in the log. Never rejects. */
export async function syncUnseen(parts: SyncParts, range?: Partial<DayRange>): Promise<void> {
  const { log } = parts;
  try {
    const { failed, ...counts } = await syncNow(parts, range);
    if (counts.result === 'ok') log.info(counts, 'sync ended');
    else log.warn({ ...counts, failed: failed.slice(0, 10) }, `sync ended: ${counts.result}`);
    await checkUnseen(parts);
  } catch (error) {
    logFailure(log, error);
  }
}

/** Makes the standing checks of what is loaded now; what they cannot explain is in the log. */
async function checkUnseen({ checker, work, log }: SyncParts): Promise<void> {
  const { results, shifts } = await checker.run().catch((error: unknown) => {
    if (work.stopping) return { results: [], shifts: [] };
    throw error;
  });
  for (const { check, scope, metric, theirs, ours, unexplained, verdict } of results) {
    if (verdict === 'unexplained') log.warn({ check, scope, metric, theirs, ours, unexplained }, 'numbers differ');
  }
  for (const { scope, from, to, range, sentence } of shifts) log.info({ scope, from, to, range }, sentence);
}

/** What made a run fail; the next may do better, and the server must go on serving what it has. */
function logFailure(log: SyncParts['log'], thrown: unknown): void {
  const error = toOperatorError(thrown) ?? thrown;
  if (error instanceof FlightdeckError) log.error({ code: error.code, hint: error.hint }, error.message);
  else log.error({ err: error }, 'sync failed; this is a bug');
}

/** Loads what was received earlier and never loaded; everything, when the database is new. */
function replay({ tools, work, log }: Pick<SyncParts, 'tools' | 'work' | 'log'>): Promise<void> {
  return work.run('rebuild', async (step, signal) => {
    const { failed } = await replayMissing(await tools.openToReplay(), {
      signal,
      onProgress: ({ done, of }) => step({ done, total: of, message: 'loading from the archive' }),
    });
    for (const { files, code, message } of failed) log.error({ code, files }, `not loaded: ${message}`);
  });
}

/**
 * The same where the app can be opened without: what could not be loaded for want of space or the like is then lacking,
 * and named as that.
 * @throws what is our bug, or damage of the journal.
 */
export async function takeIn(parts: Pick<SyncParts, 'tools' | 'work' | 'log'>): Promise<void> {
  try {
    await replay(parts);
  } catch (thrown) {
    const error = toOperatorError(thrown) ?? thrown;
    if (!(error instanceof CapabilityError || error instanceof UpstreamError)) throw error;
    logFailure(parts.log, error);
  }
}

/** Syncs now and every interval; without one, or with nothing to sync from, only completes what was received. Null: no plan. */
export function startSyncing(parts: SyncParts): Scheduler | null {
  const { home, log } = parts;
  const config = parts.config();
  const { syncIntervalMs } = config;
  const isSyncable = home.demo || (hasCredentials(config) && syncIntervalMs !== null);
  const complete = () => replay(parts).catch((error: unknown) => logFailure(log, error));
  const run = () => (isSyncable ? syncUnseen(parts) : complete());
  if (isSyncable && syncIntervalMs !== null) {
    return startScheduler({ intervalMs: syncIntervalMs, now: parts.now, run });
  }
  void run();
  return null;
}
