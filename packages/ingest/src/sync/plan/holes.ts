import { formatScope } from '@flightdeck/catalog';
import type { SyncState } from '../run-state.ts';
import { dayKey, type PlannedBatch } from './plan.ts';

/** Lists every planned day that was not asked for because of a stop, with the reason of the stop. */
export function nameHoles(state: SyncState, plan: readonly PlannedBatch[]): void {
  for (const { scope, report, days } of plan) {
    if (!state.stops.isStopped(scope, report)) continue;
    const reason = state.stops.reason(scope, report);
    for (const day of days) {
      if (!state.asked.has(dayKey(formatScope(scope), report, day))) state.tally.fail(scope, report, day, reason);
    }
  }
}
