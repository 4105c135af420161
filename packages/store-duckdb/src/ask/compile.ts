import type { Scan, ScanMeasure } from '@flightdeck/query';
import {
  columnNamed,
  compileCondition,
  groupsBy,
  identifier,
  type Key,
  literal,
  measureAt,
  openGrain,
  type Question,
  readsLastDay,
  toQuestion,
} from '@flightdeck/store/shared';
import { type Binder, createBinder, type Statement } from '../file/sql.ts';
import {
  type Choice,
  chooseDays,
  chooseMonths,
  chooseWeeks,
  countsPeople,
  splitChoice,
  type TeamQuestion,
  weekKeys,
} from '../rollup/choose-rollup.ts';
import { findCount, isPutOff, rollupTable, WEEK } from '../rollup/rollup.ts';
import { NONE_STALE, type SplitRange, type StaleBucket } from '../rollup/stale-buckets.ts';
import { compileKnownCount, compileSeveral } from './condition.ts';
import { compileFilters } from './filter.ts';
import { joinJourney } from './journey.ts';
import { compileHost, compileRange, compileScopes } from './reach.ts';
import { compileLastReported } from './snapshot.ts';
import { factSource, rollupSource, type Source } from './source.ts';

/** One statement of a scan and which of the scan's measures it answers, in the order of its columns after the keys. */
export interface Part extends Statement {
  readonly measures: readonly number[];
}

/** What must be read, in the snapshot of the statements, to choose between them. */
export interface Known {
  readonly stale: readonly StaleBucket[];
  /** The filter of teams means no more than one team in each scope. */
  readonly isOfOneTeam: boolean;
}

/**
 * The statements that answer a scan: sums from a rollup by day, people by week from one by week, other people and
 * figures of single ones from whole months where the range has any; days a rollup has not caught up with, and the rest,
 * from the fact.
 * @throws CapabilityError `no_such_cross` for a fact, dimension or column that do not stand together.
 */
export function compileScan(
  scan: Scan,
  { stale, isOfOneTeam }: Known = { stale: NONE_STALE, isOfOneTeam: false },
): readonly Part[] {
  const question = { ...toQuestion(scan), isOfOneTeam };
  const groups = new Map<string, number[]>();
  scan.measures.forEach((measure, index) => {
    const name = chooseWay(question, measure);
    groups.set(name, [...(groups.get(name) ?? []), index]);
  });
  if (groups.size === 0) groups.set('fact', []);
  return [...groups].map(([name, indexes]) => compilePart(question, name as Way, indexes, stale));
}

/** True when the statements of the scan depend on what is stale. @throws CapabilityError as `compileScan`. */
export function dependsOnStale(scan: Scan): boolean {
  const question = { ...toQuestion(scan), isOfOneTeam: false };
  if (isOfPeople(question, scan.measures) && chooseMonths(question, [])) return true;
  return scan.measures.some((measure) => {
    const choice = chooseDays(question, measure) ?? chooseWeeks(question, measure);
    return choice !== null && isPutOff(choice.kind);
  });
}

type Way = 'days' | 'weeks' | 'people' | 'fact' | 'person_days' | 'last_day' | 'last_of_person';

/** Only `once`, counts of (person, day) and figures of the last day keep measures from being read together. */
function chooseWay(question: TeamQuestion, measure: ScanMeasure): Way {
  if (chooseDays(question, measure)) return 'days';
  if (chooseWeeks(question, measure)) return 'weeks';
  if (measure.aggregate === 'person_days') return 'person_days';
  if (measure.aggregate === 'latest_total') return 'last_day';
  if (measure.aggregate === 'latest' && question.fact.grain.includes('user_id')) return 'last_of_person';
  return question.scan.once && countsPeople(measure) ? 'people' : 'fact';
}

