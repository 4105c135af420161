import { addDays, type DayRange, monthOf, weekOf } from '@flightdeck/catalog';
import type { ScanMeasure } from '@flightdeck/query';
import { compileCondition, compileCount, compileKnownCount, knows } from './condition.ts';
import { compileFilters } from './filter.ts';
import { columnNamed, filtersBy, groupsBy, type Question } from './question.ts';
import { compileRange, compileScopes } from './reach.ts';
import { findCount, findRollup, holdsAttributes, holdsSum, type Rollup, rollupTable } from './rollup.ts';
import { compileLastSnapshots } from './snapshot.ts';
import { type Binder, identifier } from './sql.ts';
import { type SplitRange, type StaleMonth, splitRange } from './stale-months.ts';

/** Rows `f` that a part is computed from, and how its aggregates are written over them. */
export interface Source {
  /** What stands behind FROM. */
  readonly from: string;
  readonly where: readonly string[];
  /** SQL of the team's name. */
  readonly team: string;
  /** Sum of a column over rows that count. */
  sum(measure: ScanMeasure): string;
  /** Rows that count. */
  rows(measure: ScanMeasure): string;
  /** Above 0 when a row counts; cheaper than how many do. */
  someRows(measure: ScanMeasure): string;
  /** Above 0 when a row knows what is tested. */
  someKnown(measure: ScanMeasure): string;
}

const JOIN_MEMBERS = 'JOIN user_team_day AS m ON m.scope = f.scope AND m.day = f.day AND m.user_id = f.user_id';

/** The rollup that can answer the measure, by day and without persons; null when only rows of people can. */
export function dayRollup(question: Question, measure: ScanMeasure): Rollup | null {
  if (question.scan.once || question.scan.asOf !== undefined) return null;
  const needsPeople = (['person', 'journey'] as const).some(
    (kind) => groupsBy(question, kind) || filtersBy(question, kind),
  );
  if (needsPeople) return null;
  if (filtersBy(question, 'team') && !groupsBy(question, 'team') && !question.isOfOneTeam) return null;
  const rollup = findRollup(question.fact.name);
  return rollup && measure.aggregate !== 'people' && holds(rollup, measure) && holdsKeys(rollup, question)
    ? rollup
    : null;
}

/** True when the scan may be answered from months, so that it matters which of them are stale. */
export function mayUseMonths({ scan, by }: Question): boolean {
  if (scan.asOf !== undefined) return false;
  return wholeMonths(scan.range) !== null && !by.some(({ name }) => name === 'day' || name === 'week');
}

/** The rollup by person and month that can answer all measures, with the days of the range it holds; else null. */
export function monthRollup(
  question: Question,
  measures: readonly ScanMeasure[],
  stale: readonly StaleMonth[],
): { readonly rollup: Rollup; readonly days: SplitRange } | null {
  const rollup = findRollup(question.fact.name);
  const months = wholeMonths(question.scan.range);
  if (!rollup || !months || !mayUseMonths(question)) return null;
  if (groupsBy(question, 'team') ? !rollup.isByPerson : filtersBy(question, 'team')) return null;
  if (question.scan.once && measures.some(({ aggregate }) => aggregate !== 'people')) return null;
  if (!measures.every((measure) => holds(rollup, measure)) || !holdsKeys(rollup, question)) return null;
  const table = monthTable(question, rollup);
  const behind = stale.filter((row) => row.rollup === table && question.scopes.includes(row.scope));
  const days = splitRange(question.scan.range, months, new Set(behind.map(({ month }) => month)));
  return days.settled.length > 0 ? { rollup, days } : null;
}

function monthTable(question: Question, rollup: Rollup): string {
  return rollupTable(rollup, groupsBy(question, 'team') ? 'team_month' : 'month');
}

