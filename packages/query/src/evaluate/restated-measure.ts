import { FACTS, type Fact, type Unit } from '@flightdeck/catalog';

/** A total of a day that a newer version changed; `measure` is `fact.column` or `fact.rows`. */
export interface ChangedTotal {
  readonly measure: string;
  readonly before: number | null;
  readonly after: number | null;
}

/** What a total of the restatement ledger counts. */
export interface TotalWords {
  /** What is counted, as a noun: `people`, `acceptances`, `rows`. */
  readonly counts: string;
  /** Null where it is a number of rows or of people with a flag. */
  readonly unit: Unit | null;
  /** The catalogue's sentence; of a number of rows that of the fact. */
  readonly says: string;
}

/** Numbers of rows that have a name of their own. */
const ROWS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    user_day: 'people',
    user_team_day: 'team members',
    repo_day: 'repositories',
    seat_day: 'seats',
  }),
);

/** The most telling totals of a report's change, in order; then whatever changed most. */
const LEADING: readonly string[] = [
  'user_day.rows',
  'user_day.code_acceptance_activity_count',
  'user_day.user_initiated_interaction_count',
  'scope_day.daily_active_users',
  'scope_day.code_acceptance_activity_count',
  'user_team_day.rows',
  'repo_day.total_merged',
  'repo_day.rows',
  'seat_day.rows',
];

const FACT_BY_NAME: ReadonlyMap<string, Fact> = new Map(FACTS.map((fact) => [fact.name, fact]));

/** The two parts of a total's name; `rows` in place of a column is the number of rows. */
function partsOfTotal(measure: string): { readonly fact: string; readonly column: string } {
  const [fact = '', column = ''] = measure.split('.');
  return { fact, column };
}

/** What a total is where there is no row: 0 rows, while a sum over none is unknown. */
export const totalOfNone = (measure: string): 0 | null => (partsOfTotal(measure).column === 'rows' ? 0 : null);

/** What the total counts; of one the catalogue no longer knows its name. */
export function describeTotal(measure: string): TotalWords {
  const { fact: name, column } = partsOfTotal(measure);
  const fact = FACT_BY_NAME.get(name);
  if (column === 'rows') return { counts: ROWS.get(name) ?? 'rows', unit: null, says: fact?.says ?? measure };
  const found = fact?.columns.find((known) => known.name === column);
  if (!found) return { counts: column || measure, unit: null, says: measure };
  if (found.type === 'flag') return { counts: `with ${column}`, unit: null, says: found.says };
  return { counts: found.unit ?? column, unit: found.unit, says: found.says };
}

/** A noun of `describeTotal` beside a number: `1 person`, `2 people`. */
export function nounOf(counts: string, number: number): string {
  if (Math.abs(number) !== 1) return counts;
  if (counts === 'people') return 'person';
  return counts.endsWith('ies') ? `${counts.slice(0, -3)}y` : counts.replace(/s$/, '');
}

/** The most informative change of a day; undefined when no total changed. */
export function leadingChange<Change extends ChangedTotal>(changes: readonly Change[]): Change | undefined {
  for (const measure of LEADING) {
    const found = changes.find((change) => change.measure === measure);
    if (found) return found;
  }
  return changes.toSorted((a, b) => weightOf(b) - weightOf(a) || (a.measure < b.measure ? -1 : 1))[0];
}

/** Part of the value before by which it changed; null where there was none. */
export function shareOfChange({ before, after }: ChangedTotal): number | null {
  return before === null || after === null || before === 0 ? null : (after - before) / before;
}

function weightOf(change: ChangedTotal): number {
  return Math.abs(shareOfChange(change) ?? 1);
}