function compilePart(
  question: TeamQuestion,
  way: Way,
  indexes: readonly number[],
  stale: readonly StaleBucket[],
): Part {
  const binder = createBinder();
  const measures = indexes.map((index) => measureAt(question, index));
  const first = measures[0];
  const weekly = way === 'weeks' && first ? chooseWeeks(question, first) : null;
  if (weekly) {
    const sql = compileWeeks(question, weekly, splitChoice(question, weekly, stale), measures, binder);
    return { sql: labelKeys(question, sql, measures.length), values: binder.values, measures: indexes };
  }
  const rows = chooseSource(question, way, measures, stale, binder);
  const source = { ...rows, from: `${rows.from}${joinJourney(question, binder)}` };
  if (way === 'last_day') {
    const sql = compileLastDay(question, source, measures, binder);
    return { sql: labelKeys(question, sql, measures.length), values: binder.values, measures: indexes };
  }
  const isNested = !groupsBy(question, 'person') && measures.some(countsPeople);
  const sql = isNested
    ? compileNested(question, source, measures, binder)
    : compileFlat(question, source, measures, binder);
  return { sql: labelKeys(question, sql, measures.length), values: binder.values, measures: indexes };
}

function chooseSource(
  question: TeamQuestion,
  way: Way,
  measures: readonly ScanMeasure[],
  stale: readonly StaleBucket[],
  binder: Binder,
): Source {
  const first = measures[0];
  const days = way === 'days' && first ? chooseDays(question, first) : null;
  const months = !days && isOfPeople(question, measures) ? chooseMonths(question, measures) : null;
  for (const choice of [days, months]) {
    const split = choice && splitChoice(question, choice, isPutOff(choice.kind) ? stale : NONE_STALE);
    if (split && split.rolled.length > 0) return rollupSource(question, choice, measures, split, binder);
  }
  return factSource(question, measures, question.scan.once && (way === 'fact' || way === 'last_of_person'), binder);
}

/** Figures of single people, or people counted; what else there is of them is cheaper by day. */
function isOfPeople(question: Question, measures: readonly ScanMeasure[]): boolean {
  return groupsBy(question, 'person') || measures.some(countsPeople);
}

/** One GROUP BY; people are only counted here when each group is one of them. */
function compileFlat(question: Question, source: Source, measures: readonly ScanMeasure[], binder: Binder): string {
  const keys = question.by.map((key) => compileKey(key, source.team));
  const values = measures.map((measure) => compileValue(question, measure, source, binder));
  return compileGroup(keys, values, source);
}

function compileValue(question: Question, measure: ScanMeasure, source: Source, binder: Binder): string {
  const { aggregate, column, when } = measure;
  const compileTests = () => when.map((condition) => compileCondition(condition, 'f', binder));
  switch (aggregate) {
    case 'sum':
      return source.sum(measure);
    case 'latest': {
      const value = `f.${identifier(column ?? '')}`;
      const tests = [
        `${value} IS NOT NULL`,
        ...compileTests(),
        ...(readsLastDay(question, measure) ? [compileLastReported(question, binder)] : []),
      ];
      return `CASE WHEN count(DISTINCT ${rowOfDay(question)}) = 1 THEN arg_max(${value}, f.day) FILTER (${tests.join(' AND ')}) END`;
    }
    case 'latest_total':
      throw new Error(`${measure.name} is a total of the last day, which takes a statement of its own`);
    case 'person_days': {
      const filter = when.length > 0 ? ` FILTER (${compileTests().join(' AND ')})` : '';
      return ifKnown(compileKnownCount(when), `count(DISTINCT (f.user_id, f.day))${filter}`);
    }
    case 'people':
      return `CAST(${source.someRows(measure)} > 0 AS INTEGER)`;
    case 'people_in_several':
      return `CAST(${compileSeveral(column ?? '')} AS INTEGER)`;
    case 'rows':
      return source.rows(measure);
    case 'min':
      return compileLeast(measure, binder);
  }
}

