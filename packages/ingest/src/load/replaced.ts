import { type Day, REPORTS, type ReportKind } from '@flightdeck/catalog';
import type { Scan } from '@flightdeck/query';
import type { LedgerDay, Store } from '@flightdeck/store';

/** Most rows compared one by one; beyond that a day is only reported as replaced. */
const MOST_ROWS = 500_000;

/** The people, memberships or repositories of days, by day; null for a report of none, or of too many. */
export type Subjects = ReadonlyMap<Day, ReadonlySet<string>> | null;

/** Reads whom the rows that stand on the days are of. */
export async function readSubjects(
  store: Store,
  report: ReportKind,
  standing: readonly Pick<LedgerDay, 'scope' | 'day' | 'records'>[],
): Promise<Subjects> {
  const { subject } = REPORTS[report];
  const records = standing.reduce((sum, row) => sum + row.records, 0);
  if (subject === null || records > MOST_ROWS) return null;
  const subjects = new Map<Day, ReadonlySet<string>>();
  for (const { scope, day } of standing) {
    const rows = await store.scan(toScan(subject, scope, day));
    subjects.set(day, new Set(rows.map(({ keys }) => JSON.stringify(keys))));
  }
  return subjects;
}

/**
 * Whom the rows of a day are no longer of, in order. Somebody whose name has changed with the load is found under the
 * earlier one and is not gone.
 */
export async function readGone(
  store: Store,
  report: ReportKind,
  scope: string,
  day: Day,
  before: ReadonlySet<string>,
): Promise<readonly string[]> {
  const after = (await readSubjects(store, report, [{ scope, day, records: 0 }]))?.get(day) ?? new Set();
  const gone = [...before].filter((subject) => !after.has(subject)).sort();
  const { subject } = REPORTS[report];
  if (subject === null || gone.length === 0 || gone.length > MOST_NAMES) return gone;
  const renamed = new Set<string>();
  for (const dimension of subject.by) {
    const names = gone.map((keys) => namesOf(keys)[subject.by.indexOf(dimension)] ?? '').filter((name) => name !== '');
    for (const name of new Set(names)) {
      const where = [{ dimension, is: 'in' as const, values: [name] }];
      const rows = await store.scan({ ...toScan(subject, scope, day), where });
      if (rows.some(({ keys }) => keys[subject.by.indexOf(dimension)] !== name)) renamed.add(`${dimension} ${name}`);
    }
  }
  return gone.filter((keys) => !subject.by.some((dimension, at) => renamed.has(`${dimension} ${namesOf(keys)[at]}`)));
}

/** Each is looked up by itself: beyond that many it is no renaming. */
const MOST_NAMES = 20;

const namesOf = (keys: string): readonly (string | null)[] => JSON.parse(keys);

function toScan({ fact, by }: Pick<Scan, 'fact' | 'by'>, scope: string, day: Day): Scan {
  return {
    id: `subjects:${fact}`,
    fact,
    scopes: [scope],
    range: { from: day, to: day },
    by,
    where: [],
    once: false,
    measures: [{ name: 'rows', aggregate: 'rows', column: null, when: [] }],
  };
}

/** What the subjects of a report are called: one, several. */
export function subjectWords(report: ReportKind): readonly [one: string, several: string] {
  return REPORTS[report].subject?.words ?? ['person', 'people'];
}
