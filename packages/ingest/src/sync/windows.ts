import { addDays, eachDay, formatScope, type ReportKind, type Scope, toDay } from '@flightdeck/catalog';
import { type Arrival, journalLanding, toLandOptions } from '../load/landing.ts';
import { discardClean, loadEach } from '../load/load-each.ts';
import { rejectedCount } from '../load/record-landings.ts';
import { unloadable } from '../load/unloadable.ts';
import { daysOnOffer } from './history.ts';
import { receiveReport } from './receive-report.ts';
import type { SyncState } from './run-state.ts';

/** Days after which a day without a people's report counts as a gap that the 28-day report may fill. */
const GAP_AFTER_DAYS = 3;
const WINDOW_DAYS = 28;

/**
 * Fetches a scope's 28-day reports: the aggregate for feature engagement, and the people's only to seed days for which
 * there is no 1-day report.
 */
export async function syncWindows(state: SyncState, scope: Scope): Promise<void> {
  await syncWindow(state, scope, 'aggregate-28-day');
  if (await hasGap(state, scope)) await syncWindow(state, scope, 'users-28-day');
}

async function hasGap({ tools, now }: SyncState, scope: Scope): Promise<boolean> {
  const today = toDay(now);
  const recent = { from: addDays(today, -WINDOW_DAYS - 1), to: addDays(today, -GAP_AFTER_DAYS) };
  const offer = daysOnOffer(scope, 'users-1-day', now, recent);
  if (offer === null) return false;
  const rows = await tools.store.ledger.days({ scope: formatScope(scope), report: 'users-1-day', range: offer });
  // A day once tried in vain is a gap; one never tried is still to come, and in an empty file nobody was active.
  const missing = rows.filter(
    ({ state, code }) => state === 'failed' || (state === 'no_report' && code !== 'empty_file'),
  );
  return missing.length > 0 && rows.length === eachDay(offer).length;
}

async function syncWindow(state: SyncState, scope: Scope, report: ReportKind): Promise<void> {
  const { tools, github, now, signal, tally, stops } = state;
  if (signal?.aborted || stops.isStopped(scope, report)) return;
  const entityIds = state.entityIds(scope);
  const expect = { kind: report, ...(entityIds === undefined ? {} : { entityIds }) };
  const arrival: Arrival = { scope, report, via: 'api', now, expect };
  try {
    tally.requests += 1;
    const received = await receiveReport(github, { scope, report, day: null }, toLandOptions(tools, arrival), signal);
    stops.answered(scope);
    const { answer, landing } = received;
    tally.requests += received.downloads;
    if (answer.kind === 'no_report' || landing === null || landing.noReport) return;
    tally.bytes += landing.files.reduce((sum, file) => sum + file.bytes, 0);
    const fault = unloadable(landing, report, null);
    if (fault !== null) throw fault;
    const sha256 = landing.files.flatMap((file) => (file.archivePath === null ? [] : [file.sha256])).join(',');
    if (state.lastWindow(scope, report) === sha256) return await discardClean([{ landing }]);
    const item = await journalLanding(tools, { ...arrival, days: answer.days }, landing);
    const { days, failed } = await loadEach(tools, [item]);
    tally.rejected += landing.files.reduce((sum, file) => sum + rejectedCount(file), 0);
    for (const { outcome } of days) if (outcome === 'loaded') tally.loaded += 1;
    for (const { error } of failed) throw error;
  } catch (error) {
    if (signal?.aborted) return;
    const { reach, told } = stops.failed(scope, report, error);
    if (!told) tally.fail(scope, reach === 'day' || reach === 'report' ? report : null, null, error);
  }
}