function compileLeast({ column, when }: ScanMeasure, binder: Binder): string {
  const filter = when.map((condition) => compileCondition(condition, 'f', binder)).join(' AND ');
  return `min(f.${identifier(column ?? '')})${filter === '' ? '' : ` FILTER (${filter})`}`;
}

/** What identifies a row within a group's day: the scope where rows are not taken once, and what of the grain is left open. */
function rowOfDay(question: Question): string {
  const columns = [
    ...(question.scan.once ? [] : ['f.scope']),
    ...openGrain(question).map((name) => `f.${identifier(name)}`),
  ];
  return columns.length === 1 ? String(columns[0]) : `(${columns.join(', ')})`;
}

/** First the sum of each day, then that of the last day with a report. */
function compileLastDay(question: Question, source: Source, measures: readonly ScanMeasure[], binder: Binder): string {
  const keys = question.by.map((key, index) => `${compileKey(key, source.team)} AS g${index}`);
  const sums = measures.map((measure, index) => {
    const sum = source.sum(measure);
    const isLast = readsLastDay(question, measure) && `bool_or(${compileLastReported(question, binder)})`;
    return `${isLast ? `CASE WHEN ${isLast} THEN ${sum} END` : sum} AS s${index}`;
  });
  const select = [...keys, 'f.day AS day', ...sums, 'min(f.scope) AS first_scope', 'max(f.scope) AS last_scope'];
  const group = [...keys, 'day'].map((_, index) => index + 1).join(', ');
  const days = `SELECT ${select.join(', ')} FROM ${source.from}${compileWhere(source.where)} GROUP BY ${group}`;
  const values = measures.map((_, index) => {
    const last = `arg_max(s${index}, day) FILTER (s${index} IS NOT NULL)`;
    return `CASE WHEN min(first_scope) = max(last_scope) THEN ${last} END`;
  });
  return compileGroup(
    keys.map((_, index) => `g${index}`),
    values,
    { from: `(${days})`, where: [] },
  );
}

/** People of whole weeks from the rollup, those of other days from the fact; no week is in both. */
function compileWeeks(
  question: Question,
  { rollup, kind }: Choice,
  { rolled, rest }: SplitRange,
  measures: readonly ScanMeasure[],
  binder: Binder,
): string {
  const select = [
    ...question.by.map((key, index) => `${key.kind === 'time' ? 'f.day' : compileKey(key, '')} AS k${index}`),
    ...measures.map((measure, index) => {
      const several = measure.aggregate === 'people_in_several' ? measure.column : null;
      const count = findCount(rollup, measure.when, several);
      if (!count) throw new Error(`The rollup of ${rollup.fact.name} does not hold ${measure.name}`);
      return `${ifKnown(`f.${count.known}`, `f.${count.rows}`)} AS v${index}`;
    }),
  ];
  const [by = ''] = weekKeys(question);
  const whole = rolled.map((range) => {
    const where = [
      compileScopes(question, binder),
      `f."by" = ${literal(by)}`,
      compileRange(range, binder),
      ...compileFilters(question, null, binder),
    ];
    return `SELECT ${select.join(', ')} FROM ${identifier(rollupTable(rollup, kind))} AS f${compileWhere(where)}`;
  });
  const cut = rest.map((range) => {
    const edge = { ...question, scan: { ...question.scan, range } };
    return compileNested(edge, factSource(edge, measures, false, binder), measures, binder);
  });
  return [...whole, ...cut].join(' UNION ALL ');
}

