import { DataError, type Day, FlightdeckError, formatScope, type ReportKind, type Scope } from '@flightdeck/catalog';
import { discardClean, loadEach } from '../../load/load-each.ts';
import type { LoadItem } from '../../load/load-item.ts';
import { recordLandings } from '../../load/record-landings.ts';
import { toReason } from '../outcome/result.ts';
import type { SyncState } from '../outcome/run-state.ts';
import { type MissedDay, recordMissed } from '../plan/missed.ts';
import type { ReceivedDay } from './receive-batch.ts';

/** Loads the received days of one (scope, report) and records the others. */
export async function finishBatch(
  state: SyncState,
  scope: Scope,
  report: ReportKind,
  received: readonly ReceivedDay[],
): Promise<void> {
  const key = formatScope(scope);
  const items = received.flatMap((entry) => (entry.kind === 'landed' ? [entry.item] : []));
  const missed: MissedDay[] = [];
  for (const entry of received) {
    if (entry.kind === 'no_report') missed.push({ day: entry.day, kind: 'no_report', code: entry.code, message: null });
    if (entry.kind === 'failed') missed.push(...(await toMissed(state, scope, report, entry)));
    if (entry.kind !== 'landed') state.tally.day(key, report, entry.day, entry.kind);
  }
  const { days, failed } = await loadEach(state.tools, items);
  for (const { item, error } of failed) {
    const day = item.event.dayList[0] ?? '';
    missed.push(...(await toMissed(state, scope, report, { day, error, item })));
    state.stops.failed(scope, report, error);
    state.tally.day(key, report, day, 'failed');
  }
  for (const { landing, event } of items) state.tally.reject(`${key} ${report} ${event.dayList[0]}`, landing.files);
  for (const day of days) state.tally.day(day.scope, day.report, day.day, day.outcome);
  await recordMissed(state, scope, report, missed);
}

/** Counts the failure and says how it is to be written down; nothing when the sync was only stopped. */
async function toMissed(
  state: SyncState,
  scope: Scope,
  report: ReportKind,
  { day, error, item }: { readonly day: Day; readonly error: unknown; readonly item: LoadItem | null },
): Promise<readonly MissedDay[]> {
  // A download that a signal ended did not fail: the day is simply still to be fetched.
  if (state.signal?.aborted && !(error instanceof FlightdeckError)) return [];
  const reason = toReason(error);
  if (item !== null) {
    await recordLandings(state.tools, [item]);
    await discardClean([item]);
  }
  state.tally.fail(scope, report, day, error);
  // What is wrong with the data stays wrong; anything else may pass, and the landing is loaded at the next start.
  const landing = error instanceof DataError ? item?.event.seq : undefined;
  return [{ day, kind: 'failed', ...reason, landing }];
}
