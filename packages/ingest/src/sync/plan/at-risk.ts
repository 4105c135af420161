import {
  addDays,
  DAILY_REPORTS,
  type Day,
  type DayRange,
  formatScope,
  HISTORY_DAYS,
  type ReportKind,
  type Scope,
  toDay,
} from '@flightdeck/catalog';
import type { LedgerDay } from '@flightdeck/store';
import { daysOnOffer } from './history.ts';

/** Consecutive missing days that GitHub will soon delete. */
export interface DaysAtRisk extends DayRange {
  readonly scope: string;
  readonly report: ReportKind;
  /** First day on which GitHub no longer has the first of them. */
  readonly forgottenOn: Day;
}

/** Days before GitHub forgets one from which it is at risk. */
const SOON_DAYS = 14;

/**
 * Days of the scopes that GitHub can still give, only for two weeks more, and that are not loaded; what a 28-day report or
 * a file brought is loaded. A day GitHub has no report for is not at risk.
 */
export function daysAtRisk(
  scopes: readonly Scope[],
  ledger: readonly Pick<LedgerDay, 'scope' | 'report' | 'day' | 'state'>[],
  now: Date,
): readonly DaysAtRisk[] {
  const last = addDays(toDay(now), SOON_DAYS - HISTORY_DAYS);
  const safe = new Set(
    ledger.flatMap(({ scope, report, day, state }) => (state === 'failed' ? [] : [`${scope} ${report} ${day}`])),
  );
  return scopes.flatMap((scope) =>
    DAILY_REPORTS.flatMap((report) => {
      const offer = daysOnOffer(scope, report, now, { to: last });
      return offer === null ? [] : runsOf(formatScope(scope), report, offer, safe);
    }),
  );
}

function runsOf(scope: string, report: ReportKind, { from, to }: DayRange, safe: ReadonlySet<string>): DaysAtRisk[] {
  const runs: DaysAtRisk[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    if (safe.has(`${scope} ${report} ${day}`)) continue;
    const run = runs.at(-1);
    if (run && addDays(run.to, 1) === day) runs[runs.length - 1] = { ...run, to: day };
    else runs.push({ scope, report, from: day, to: day, forgottenOn: addDays(day, HISTORY_DAYS + 1) });
  }
  return runs;
}