/** The rollup of people by week that can answer the measure, with the whole weeks of the range; else null. */
export function weekRollup(
  question: Question,
  measure: ScanMeasure,
): { readonly rollup: Rollup; readonly weeks: DayRange } | null {
  if (question.scan.asOf !== undefined) return null;
  const rollup = findRollup(question.fact.name);
  const weeks = wholeWeeks(question.scan.range);
  const isOfWeeks = question.by.some(({ name }) => name === 'week');
  const hasOther = question.by.some(({ name, kind }) => name !== 'week' && kind !== 'scope');
  const isPerScope = question.scopes.length <= 1 || groupsBy(question, 'scope');
  if (!rollup?.isByPerson || !weeks || !isOfWeeks || hasOther || !isPerScope || question.where.length > 0) return null;
  return measure.aggregate === 'people' && holds(rollup, measure) ? { rollup, weeks } : null;
}

/** Whole ISO weeks inside the range, from a Monday to a Sunday; null when none is. */
export function wholeWeeks({ from, to }: DayRange): DayRange | null {
  const first = weekOf(addDays(from, 6));
  const last = addDays(weekOf(addDays(to, 1)), -1);
  return first <= last ? { from: first, to: last } : null;
}

/** Days of the range before and after the part. */
export function edgesOf({ from, to }: DayRange, part: DayRange): readonly DayRange[] {
  const edges = [
    { from, to: addDays(part.from, -1) },
    { from: addDays(part.to, 1), to },
  ];
  return edges.filter((edge) => edge.from <= edge.to);
}

/** Whole calendar months inside the range, from the first day of the first to the last of the last; null when none is. */
export function wholeMonths({ from, to }: DayRange): DayRange | null {
  const first = from === monthOf(from) ? from : nextMonth(from);
  const last = addDays(monthOf(addDays(to, 1)), -1);
  return first <= last ? { from: first, to: last } : null;
}

function nextMonth(day: string): string {
  return monthOf(addDays(monthOf(day), 31));
}

function holdsKeys(rollup: Rollup, { by, where }: Question): boolean {
  const names = [...by, ...where.map(({ dimension, kind }) => ({ name: dimension, kind }))];
  return holdsAttributes(
    rollup,
    names.filter(({ kind }) => kind === 'attribute').map(({ name }) => columnNamed(name)),
  );
}

function holds(rollup: Rollup, measure: ScanMeasure): boolean {
  switch (measure.aggregate) {
    case 'sum':
      return holdsSum(rollup, measure);
    case 'rows':
    case 'people':
      return findCount(rollup, measure.when) !== undefined;
    default:
      return false;
  }
}

/** Rows of a rollup by day. */
export function rollupSource(question: Question, rollup: Rollup, binder: Binder): Source {
  const ofTeams = groupsBy(question, 'team') || question.isOfOneTeam;
  const table = identifier(rollupTable(rollup, ofTeams ? 'team_day' : 'day'));
  return {
    from: `${table} AS f${joinTeam(groupsBy(question, 'team'))}`,
    where: [
      compileScopes(question, binder),
      compileRange(question.scan.range, binder),
      ...compileFilters(question, ofTeams ? 'f.team_id' : null, binder),
    ],
    team: teamName(question),
    ...summedMeter(rollup, binder),
  };
}

/** Settled months from the rollup by person and month, the other days from the fact. */
export function monthSource(question: Question, rollup: Rollup, days: SplitRange, binder: Binder): Source {
  const ofTeams = groupsBy(question, 'team');
  const keys = ['scope', 'user_id', ...(ofTeams ? ['team_id'] : []), ...rollup.keys];
  const names = [...rollup.sums, ...rollup.counts.flatMap(({ rows, known }) => [rows, known])];
  const table = identifier(monthTable(question, rollup));
  const scopes = compileScopes(question, binder);
  const whole = days.settled.map(
    (range) =>
      `SELECT f.day, ${[...keys, ...names].map((name) => `f.${identifier(name)}`).join(', ')} FROM ${table} AS f WHERE ${scopes} AND ${compileRange(range, binder)}`,
  );
  const single = () => [
    ...rollup.sums.map((name) => `f.${identifier(name)}`),
    ...rollup.counts.flatMap(({ when }) => [
      when.length === 0
        ? '1'
        : `CAST(coalesce(${when.map((test) => compileCondition(test, 'f', binder)).join(' AND ')}, false) AS BIGINT)`,
      when.length === 0 ? '1' : `CAST(${knows(when, 'f')} AS BIGINT)`,
    ]),
  ];
  const parts = days.rest.map((edge) => {
    const owner = (name: string) => `${name === 'team_id' ? 'm' : 'f'}.${identifier(name)}`;
    return `SELECT f.day, ${[...keys.map(owner), ...single()].join(', ')} FROM ${identifier(rollup.fact.name)} AS f${
      ofTeams ? ` ${JOIN_MEMBERS}` : ''
    } WHERE ${scopes} AND ${compileRange(edge, binder)}`;
  });
  return {
    from: `(${[...whole, ...parts].join(' UNION ALL ')}) AS f${joinTeam(ofTeams)}`,
    where: compileFilters(question, ofTeams ? 'f.team_id' : null, binder),
    team: teamName(question),
    ...summedMeter(rollup, binder),
  };
}

