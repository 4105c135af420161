import { type Condition, type Day, USUAL_CALENDAR, type WorkCalendar } from '@flightdeck/catalog';
import { findLastReported, type LastReported, type NameBook } from '@flightdeck/store/reference';
import {
  columnNamed,
  columnsNeeded,
  groupsBy,
  hostOf,
  type KindFilter,
  lower,
  type Question,
} from '@flightdeck/store/shared';
import { partOf, type Table } from '../layout/layout.ts';
import { compileVisible } from '../ledger/commit.ts';
import { isLoaded, readLedger } from '../ledger/ledger-days.ts';
import type { Reading } from '../load/annotate.ts';

export const NOTHING = { match_none: {} } as const;

/** Indexes of the table that hold a day of the range. */
export function indexesIn(
  { prefix, commit }: Reading,
  table: Table,
  { from, to }: { from: Day; to: Day },
): readonly string[] {
  const name = `${prefix}-${table.group}-`;
  const [first, last] = [partOf(table.group, from), partOf(table.group, to)];
  return commit.indexes.filter((index) => {
    const part = index.startsWith(name) ? index.slice(name.length) : '';
    return /^\d{4}(?:-\d{2})?$/.test(part) && part >= first && part <= last;
  });
}

/** Clauses of the rows a question is about, but for teams. */
export async function compileReach(reading: Reading, question: Question, names: NameBook): Promise<readonly object[]> {
  const { scopes, scan, fact } = question;
  return [
    ...compileVisible(reading.commit),
    scopes.length === 0 ? NOTHING : { terms: { scope: scopes } },
    { range: { day: { gte: scan.range.from, lte: scan.range.to } } },
    ...(fact.snapshot ? [await compileLastSnapshots(reading, question)] : []),
    ...question.where.flatMap((filter) => compileFilter(question, filter, names)),
  ];
}

/** Teams of a filter by scope, as ids. */
export function teamsNamed(
  { scopes }: Question,
  names: NameBook,
  values: readonly string[],
): ReadonlyMap<string, ReadonlySet<string>> {
  return names.teams(scopes, values);
}

/** Clause for rows of people who were in one of the teams that day. */
export function compileTeams(question: Question, names: NameBook, values: readonly string[]): object {
  const teams = teamsNamed(question, names, values);
  if (teams.size === 0) return NOTHING;
  const should = [...teams].map(([scope, ids]) => ({
    bool: { filter: [{ term: { scope } }, { terms: { team_id: [...ids] } }] },
  }));
  return { bool: { should, minimum_should_match: 1 } };
}

function compileFilter(question: Question, filter: KindFilter, names: NameBook): object[] {
  const { fact, scopes } = question;
  const put = (clause: object): object[] => (filter.is === 'in' ? [clause] : [{ bool: { must_not: [clause] } }]);
  const host = hostOf(scopes[0] ?? '');
  switch (filter.kind) {
    case 'person':
      return put({ terms: { user_id: [...names.bearers('login', host, filter.values)] } });
    case 'repository':
      return put({ terms: { repo_id: [...names.bearers('repository', host, filter.values)] } });
    case 'attribute': {
      const name = columnNamed(filter.dimension);
      const type = fact.columns.find((column) => column.name === name)?.type ?? 'text';
      return put(compileValues(name, type, lower(filter.values)));
    }
    case 'team':
      // Grouped by team the filter is on the team of the row, which is one value of many in a document.
      if (groupsBy(question, 'team')) return filter.is === 'in' ? [compileTeams(question, names, filter.values)] : [];
      return put(compileTeams(question, names, filter.values));
    default:
      return [];
  }
}

/** Any of the values, whatever the case. */
function compileValues(field: string, type: string, values: readonly string[]): object {
  if (type === 'text') {
    const should = values.map((value) => ({ term: { [field]: { value, case_insensitive: true } } }));
    return should.length === 0 ? NOTHING : { bool: { should, minimum_should_match: 1 } };
  }
  const pattern = type === 'day' ? /^\d{4}-\d{2}-\d{2}$/ : type === 'flag' ? /^(?:true|false)$/ : /^\d{1,18}$/;
  return { terms: { [field]: values.filter((value) => pattern.test(value)) } };
}

/** Clauses for rows that the tests let count. */
export const compileTests = (when: readonly Condition[]): readonly object[] => when.map(compileTest);

function compileTest(test: Condition): object {
  switch (test.op) {
    case 'above':
      return { range: { [test.column]: { gt: test.value } } };
    case 'true':
      return { term: { [test.column]: true } };
    case 'in':
      return { terms: { [test.column]: test.values } };
    case 'known':
      return { exists: { field: test.column } };
    case 'unknown':
      return { bool: { must_not: [{ exists: { field: test.column } }] } };
    case 'working_day':
      return workingDay(test.calendar ?? USUAL_CALENDAR);
    case 'within':
      return { range: { [test.column]: { lte: test.value } } };
  }
}

function workingDay({ weekdays, off }: WorkCalendar): object {
  return { bool: { filter: [{ terms: { weekday: weekdays } }], must_not: [{ terms: { day: off } }] } };
}

/** Clauses for rows that know what the tests need. */
export const compileKnown = (when: readonly Condition[]): readonly object[] =>
  columnsNeeded(when).map((field) => ({ exists: { field } }));

/** The last day of each scope and time bucket with a loaded report of the fact, as the ledger has it. */
export async function readLastReported(reading: Reading, question: Question): Promise<LastReported> {
  const entries = await readLedger(reading, { report: question.fact.report, range: question.scan.range });
  return findLastReported(
    question,
    entries.filter(isLoaded).map(({ row }) => row),
  );
}

/** Clause for rows of those days. */
async function compileLastSnapshots(reading: Reading, question: Question): Promise<object> {
  const { days } = await readLastReported(reading, question);
  if (days.size === 0) return NOTHING;
  const should = [...days].map(([scope, some]) => ({
    bool: { filter: [{ term: { scope } }, { terms: { day: some } }] },
  }));
  return { bool: { should, minimum_should_match: 1 } };
}