/** First one row a person, then the groups: one hash table for all distinct counts, where DISTINCT needs one each. */
function compileNested(question: Question, source: Source, measures: readonly ScanMeasure[], binder: Binder): string {
  const keys = question.by.map((key) => compileKey(key, source.team));
  const inner = measures.flatMap((measure, index) => {
    if (measure.aggregate === 'sum') return [`${source.sum(measure)} AS s${index}`];
    if (measure.aggregate === 'min') return [`${compileLeast(measure, binder)} AS s${index}`];
    return [`${rowsOfPerson(measure, source)} AS r${index}`];
  });
  const select = [...keys.map((key, index) => `${key} AS g${index}`), 'f.user_id AS person', ...inner];
  const group = select.slice(0, keys.length + 1).map((_, index) => index + 1);
  const people = `SELECT ${select.join(', ')} FROM ${source.from}${compileWhere(source.where)} GROUP BY ${group.join(', ')}`;
  const values = measures.map(({ aggregate }, index) => {
    if (aggregate === 'sum') return `sum(s${index})`;
    if (aggregate === 'min') return `min(s${index})`;
    const least = { people: 1, people_in_several: 2 }[aggregate as string];
    return least === undefined
      ? `sum(r${index})`
      : ifKnown(`count(r${index})`, `count(*) FILTER (r${index} >= ${least})`);
  });
  return compileGroup(
    keys.map((_, index) => `g${index}`),
    values,
    { from: `(${people})`, where: [] },
  );
}

function rowsOfPerson(measure: ScanMeasure, source: Source): string {
  switch (measure.aggregate) {
    case 'people':
      return source.someRows(measure);
    case 'people_in_several':
      return `CASE WHEN ${compileSeveral(measure.column ?? '')} THEN 2 ELSE 1 END`;
    default:
      return source.rows(measure);
  }
}

function compileGroup(
  keys: readonly string[],
  values: readonly string[],
  { from, where }: Pick<Source, 'from' | 'where'>,
): string {
  const select = [
    ...keys.map((key, index) => `${key} AS k${index}`),
    ...values.map((value, index) => `${value} AS v${index}`),
  ];
  const group = keys.length > 0 ? ` GROUP BY ${keys.map((_, index) => index + 1).join(', ')}` : '';
  return `SELECT ${select.length > 0 ? select.join(', ') : 'count(*)'} FROM ${from}${compileWhere(where)}${group}`;
}

/** Turns what groups were compared by into what people read: days as text, persons and repositories by their latest name. */
function labelKeys(question: Question, grouped: string, measures: number): string {
  const { by } = question;
  if (by.length === 0) return grouped;
  const person = by.findIndex(({ kind }) => kind === 'person');
  const repository = by.findIndex(({ kind }) => kind === 'repository');
  const keys = by.map(({ kind }, index) => {
    if (kind === 'time') return `CAST(k${index} AS VARCHAR)`;
    if (kind === 'repository') return `coalesce(r.label, CAST(k${index} AS VARCHAR))`;
    return kind === 'person' ? `coalesce(p.label, CAST(k${index} AS VARCHAR))` : `k${index}`;
  });
  const values = Array.from({ length: measures }, (_, index) => `v${index}`);
  const people =
    person < 0 ? '' : ` LEFT JOIN person AS p ON p.host = ${compileHost(question)} AND p.user_id = k${person}`;
  const repositories =
    repository < 0
      ? ''
      : ` LEFT JOIN repository AS r ON r.host = ${compileHost(question)} AND r.repo_id = k${repository}`;
  return `SELECT ${[...keys, ...values].join(', ')} FROM (${grouped})${people}${repositories}`;
}

function compileKey({ name, kind }: Key, team: string): string {
  switch (kind) {
    case 'time':
      return name === 'day' ? 'f.day' : name === 'week' ? WEEK : `date_trunc('month', f.day)::DATE`;
    case 'scope':
      return 'f.scope';
    case 'team':
      return team;
    case 'person':
      return 'f.user_id';
    case 'repository':
      return 'f.repo_id';
    case 'journey':
      return `j.${identifier(name)}`;
    case 'attribute':
      return `f.${identifier(columnNamed(name))}`;
  }
}

/** A count, NULL instead of 0 when no row knows what is tested. */
function ifKnown(known: string, count: string): string {
  return `CASE WHEN ${known} > 0 THEN ${count} END`;
}

function compileWhere(where: readonly string[]): string {
  return where.length > 0 ? ` WHERE ${where.join(' AND ')}` : '';
}
