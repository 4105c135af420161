type Document = Readonly<Record<string, unknown>>;

/**
 * Why a document of usage is no history of the older API: `derived` = the dashboard worked it out from today's reports of
 * people; `total` = it stands in `all` languages or editors, beside the parts it is made of. Null for history.
 */
export type LeftOut = 'derived' | 'total';

/** What `report_source` says of rows worked out from the reports of people. */
const FROM_PEOPLE = 'user-28-day';

/** Why a document is left out; null when it is read. */
export function leftOutOf({ report_source, language, editor }: Document): LeftOut | null {
  if (report_source === FROM_PEOPLE) return 'derived';
  return language === 'all' || editor === 'all' ? 'total' : null;
}

const DERIVED: readonly object[] = [{ match_phrase: { report_source: FROM_PEOPLE } }];
const TOTALS: readonly object[] = [{ match_phrase: { language: 'all' } }, { match_phrase: { editor: 'all' } }];

/** What is left out of an index of usage, as parts of a query; a document is in one of them at most. */
export const LEFT_OUT_QUERIES: Readonly<
  Record<LeftOut, { readonly should: readonly object[]; readonly must_not: readonly object[] }>
> = {
  derived: { should: DERIVED, must_not: [] },
  total: { should: TOTALS, must_not: DERIVED },
};

/** What no document that is read fulfils. */
export const ALL_LEFT_OUT: readonly object[] = [...DERIVED, ...TOTALS];
