import { REPORTS } from '@flightdeck/catalog';
import { dayOf } from './read/documents.ts';

type Document = Readonly<Record<string, unknown>>;

/**
 * Why a document of usage is no history of the older API: `derived` = the dashboard worked it out from today's reports of
 * people; `later` = its day comes after GitHub closed that API; `total` = it stands in `all` languages or editors, beside the
 * parts it is made of.
 */
export type LeftOut = 'derived' | 'later' | 'total';

/** Last day of history; what has its shape and a later day was derived from something else, whether it says so or not. */
export const LAST_DAY = REPORTS['legacy-dashboard'].lastDay ?? '';

/** What `report_source` says of rows worked out from the reports of people. */
const FROM_PEOPLE = 'user-28-day';

/** Why a document is left out; null when it is read. */
export function leftOutOf(document: Document): LeftOut | null {
  const { report_source, language, editor } = document;
  if (report_source === FROM_PEOPLE) return 'derived';
  if ((dayOf(document) ?? '') > LAST_DAY) return 'later';
  return language === 'all' || editor === 'all' ? 'total' : null;
}

const DERIVED: readonly object[] = [{ match_phrase: { report_source: FROM_PEOPLE } }];
const TOTALS: readonly object[] = [{ match_phrase: { language: 'all' } }, { match_phrase: { editor: 'all' } }];
/** `day`: what the index calls the field. */
const later = (day: string): readonly object[] => [{ range: { [day]: { gt: LAST_DAY } } }];

/** What is left out of an index of usage, as parts of a query; a document is in one of them at most. */
export function leftOutQueries(
  day: string,
): Readonly<Record<LeftOut, { readonly should: readonly object[]; readonly must_not: readonly object[] }>> {
  return {
    derived: { should: DERIVED, must_not: [] },
    later: { should: later(day), must_not: DERIVED },
    total: { should: TOTALS, must_not: [...DERIVED, ...later(day)] },
  };
}

/** What no document that is read fulfils. */
export const allLeftOut = (day: string): readonly object[] => [...DERIVED, ...later(day), ...TOTALS];
