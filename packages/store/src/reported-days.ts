import type { Day } from '@flightdeck/catalog';
import type { ReportedDays } from '@flightdeck/query';
import type { LedgerDay } from './ledger.ts';
import { isLoaded } from './shared/loaded.ts';

/** The days with rows, as the ledger's rows have them. */
export function toReportedDays(rows: readonly Pick<LedgerDay, 'scope' | 'report' | 'day' | 'state'>[]): ReportedDays {
  const days = new Map<string, Set<Day>>();
  for (const { scope, report, day } of rows.filter(isLoaded)) {
    const key = `${scope} ${report}`;
    days.set(key, (days.get(key) ?? new Set()).add(day));
  }
  return (scope, report) => days.get(`${scope} ${report}`) ?? NONE;
}

const NONE: ReadonlySet<Day> = new Set();
