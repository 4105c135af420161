import type { Condition } from '@flightdeck/catalog';
import { addedColumns, type ScanMeasure } from '@flightdeck/query';
import { compileSeatPerson } from '@flightdeck/store';
import {
  columnNamed,
  columnsNeeded,
  compileCondition,
  groupsBy,
  identifier,
  joinsSeats,
  type Question,
} from '@flightdeck/store/shared';
import type { Binder } from '../file/sql.ts';
import { compileTable } from '../load/adopted.ts';
import { organizationOf } from '../load/names.ts';
import { type Choice, readsOwnTeam } from '../rollup/choose-rollup.ts';
import { findCount, isOfMonths, isOfTeams, type Rollup, rollupTable, WEEK } from '../rollup/rollup.ts';
import type { SplitRange } from '../rollup/stale-buckets.ts';
import { compileCount, compileKnownCount, knows } from './condition.ts';
import { compileFilters } from './filter.ts';
import { compileRange, compileScopes } from './reach.ts';
import { compileLastReported } from './snapshot.ts';

/** Rows `f` that a part is computed from, and how its aggregates are written over them. */
export interface Source {
  /** What stands behind FROM. */
  readonly from: string;
  readonly where: readonly string[];
  /** SQL of the team's name. */
  readonly team: string;
  /** Sum of a column over rows that count. */
  sum(measure: ScanMeasure): string;
  /** Rows that count; NULL when none knows what is tested. */
  rows(measure: ScanMeasure): string;
  /** Above 0 when a row counts, cheaper than how many do; NULL when none knows what is tested. */
  someRows(measure: ScanMeasure): string;
}

const JOIN_MEMBERS = 'JOIN user_team_day AS m ON m.scope = f.scope AND m.day = f.day AND m.user_id = f.user_id';

/** Whole buckets from the rollup, the other days from the fact, row by row in the rollup's shape. */
export function rollupSource(
  question: Question,
  { rollup, kind }: Choice,
  measures: readonly ScanMeasure[],
  days: SplitRange,
  binder: Binder,
): Source {
  const ofTeams = isOfTeams(kind) || (groupsBy(question, 'team') && rollup.keys.includes('team_id'));
  const table = identifier(rollupTable(rollup, kind));
  const scopes = compileScopes(question, binder);
  const filters = () => compileFilters(question, ofTeams ? 'f.team_id' : null, binder);
  const join = joinTeam(groupsBy(question, 'team'));
  const shared = { team: teamName(question), ...summedMeter(rollup, binder) };
  const [only, ...others] = days.rolled;
  if (only && others.length === 0 && days.rest.length === 0) {
    return { from: `${table} AS f${join}`, where: [scopes, compileRange(only, binder), ...filters()], ...shared };
  }
  const keys = [
    'scope',
    ...(isOfMonths(kind) ? ['user_id'] : []),
    ...(isOfTeams(kind) ? ['team_id'] : []),
    ...rollup.keys,
  ];
  // Only what is asked for: reading a long statement can take longer than answering it.
  const sums = rollup.sums.filter((name) => measures.some(({ column }) => column === name));
  const counts = rollup.counts.filter((count) => measures.some(({ when }) => findCount(rollup, when) === count));
  const names = [...keys, ...sums, ...counts.flatMap(({ rows, known }) => [rows, known])];
  const whole = days.rolled.map(
    (range) =>
      `SELECT f.day, ${names.map((name) => `f.${identifier(name)}`).join(', ')} FROM ${table} AS f WHERE ${scopes} AND ${compileRange(range, binder)}`,
  );
  const single = [
    ...keys.map((name) => `${name === 'team_id' && isOfTeams(kind) ? 'm' : 'f'}.${identifier(name)}`),
    ...sums.map((name) => `f.${identifier(name)}`),
    ...counts.flatMap(({ when }) => compileSingle(when, binder)),
  ];
  const parts = days.rest.map(
    (range) =>
      `SELECT f.day, ${single.join(', ')} FROM ${identifier(rollup.fact.name)} AS f${
        isOfTeams(kind) ? ` ${JOIN_MEMBERS}` : ''
      } WHERE ${scopes} AND ${compileRange(range, binder)}`,
  );
  return { from: `(${[...whole, ...parts].join(' UNION ALL ')}) AS f${join}`, where: filters(), ...shared };
}

/** What a rollup counts, of a single row of its fact. */
function compileSingle(when: readonly Condition[], binder: Binder): readonly string[] {
  if (when.length === 0) return ['1', '1'];
  const tests = when.map((test) => compileCondition(test, 'f', binder)).join(' AND ');
  return [`CAST(coalesce(${tests}, false) AS INTEGER)`, `CAST(${knows(when, 'f')} AS INTEGER)`];
}

