import { rm } from 'node:fs/promises';
import { type Day, FlightdeckError, formatScope, type ReportKind, type Scope } from '@flightdeck/catalog';
import type { LedgerDay } from '@flightdeck/store';
import type { LandedReport } from '../../archive/land/landing.ts';
import { type Arrival, journalLanding, toLandOptions } from '../../load/landing.ts';
import { cleanFiles, type LoadItem } from '../../load/load-item.ts';
import { notWhole } from '../../load/refuse/not-whole.ts';
import { knownDay, type SyncState } from '../outcome/run-state.ts';
import type { Reach } from '../outcome/stops.ts';
import { hasBecomeFinal } from '../plan/final-day.ts';
import { dayKey } from '../plan/plan.ts';
import { receiveReport } from './receive-report.ts';

/** What came of asking for one day. */
export type ReceivedDay = { readonly day: Day } & (
  | { readonly kind: 'landed'; readonly item: LoadItem }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'no_report'; readonly code: string }
  | { readonly kind: 'failed'; readonly error: unknown; readonly reach: Reach; readonly item: LoadItem | null }
);

/**
 * Fetches and lands days: one by one until the report was answered in this run, so that a refusal which is the same for
 * every day costs few questions, then side by side. Days not asked because of a stop or a signal are left out. Never
 * rejects for one day.
 */
export async function receiveBatch(
  state: SyncState,
  scope: Scope,
  report: ReportKind,
  days: readonly Day[],
): Promise<readonly ReceivedDay[]> {
  const waiting = [...days];
  const received: ReceivedDay[] = [];
  const receiveNext = async (): Promise<boolean> => {
    if (state.signal?.aborted || state.stops.isStopped(scope, report)) return false;
    const day = waiting.shift();
    if (day === undefined) return false;
    state.asked.add(dayKey(formatScope(scope), report, day));
    received.push(await receiveDay(state, scope, report, day));
    return true;
  };
  let goesOn = true;
  while (goesOn && !state.stops.isAnswering(scope, report)) goesOn = await receiveNext();
  const work = async (): Promise<void> => {
    while (await receiveNext());
  };
  await Promise.all(Array.from({ length: Math.min(state.concurrency, waiting.length) }, work));
  return received.sort((a, b) => (a.day < b.day ? -1 : 1));
}

async function receiveDay(state: SyncState, scope: Scope, report: ReportKind, day: Day): Promise<ReceivedDay> {
  const { tools, tally, github, now, signal } = state;
  const range = { from: day, to: day };
  const entityIds = state.entityIds(scope);
  const expect = { kind: report, days: range, ...(entityIds === undefined ? {} : { entityIds }) };
  const arrival: Arrival = { scope, report, via: 'api', now, days: range, expect };
  try {
    tally.requests += 1;
    const { answer, landing, downloads } = await receiveReport(
      github,
      { scope, report, day },
      toLandOptions(tools, arrival),
      signal,
    );
    tally.requests += downloads;
    if (answer.kind === 'no_report' && answer.why === '404') await requirePresence(state, scope);
    else state.presence.reportSeen(scope);
    state.stops.answered(scope, report);
    if (answer.kind === 'no_report') return { day, kind: 'no_report', code: answer.why };
    if (landing === null || landing.noReport) return { day, kind: 'no_report', code: 'empty_file' };
    tally.bytes += landing.files.reduce((sum, file) => sum + file.bytes, 0);
    const before = knownDay(state, scope, report, day);
    const final = hasBecomeFinal({ report, day, now, before, sha256: sumsOf(landing) });
    if (isSame(before, report, landing, final)) {
      await Promise.all(cleanFiles(landing).map((path) => rm(path, { force: true })));
      return { day, kind: 'unchanged' };
    }
    const item = await journalLanding(tools, { ...arrival, final }, landing);
    await tools.faultPoint?.('sync.day_landed');
    const error = notWhole(landing, report, day, item.event.emptyFiles ?? 0);
    if (error !== null) return { day, kind: 'failed', error, reach: state.stops.failed(scope, report, error), item };
    return { day, kind: 'landed', item };
  } catch (error) {
    // A download that a signal ended did not fail.
    const isStopped = signal?.aborted === true && !(error instanceof FlightdeckError);
    const reach = isStopped ? 'day' : state.stops.failed(scope, report, error);
    return { day, kind: 'failed', error, reach, item: null };
  }
}

/** @throws UpstreamError `scope_not_found`: then a 404 says nothing about the day. */
async function requirePresence(state: SyncState, scope: Scope): Promise<void> {
  const missing = await state.presence.missing(scope);
  if (missing !== null) throw missing;
}

/** True when the day holds these very bytes already and its state would stay what it is. */
function isSame(before: LedgerDay | undefined, report: ReportKind, landing: LandedReport, final: boolean): boolean {
  if (before === undefined || before.source !== report || before.via === 'import') return false;
  if (before.sha256 !== sumsOf(landing)) return false;
  return before.state === (final && !landing.truncated ? 'present' : 'provisional');
}

function sumsOf(landing: LandedReport): string {
  const filed = landing.files.filter((file) => file.archivePath !== null);
  return filed.map((file) => file.sha256).join(',');
}
