import { type Day, REPORTS, type ReportKind } from '@flightdeck/catalog';
import type { Scan } from '@flightdeck/query';
import type { LedgerDay, Store } from '@flightdeck/store';

/** Whom the rows of a report are of: the fact and what of it is told apart. */
const SUBJECTS: Readonly<Partial<Record<ReportKind, Pick<Scan, 'fact' | 'by'>>>> = {
  'users-1-day': { fact: 'user_day', by: ['user'] },
  'user-teams-1-day': { fact: 'user_team_day', by: ['team', 'user'] },
  'repos-1-day': { fact: 'repo_day', by: ['repository'] },
  seats: { fact: 'seat_day', by: ['user'] },
};

/** Most rows compared one by one; beyond that a day is only said to be replaced. */
const MOST_ROWS = 500_000;

/** The people, memberships or repositories of days, by day; null for a report of none, or of too many. */
export type Subjects = ReadonlyMap<Day, ReadonlySet<string>> | null;

/** Reads whom the rows that stand on the days are of. */
export async function readSubjects(
  store: Store,
  report: ReportKind,
  standing: readonly Pick<LedgerDay, 'scope' | 'day' | 'records'>[],
): Promise<Subjects> {
  const subject = SUBJECTS[report];
  const records = standing.reduce((sum, row) => sum + row.records, 0);
  if (subject === undefined || records > MOST_ROWS) return null;
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
  const subject = SUBJECTS[report];
  if (subject === undefined || gone.length === 0 || gone.length > MOST_NAMES) return gone;
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
  if (report === 'user-teams-1-day') return ['team membership', 'team memberships'];
  if (report === 'repos-1-day') return ['repository', 'repositories'];
  return REPORTS[report].kind === 'seats' ? ['seat', 'seats'] : ['person', 'people'];
}