/** Rows of the fact; `isCollapsed`: one a (person, day, team, keys) over all scopes, each counter at its highest. */
export function factSource(
  question: Question,
  measures: readonly ScanMeasure[],
  isCollapsed: boolean,
  binder: Binder,
): Source {
  const { fact, scan } = question;
  const ofTeams = groupsBy(question, 'team');
  const from = `${identifier(fact.name)} AS f${
    ofTeams ? ` ${JOIN_MEMBERS} JOIN team AS t ON t.scope = m.scope AND t.team_id = m.team_id` : ''
  }`;
  const where = [
    compileScopes(question, binder),
    compileRange(scan.range, binder),
    ...(fact.snapshot ? [compileLastSnapshots(question, binder)] : []),
    ...compileFilters(question, ofTeams ? 'm.team_id' : null, binder),
  ];
  const meter = factMeter(binder);
  if (!isCollapsed) return { from, where, team: teamName(question), ...meter };
  return {
    from: `(${compileCollapse(question, measures, from, where, ofTeams ? teamName(question) : null)}) AS f`,
    where: [],
    team: 'f.team_name',
    ...meter,
  };
}

/** GitHub credits the same activity to each organization of a person. */
function compileCollapse(
  { fact, by }: Question,
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
  const values = fact.columns
    .filter(({ name }) => needed.has(name) && !fact.grain.includes(name))
    .map(({ name, type }) => `${type === 'flag' ? 'bool_or' : 'max'}(f.${identifier(name)}) AS ${identifier(name)}`);
  const select = [...keys, ...(team === null ? [] : [`${team} AS team_name`]), ...values];
  const group = [...keys, ...(team === null ? [] : [team])];
  return `SELECT ${select.join(', ')} FROM ${from} WHERE ${where.join(' AND ')} GROUP BY ${group.join(', ')}`;
}

/** The slug says which team of one scope it is; over several scopes the label does. */
function teamName({ scopes }: Question): string {
  return scopes.length > 1 ? 't.label' : 't.slug';
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

type Meter = Pick<Source, 'sum' | 'rows' | 'someRows' | 'someKnown'>;

function factMeter(binder: Binder): Meter {
  return {
    sum: (measure) => `sum(${product(measure)})${filtered(measure, binder)}`,
    rows: (measure) => compileCount(measure.when, binder),
    someRows: (measure) => compileCount(measure.when, binder),
    someKnown: ({ when }) => compileKnownCount(when),
  };
}

function summedMeter(rollup: Rollup, binder: Binder): Meter {
  const count = ({ name, when }: ScanMeasure) => {
    const found = findCount(rollup, when);
    if (!found) throw new Error(`The rollup of ${rollup.fact.name} does not hold ${name}`);
    return found;
  };
  return {
    sum: (measure) => `sum(f.${identifier(measure.column ?? '')})${filtered(measure, binder)}`,
    rows: (measure) => `sum(f.${count(measure).rows})`,
    someRows: (measure) => `max(f.${count(measure).rows})`,
    someKnown: (measure) => `max(f.${count(measure).known})`,
  };
}
