import { type Day, DISK_CODES, formatScope, type ReportKind, type Scope } from '@flightdeck/catalog';
import { toReason } from '../outcome/result.ts';
import { knownDay, type SyncState } from '../outcome/run-state.ts';
import { recordMissed } from './missed.ts';
import { dayKey, type PlannedBatch } from './plan.ts';

/**
 * Names every planned day that was not asked for because of a stop, with the reason of the stop: in the answer of the run,
 * and where the ledger does not say so yet, as a failed day there.
 */
export async function nameHoles(state: SyncState, plan: readonly PlannedBatch[]): Promise<void> {
  const holes = new Map<string, { readonly scope: Scope; readonly report: ReportKind; readonly days: Day[] }>();
  for (const { scope, report, days } of plan) {
    if (!state.stops.isStopped(scope, report)) continue;
    const key = `${formatScope(scope)} ${report}`;
    const hole = holes.get(key) ?? { scope, report, days: [] };
    holes.set(key, hole);
    hole.days.push(...days.filter((day) => !state.asked.has(dayKey(formatScope(scope), report, day))));
  }
  for (const { scope, report, days } of holes.values()) await nameHole(state, scope, report, days);
}

/** The same for days of one report that is stopped. */
export async function nameHole(
  state: SyncState,
  scope: Scope,
  report: ReportKind,
  days: readonly Day[],
): Promise<void> {
  const error = state.stops.reason(scope, report);
  for (const day of days) state.tally.fail(scope, report, day, error);
  if (days.length === 0) return;
  const reason = toReason(error);
  // A disk that takes nothing takes no names of days either; the status says so for all of them.
  if (DISK_CODES.includes(reason.code)) return;
  const news = days.filter((day) => {
    const before = knownDay(state, scope, report, day);
    return before?.state !== 'failed' || before.code !== reason.code;
  });
  await recordMissed(
    state,
    scope,
    report,
    news.map((day) => ({ day, kind: 'failed', ...reason })),
  );
}
