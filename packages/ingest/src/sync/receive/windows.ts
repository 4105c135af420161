import {
  addDays,
  type Day,
  type DayRange,
  eachDay,
  formatScope,
  type ReportKind,
  type Scope,
  toDay,
} from '@flightdeck/catalog';
import { type Arrival, journalLanding, toLandOptions } from '../../load/landing.ts';
import { discardClean, loadEach } from '../../load/load-each.ts';
import { notWhole } from '../../load/refuse/not-whole.ts';
import { knownDay, type SyncState } from '../outcome/run-state.ts';
import { daysOnOffer } from '../plan/history.ts';
import { receiveReport } from './receive-report.ts';

/** Days after which a day without a people's report counts as a gap that the 28-day report may fill. */
const GAP_AFTER_DAYS = 3;
const WINDOW_DAYS = 28;

/** What GitHub gave for a 28-day report. */
export type WindowFound =
  | { readonly kind: 'none' | 'failed' | 'not_asked' }
  | {
      readonly kind: 'report';
      readonly range: DayRange;
      /** Days with rows or totals. */
      readonly days: ReadonlySet<Day>;
      /** False when these very bytes came before. */
      readonly isNew: boolean;
    };

/**
 * Fetches a scope's 28-day reports: the aggregate for feature engagement, unless that was done, and the people's only to
 * seed days for which there is no 1-day report.
 */
export async function syncWindows(state: SyncState, scope: Scope, done: WindowFound | undefined): Promise<void> {
  const aggregate = done ?? (await syncWindow(state, scope, 'aggregate-28-day'));
  const gap = await gapOf(state, scope);
  // What GitHub had not in its last window it has not now either.
  const isNews = aggregate.kind === 'report' && aggregate.isNew;
  if (gap.some((day) => isNews || isNewGap(state, scope, day))) await syncWindow(state, scope, 'users-28-day');
}

/**
 * Days for which GitHub has totals but gave no people; a day without either, such as an idle Sunday, is none. A day once
 * tried in vain is a gap; while one was never tried it is too soon to tell.
 */
async function gapOf({ tools, now }: SyncState, scope: Scope): Promise<readonly Day[]> {
  const today = toDay(now);
  const recent = { from: addDays(today, -WINDOW_DAYS - 1), to: addDays(today, -GAP_AFTER_DAYS) };
  const offer = daysOnOffer(scope, 'users-1-day', now, recent);
  if (offer === null) return [];
  const filter = { scope: formatScope(scope), range: offer };
  const rows = await tools.store.ledger.days({ ...filter, report: 'users-1-day' });
  if (rows.length < eachDay(offer).length) return [];
  const totals = await tools.store.ledger.days({ ...filter, report: 'aggregate-1-day' });
  const counted = new Set(
    totals.filter(({ state }) => state === 'present' || state === 'provisional').map(({ day }) => day),
  );
  return rows
    .filter(({ state, code }) => state === 'failed' || (state === 'no_report' && code !== 'empty_file'))
    .map(({ day }) => day)
    .filter((day) => counted.has(day));
}

function isNewGap(state: SyncState, scope: Scope, day: Day): boolean {
  const before = knownDay(state, scope, 'users-1-day', day)?.state;
  return before !== 'no_report' && before !== 'failed';
}

/** Fetches one 28-day report and loads it when it is new. */
export async function syncWindow(state: SyncState, scope: Scope, report: ReportKind): Promise<WindowFound> {
  const { tools, github, now, signal, tally, stops } = state;
  if (signal?.aborted) return { kind: 'not_asked' };
  if (stops.isStopped(scope, report)) {
    tally.fail(scope, report, null, stops.reason(scope, report));
    return { kind: 'not_asked' };
  }
  const entityIds = state.entityIds(scope);
  const expect = { kind: report, ...(entityIds === undefined ? {} : { entityIds }) };
  const arrival: Arrival = { scope, report, via: 'api', now, expect };
  try {
    tally.requests += 1;
    const received = await receiveReport(github, { scope, report, day: null }, toLandOptions(tools, arrival), signal);
    const { answer, landing } = received;
    tally.requests += received.downloads;
    if (answer.kind === 'no_report' && answer.why === '404') {
      const missing = await state.presence.missing(scope);
      if (missing !== null) throw missing;
      return { kind: 'none' };
    }
    state.presence.reportSeen(scope);
    stops.answered(scope, report);
    if (answer.kind === 'no_report' || landing === null || landing.noReport) return { kind: 'none' };
    tally.bytes += landing.files.reduce((sum, file) => sum + file.bytes, 0);
    const emptyFiles = landing.files.filter(({ archivePath }) => archivePath === null).length;
    const fault = notWhole(landing, report, null, emptyFiles);
    if (fault !== null) throw fault;
    const found = { kind: 'report', range: answer.days, days: new Set(landing.days.keys()) } as const;
    const sha256 = landing.files.flatMap((file) => (file.archivePath === null ? [] : [file.sha256])).join(',');
    if (state.lastWindow(scope, report) === sha256) {
      await discardClean([{ landing }]);
      return { ...found, isNew: false };
    }
    const item = await journalLanding(tools, { ...arrival, days: answer.days }, landing);
    const { days, failed } = await loadEach(tools, [item]);
    tally.reject(`${formatScope(scope)} ${report}`, landing.files);
    for (const { outcome } of days) if (outcome === 'loaded') tally.loaded += 1;
    for (const { error } of failed) throw error;
    return { ...found, isNew: true };
  } catch (error) {
    if (signal?.aborted) return { kind: 'not_asked' };
    stops.failed(scope, report, error);
    tally.fail(scope, report, null, error);
    return { kind: 'failed' };
  }
}
