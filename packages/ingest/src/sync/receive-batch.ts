import { rm } from 'node:fs/promises';
import type { Day, ReportKind, Scope } from '@flightdeck/catalog';
import type { LandedReport } from '../archive/landing.ts';
import { isFinal } from '../load/final.ts';
import { type Arrival, journalLanding, toLandOptions } from '../load/landing.ts';
import { cleanFiles, type LoadItem } from '../load/load-item.ts';
import { unloadable } from '../load/unloadable.ts';
import { receiveReport } from './receive-report.ts';
import { knownDay, type SyncState } from './run-state.ts';

/** What came of asking for one day. */
export type ReceivedDay = { readonly day: Day } & (
  | { readonly kind: 'landed'; readonly item: LoadItem }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'no_report'; readonly code: string }
  | { readonly kind: 'failed'; readonly error: unknown; readonly item: LoadItem | null }
);

/** Fetches and lands days side by side; days not asked because of a stop or a signal are left out. Never rejects for one day. */
export async function receiveBatch(
  state: SyncState,
  scope: Scope,
  report: ReportKind,
  days: readonly Day[],
): Promise<readonly ReceivedDay[]> {
  const waiting = [...days];
  const received: ReceivedDay[] = [];
  const work = async (): Promise<void> => {
    for (let day = waiting.shift(); day !== undefined; day = waiting.shift()) {
      if (state.signal?.aborted || state.stops.isStopped(scope, report)) return;
      received.push(await receiveDay(state, scope, report, day));
    }
  };
  await Promise.all(Array.from({ length: Math.min(state.concurrency, days.length) }, work));
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
    state.stops.answered(scope);
    tally.requests += downloads;
    if (answer.kind === 'no_report') return { day, kind: 'no_report', code: answer.why };
    if (landing === null || landing.noReport) return { day, kind: 'no_report', code: 'empty_file' };
    tally.bytes += landing.files.reduce((sum, file) => sum + file.bytes, 0);
    if (isSame(state, scope, report, day, landing)) {
      await Promise.all(cleanFiles(landing).map((path) => rm(path, { force: true })));
      return { day, kind: 'unchanged' };
    }
    const item = await journalLanding(tools, arrival, landing);
    await tools.faultPoint?.('sync.day_landed');
    const error = unloadable(landing, report, day);
    if (error !== null) return { day, kind: 'failed', error, item };
    return { day, kind: 'landed', item };
  } catch (error) {
    return { day, kind: 'failed', error, item: null };
  }
}

/** True when the day holds these very bytes already and its state would stay what it is. */
function isSame(state: SyncState, scope: Scope, report: ReportKind, day: Day, landing: LandedReport): boolean {
  const before = knownDay(state, scope, report, day);
  if (before === undefined || before.source !== report || before.via === 'import') return false;
  if (
    before.sha256 !==
    landing.files
      .filter((file) => file.archivePath !== null)
      .map((file) => file.sha256)
      .join(',')
  )
    return false;
  return before.state === (isFinal(day, state.now) && !landing.truncated ? 'present' : 'provisional');
}
