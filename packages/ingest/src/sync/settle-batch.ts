import { DataError, type Day, FlightdeckError, formatScope, type ReportKind, type Scope } from '@flightdeck/catalog';
import type { LoadItem } from '../load/load.ts';
import { loadEach } from '../load/load-each.ts';
import { recordLandings, rejectedCount } from '../load/record-landings.ts';
import { recordMissed } from './missed.ts';
import type { ReceivedDay } from './receive-batch.ts';
import { toReason } from './result.ts';
import type { SyncState } from './run-state.ts';

/** Loads what was received of one (scope, report) and writes down what was not. */
export async function settleBatch(
  state: SyncState,
  scope: Scope,
  report: ReportKind,
  received: readonly ReceivedDay[],
): Promise<void> {
  const key = formatScope(scope);
  for (const entry of received) {
    if (entry.kind === 'landed') continue;
    if (entry.kind === 'failed') await settleFailure(state, scope, report, entry);
    else if (entry.kind === 'no_report') {
      await recordMissed(state, { scope, report, day: entry.day }, 'no_report', { code: entry.code, message: null });
    }
    state.tally.day(key, report, entry.day, entry.kind);
  }
  const items = received.flatMap((entry) => (entry.kind === 'landed' ? [entry.item] : []));
  await settleItems(state, scope, report, items);
}

async function settleItems(
  state: SyncState,
  scope: Scope,
  report: ReportKind,
  items: readonly LoadItem[],
): Promise<void> {
  const { days, failed } = await loadEach(state.tools, items);
  for (const { item, error } of failed) {
    const [day] = item.event.dayList;
    await settleFailure(state, scope, report, { day: day ?? '', error, item });
    state.tally.day(formatScope(scope), report, day ?? '', 'failed');
  }
  for (const { landing, event } of items) {
    state.tally.rejected += landing.files.reduce((sum, file) => sum + rejectedCount(file), 0);
    if (landing.truncated) state.tally.fail(scope, report, event.dayList[0] ?? null, truncated(event.report));
  }
  for (const day of days) state.tally.day(day.scope, day.report, day.day, day.outcome);
}

async function settleFailure(
  state: SyncState,
  scope: Scope,
  report: ReportKind,
  { day, error, item }: { readonly day: Day; readonly error: unknown; readonly item: LoadItem | null },
): Promise<void> {
  // A download that a signal ended did not fail: the day is simply still to be fetched.
  if (state.signal?.aborted && !(error instanceof FlightdeckError)) return;
  const reason = toReason(error);
  const { reach, told } = state.stops.failed(scope, report, error);
  if (item !== null) await recordLandings(state.tools, [item]);
  // What is wrong with the data stays wrong; anything else may pass, and the landing is loaded at the next start.
  const givenUp = item !== null && error instanceof DataError ? [item.event.seq] : [];
  await recordMissed(state, { scope, report, day }, 'failed', reason, givenUp);
  if (reach === 'day') state.tally.fail(scope, report, day, error);
  else if (!told) state.tally.fail(scope, reach === 'report' ? report : null, null, error);
}

function truncated(report: ReportKind): DataError {
  return new DataError(`The last line of the ${report} report was cut off.`, {
    code: 'truncated_line',
    report,
    hint: 'The whole lines are loaded; the day is not final and is fetched again by the next sync.',
  });
}