/** Rows of the fact; `isCollapsed`: one a (person, day, team, keys) over all scopes, each counter at its highest or added. */
export function factSource(
  question: Question,
  measures: readonly ScanMeasure[],
  isCollapsed: boolean,
  binder: Binder,
): Source {
  const { fact, scan } = question;
  const ofTeams = groupsBy(question, 'team');
  const isOwn = readsOwnTeam(question, measures);
  const members = isOwn ? '' : ` ${JOIN_MEMBERS}`;
  const member = isOwn ? 'f' : 'm';
  const from = `${compileTable(fact, question.scopes)} AS f${
    ofTeams ? `${members} JOIN team AS t ON t.scope = ${member}.scope AND t.team_id = ${member}.team_id` : ''
  }`;
  const reach = [
    compileScopes(question, binder),
    compileRange(scan.range, binder),
    ...(fact.snapshot ? [compileLastReported(question, binder)] : []),
  ];
  const filters = compileFilters(question, ofTeams ? `${member}.team_id` : null, binder);
  const meter = factMeter(binder);
  if (joinsSeats(question)) {
    return {
      from: `(${compileSeatsOfPeople(question, reach)}) AS f`,
      where: filters,
      team: teamName(question),
      ...meter,
    };
  }
  const where = [...reach, ...filters];
  if (!isCollapsed) return { from, where, team: teamName(question), ...meter };
  return {
    from: `(${compileCollapse(question, measures, from, where, ofTeams ? teamName(question) : null)}) AS f`,
    where: [],
    team: 'f.team_name',
    ...meter,
  };
}

/** Seats with the values of their person over all scopes asked, before anything is filtered. */
function compileSeatsOfPeople(question: Question, reach: readonly string[]): string {
  const time = question.by.find(({ kind }) => kind === 'time')?.name;
  const bucket =
    time === 'day' ? 'f.day, ' : time === 'week' ? `${WEEK}, ` : time ? `date_trunc('month', f.day), ` : '';
  const columns = Object.entries(compileSeatPerson(`${bucket}f.user_id`)).map(
    ([name, sql]) => `${sql} AS ${identifier(name)}`,
  );
  return `SELECT * REPLACE (${columns.join(', ')}) FROM ${compileTable(question.fact, question.scopes)} AS f WHERE ${reach.join(' AND ')}`;
}

/** GitHub credits the same activity to each organization of a person, unless the data show that it splits it. */
function compileCollapse(
  { fact, by, scan }: Question,
  measures: readonly ScanMeasure[],
  from: string,
  where: readonly string[],
  team: string | null,
): string {
  const keys = fact.grain.filter((name) => name !== 'scope').map((name) => `f.${identifier(name)}`);
  const needed = new Set([
    ...by.filter(({ kind }) => kind === 'attribute').map(({ name }) => columnNamed(name)),
    ...measures.flatMap(({ column, when }) => [
      ...(column === null ? [] : [column]),
      ...when.map((test) => test.column),
    ]),
  ]);
  const added = scan.adds ? addedColumns(fact.name) : new Set();
  const values = fact.columns
    .filter(({ name }) => needed.has(name) && !fact.grain.includes(name))
    .map(({ name, type }) => {
      const merge = type === 'flag' ? 'bool_or' : added.has(name) ? 'sum' : 'max';
      return `${merge}(f.${identifier(name)}) AS ${identifier(name)}`;
    });
  const select = [...keys, ...(team === null ? [] : [`${team} AS team_name`]), ...values];
  const group = [...keys, ...(team === null ? [] : [team])];
  return `SELECT ${select.join(', ')} FROM ${from} WHERE ${where.join(' AND ')} GROUP BY ${group.join(', ')}`;
}

/** The name says which team of one scope it is; over several scopes the label does, or the name with its organization. */
function teamName({ scopes, scan }: Question): string {
  if (scopes.length === 1) return 't.name';
  return scan.fullTeamNames ? `${organizationOf('t.scope')} || '/' || t.name` : 't.label';
}

function joinTeam(ofTeams: boolean): string {
  return ofTeams ? ' JOIN team AS t ON t.scope = f.scope AND t.team_id = f.team_id' : '';
}

function filtered({ when }: ScanMeasure, binder: Binder): string {
  if (when.length === 0) return '';
  return ` FILTER (${when.map((condition) => compileCondition(condition, 'f', binder)).join(' AND ')})`;
}

function product({ column, weight }: ScanMeasure): string {
  const value = `f.${identifier(column ?? '')}`;
  return weight === undefined ? value : `${value} * f.${identifier(weight)}`;
}

/** GitHub's averages are added in order of size: any other order could change the last digit. */
function sumOf(measure: ScanMeasure, binder: Binder): string {
  const [value, filter] = [product(measure), filtered(measure, binder)];
  return measure.weight === undefined ? `sum(${value})${filter}` : `list_sum(list_sort(list(${value})${filter}))`;
}

type Meter = Pick<Source, 'sum' | 'rows' | 'someRows'>;

function factMeter(binder: Binder): Meter {
  const rows = ({ when }: ScanMeasure) =>
    `CASE WHEN ${compileKnownCount(when)} > 0 THEN ${compileCount(when, binder)} END`;
  return {
    sum: (measure) => sumOf(measure, binder),
    rows,
    someRows: rows,
  };
}

function summedMeter(rollup: Rollup, binder: Binder): Meter {
  // A row that knows nothing counts nothing; left out, one aggregate gives both how many count and whether any is known.
  const count = ({ name, when }: ScanMeasure) => {
    const found = findCount(rollup, when);
    if (!found) throw new Error(`The rollup of ${rollup.fact.name} does not hold ${name}`);
    return columnsNeeded(when).length === 0
      ? `f.${found.rows}`
      : `CASE WHEN f.${found.known} > 0 THEN f.${found.rows} END`;
  };
  return {
    sum: (measure) => `sum(f.${identifier(measure.column ?? '')})${filtered(measure, binder)}`,
    // A sum of counts is never wider than a count, and BIGINT is read several times faster than HUGEINT.
    rows: (measure) => `CAST(sum(${count(measure)}) AS BIGINT)`,
    someRows: (measure) => `max(${count(measure)})`,
  };
}
