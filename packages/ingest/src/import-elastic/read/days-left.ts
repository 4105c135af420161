import { type Day, dayNumber, formatScope, REPORTS, type ReportKind, toDay } from '@flightdeck/catalog';
import type { Store } from '@flightdeck/store';
import { markOf, type NoTeamReading } from '../no-team.ts';
import type { MoveWindow } from './windows.ts';

/** Days that the other installation may still write are read again. */
const FINAL_AFTER = 7;

/** Reports whose rows stand under another one. */
export const TARGETS: Readonly<Partial<Record<ReportKind, ReportKind>>> = {
  'legacy-dashboard': 'legacy-metrics',
  'users-28-day': 'users-1-day',
};

/** Days of a window that are not here yet, that may have changed since, or that were read with another `no-team`. */
export type DaysLeft = (window: MoveWindow) => Promise<readonly Day[]>;

/** What is left of each window, by the ledger of the store. */
export async function createDaysLeft(
  { store, now }: { readonly store: Store; readonly now: Date },
  readings: ReadonlyMap<string, readonly NoTeamReading[]>,
): Promise<DaysLeft> {
  const names = new Map((await store.ledger.landings()).map(({ sha256, fileName }) => [sha256, fileName ?? '']));
  return async ({ scope, report, range, days, slug, indexes }) => {
    const rows = await store.ledger.days({ scope: formatScope(scope), report: TARGETS[report] ?? report, range });
    const mark = markOf(readings.get(slug) ?? [], range);
    const isMoved = (name: string): boolean => indexes.some((index) => name.includes(index.name));
    const here = new Map<Day, boolean>();
    for (const { day, state, source, via, sha256 } of rows) {
      const isLoaded = state === 'present' || state === 'provisional';
      const isBetter = via === 'api' || source === report || REPORTS[source].rank > REPORTS[report].rank;
      const name = names.get(sha256 ?? '');
      const isReadAlike =
        report !== 'legacy-dashboard' || source !== report || name === undefined || name.endsWith(mark);
      // A bill a person gave is not written over by what a dashboard kept of it.
      const isOwn = report === 'ai-credit-usage' && name !== undefined && !isMoved(name);
      if (isLoaded && isBetter && isReadAlike) here.set(day, isOwn);
    }
    const isFinal = (day: Day): boolean => dayNumber(toDay(now)) - dayNumber(day) > FINAL_AFTER;
    return days.filter((day) => !here.has(day) || (here.get(day) === false && !isFinal(day)));
  };
}
