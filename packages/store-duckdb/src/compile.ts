import {
  CapabilityError,
  type Column,
  type DimensionKind,
  FACTS,
  type Fact,
  findDimension,
  parseScope,
  scopeLabel,
} from '@flightdeck/catalog';
import type { Filter, Scan, ScanMeasure } from '@flightdeck/query';
import { compileCondition, knows } from './condition.ts';
import { findRollup, type Rollup, rollupTable } from './rollup.ts';
import { type Binder, createBinder, identifier, type Statement } from './sql.ts';

/** One statement of a scan and which of the scan's measures it answers, in the order of its columns after the keys. */
export interface Part extends Statement {
  readonly measures: readonly number[];
}

/** A scan and what the catalogue says of it. */
interface Question {
  readonly scan: Scan;
  readonly fact: Fact;
  readonly by: readonly { readonly name: string; readonly kind: DimensionKind }[];
  readonly scopes: readonly string[];
}

const FACT_BY_NAME = new Map(FACTS.map((fact) => [fact.name, fact]));

/**
 * The statements that answer a scan: measures a rollup holds are read from it, the others from the fact.
 * @throws CapabilityError `no_such_cross` for a fact, dimension or column that does not stand together.
 */
export function compileScan(scan: Scan): readonly Part[] {
  const question = understand(scan);
  const rollup = usableRollup(question);
  const inRollup = (measure: ScanMeasure): boolean => rollup !== null && isInRollup(rollup, measure);
  const indexes = scan.measures.map((_, index) => index);
  const pick = (wanted: boolean) => indexes.filter((index) => inRollup(measureAt(scan, index)) === wanted);
  const [fast, slow] = [pick(true), pick(false)];
  return [
    ...(rollup && fast.length > 0 ? [compileRollupPart(question, rollup, fast)] : []),
    ...(slow.length > 0 || fast.length === 0 ? [compileFactPart(question, slow)] : []),
  ];
}

function understand(scan: Scan): Question {
  const fact = FACT_BY_NAME.get(scan.fact);
  if (!fact) throw notThere(scan, `fact "${scan.fact}"`);
  const kindOf = (name: string): DimensionKind => {
    const kind = findDimension(name)?.kind;
    const isPersonal = kind === 'team' || kind === 'person';
    if (
      !kind ||
      (isPersonal && !fact.grain.includes('user_id')) ||
      (kind === 'attribute' && !fact.grain.includes(name))
    ) {
      throw notThere(scan, `dimension "${name}"`);
    }
    return kind;
  };
  const by = scan.by.map((name) => ({ name, kind: kindOf(name) }));
  for (const { dimension } of scan.where) kindOf(dimension);
  for (const { column, when } of scan.measures) {
    for (const name of [...(column === null ? [] : [column]), ...when.map((condition) => condition.column)]) {
      if (!fact.columns.some((known) => known.name === name)) throw notThere(scan, `column "${name}"`);
    }
  }
  return { scan, fact, by, scopes: filterScopes(scan) };
}

function notThere(scan: Scan, what: string): CapabilityError {
  return new CapabilityError(`The fact "${scan.fact}" cannot be asked for ${what}.`, {
    code: 'no_such_cross',
    hint: 'Ask with the dimensions the catalogue lists for the metric.',
  });
}

/** Scope filters narrow the scopes of the scan. */
function filterScopes(scan: Scan): readonly string[] {
  const filters = scan.where.filter(({ dimension }) => findDimension(dimension)?.kind === 'scope');
  return scan.scopes.filter((key) =>
    filters.every(({ is, values }) => lower(values).includes(scopeLabel(parseScope(key))) === (is === 'in')),
  );
}

/** Rollups know no person, count nobody twice only within a scope, and know teams only one by one. */
function usableRollup({ scan, by }: Question): Rollup | null {
  const grouped = new Set(by.map(({ kind }) => kind));
  const filtered = new Set(scan.where.map(({ dimension }) => findDimension(dimension)?.kind));
  if (scan.once || grouped.has('person') || filtered.has('person')) return null;
  if (filtered.has('team') && !grouped.has('team')) return null;
  return findRollup(scan.fact) ?? null;
}

function isInRollup(rollup: Rollup, { aggregate, column, when }: ScanMeasure): boolean {
  if (aggregate === 'sum') {
    return column !== null && rollup.sums.includes(column) && when.every((test) => rollup.keys.includes(test.column));
  }
  return aggregate === 'rows' && findCount(rollup, when) !== undefined;
}

function findCount(rollup: Rollup, when: ScanMeasure['when']) {
  const text = JSON.stringify(when);
  return rollup.counts.find((count) => JSON.stringify(count.when) === text);
}

function compileRollupPart(question: Question, rollup: Rollup, measures: readonly number[]): Part {
  const binder = createBinder();
  const ofTeams = question.by.some(({ kind }) => kind === 'team');
  const values = measures.map((index) => {
    const measure = measureAt(question.scan, index);
    if (measure.aggregate === 'sum') return compileSum(measure, rollup.fact, binder);
    const count = findCount(rollup, measure.when);
    if (!count) throw notThere(question.scan, `measure "${measure.name}"`);
    return `CASE WHEN sum(f.${count.known}) > 0 THEN sum(f.${count.rows}) END`;
  });
  const source = `${identifier(rollupTable(rollup, ofTeams))} AS f${ofTeams ? ' JOIN team AS t ON t.scope = f.scope AND t.team_id = f.team_id' : ''}`;
  const filters = compileFilters(question, ofTeams ? 'f.team_id' : null, binder);
  return finish(question, { source, filters, values, team: 't.slug', binder, measures });
}

function compileFactPart(question: Question, measures: readonly number[]): Part {
  const { scan, by, fact } = question;
  const binder = createBinder();
  const ofTeams = by.some(({ kind }) => kind === 'team');
  const chosen = measures.map((index) => measureAt(scan, index));
  const joined = `${identifier(fact.name)} AS f${
    ofTeams
      ? ' JOIN user_team_day AS m ON m.scope = f.scope AND m.day = f.day AND m.user_id = f.user_id JOIN team AS t ON t.scope = m.scope AND t.team_id = m.team_id'
      : ''
  }`;
  const filters = compileFilters(question, ofTeams ? 'm.team_id' : null, binder);
  const isCollapsed =
    scan.once && chosen.some(({ aggregate }) => aggregate !== 'people' && aggregate !== 'person_days');
  const source = isCollapsed ? `(${compileCollapse(question, chosen, joined, filters, ofTeams)}) AS f` : joined;
  const values = chosen.map((measure) => compileMeasure(measure, fact, binder));
  return finish(question, {
    source,
    filters: isCollapsed ? [] : filters,
    values,
    team: isCollapsed ? 'f.team_slug' : 't.slug',
    binder,
    measures,
  });
}

/** One row a (person, day, team, keys) over all scopes: GitHub credits the same activity to each organization. */
function compileCollapse(
  { fact }: Question,
  measures: readonly ScanMeasure[],
  source: string,
  filters: readonly string[],
  ofTeams: boolean,
): string {
  const keys = fact.grain.filter((name) => name !== 'scope').map((name) => `f.${identifier(name)}`);
  const group = [...keys, ...(ofTeams ? ['t.slug'] : [])];
  const needed = new Set(
    measures.flatMap(({ column, when }) => [...(column === null ? [] : [column]), ...when.map((test) => test.column)]),
  );
  const values = fact.columns
    .filter(({ name }) => needed.has(name) && !fact.grain.includes(name))
    .map(({ name, type }) => `${type === 'flag' ? 'bool_or' : 'max'}(f.${identifier(name)}) AS ${identifier(name)}`);
  const select = [...keys, ...(ofTeams ? ['t.slug AS team_slug'] : []), ...values];
  return `SELECT ${select.join(', ')} FROM ${source} WHERE ${filters.join(' AND ')} GROUP BY ${group.join(', ')}`;
}

interface Pieces {
  readonly source: string;
  readonly filters: readonly string[];
  readonly values: readonly string[];
  /** SQL of the team's slug. */
  readonly team: string;
  readonly binder: Binder;
  readonly measures: readonly number[];
}

/** Groups in an inner SELECT by what is cheap to compare, and turns keys into text outside. */
function finish({ by }: Question, { source, filters, values, team, binder, measures }: Pieces): Part {
  const inner = by.map(({ name, kind }, index) => `${compileKey(name, kind, team)} AS k${index}`);
  const outer = by.map(({ kind }, index) =>
    kind === 'time'
      ? `CAST(k${index} AS VARCHAR)`
      : kind === 'person'
        ? `coalesce(p.label, CAST(k${index} AS VARCHAR))`
        : `k${index}`,
  );
  const person = by.findIndex(({ kind }) => kind === 'person');
  const select = [...inner, ...values.map((value, index) => `${value} AS v${index}`)];
  const grouped = `SELECT ${select.length > 0 ? select.join(', ') : 'count(*)'} FROM ${source}${
    filters.length > 0 ? ` WHERE ${filters.join(' AND ')}` : ''
  }${by.length > 0 ? ` GROUP BY ${by.map((_, index) => index + 1).join(', ')}` : ''}`;
  const labels = person < 0 ? '' : ` LEFT JOIN person AS p ON p.user_id = k${person}`;
  const columns = [...outer, ...values.map((_, index) => `v${index}`)];
  const sql = by.length === 0 ? grouped : `SELECT ${columns.join(', ')} FROM (${grouped})${labels}`;
  return { sql, values: binder.values, measures };
}

function compileKey(name: string, kind: DimensionKind, team: string): string {
  switch (kind) {
    case 'time':
      return name === 'day' ? 'f.day' : `CAST(date_trunc('${name === 'week' ? 'week' : 'month'}', f.day) AS DATE)`;
    case 'scope':
      return 'f.scope';
    case 'team':
      return team;
    case 'person':
      return 'f.user_id';
    case 'attribute':
      return `f.${identifier(name)}`;
  }
}

function compileFilters(question: Question, teamId: string | null, binder: Binder): string[] {
  const { scan, scopes } = question;
  const inScopes = scopes.length === 0 ? 'false' : `f.scope IN (${binder.list(scopes)})`;
  const days = `f.day BETWEEN CAST(${binder.bind(scan.range.from)} AS DATE) AND CAST(${binder.bind(scan.range.to)} AS DATE)`;
  return [inScopes, days, ...scan.where.flatMap((filter) => compileFilter(question, filter, teamId, binder))];
}

function compileFilter(question: Question, filter: Filter, teamId: string | null, binder: Binder): string[] {
  const values = binder.list(lower(filter.values));
  const not = filter.is === 'in' ? '' : 'NOT ';
  switch (findDimension(filter.dimension)?.kind) {
    case 'person':
      return [
        `${not}f.user_id IN (SELECT user_id FROM person_login WHERE lower(login) IN (${values}) UNION SELECT user_id FROM person WHERE lower(label) IN (${values}))`,
      ];
    case 'team':
      return [compileTeamFilter(question, filter, teamId, values, binder)];
    case 'attribute': {
      const column = `f.${identifier(filter.dimension)}`;
      return [
        filter.is === 'in'
          ? `lower(${column}) IN (${values})`
          : `(${column} IS NULL OR lower(${column}) NOT IN (${values}))`,
      ];
    }
    default:
      return [];
  }
}

/**
 * Grouped by team, the filter is on the team of the row; else on the person's teams of the day. Not in a team means in
 * none of the scopes asked where people are counted once, else not in the scope of the row.
 */
function compileTeamFilter(
  { scan, scopes }: Question,
  { is }: Filter,
  teamId: string | null,
  values: string,
  binder: Binder,
): string {
  const teams = `SELECT scope, team_id FROM team_slug WHERE lower(slug) IN (${values})`;
  const not = is === 'in' ? '' : 'NOT ';
  if (teamId !== null) return `${not}(f.scope, ${teamId}) IN (${teams})`;
  const isAnywhere = scan.once && is === 'not_in';
  const key = isAnywhere ? 'day, user_id' : 'scope, day, user_id';
  const row = isAnywhere ? 'f.day, f.user_id' : 'f.scope, f.day, f.user_id';
  const range = `day BETWEEN CAST(${binder.bind(scan.range.from)} AS DATE) AND CAST(${binder.bind(scan.range.to)} AS DATE)`;
  const members = `SELECT ${key} FROM user_team_day WHERE ${
    scopes.length === 0 ? 'false' : `scope IN (${binder.list(scopes)})`
  } AND ${range} AND (scope, team_id) IN (${teams})`;
  return `(${row}) ${not}IN (${members})`;
}

function compileMeasure(measure: ScanMeasure, fact: Fact, binder: Binder): string {
  const { aggregate, column, when } = measure;
  switch (aggregate) {
    case 'sum':
      return compileSum(measure, fact, binder);
    case 'rows':
      return compileCount('count(*)', when, binder);
    case 'people':
      return compileCount('count(DISTINCT f.user_id)', when, binder);
    case 'person_days':
      return compileCount('count(DISTINCT (f.user_id, f.day))', when, binder);
    case 'latest': {
      const value = `f.${identifier(column ?? '')}`;
      const tests = [`${value} IS NOT NULL`, ...when.map((test) => compileCondition(test, 'f', binder))];
      return `CASE WHEN count(DISTINCT f.scope) = 1 THEN ${cast(`arg_max(${value}, f.day) FILTER (${tests.join(' AND ')})`, columnOf(fact, column))} END`;
    }
  }
}

/** A sum over the rows that count; NULL when none of them knows the column. */
function compileSum({ column, when }: ScanMeasure, fact: Fact, binder: Binder): string {
  const total = `sum(f.${identifier(column ?? '')})${compileWhen(when, binder)}`;
  return cast(total, columnOf(fact, column));
}

/** A count, NULL instead of 0 when no row knows what `when` tests. */
function compileCount(count: string, when: ScanMeasure['when'], binder: Binder): string {
  const known = when.length === 0 ? 'count(*)' : `count(*) FILTER (${knows(when, 'f')})`;
  return `CASE WHEN ${known} > 0 THEN ${count}${compileWhen(when, binder)} END`;
}

function compileWhen(when: ScanMeasure['when'], binder: Binder): string {
  return when.length === 0
    ? ''
    : ` FILTER (${when.map((condition) => compileCondition(condition, 'f', binder)).join(' AND ')})`;
}

function cast(value: string, column: Column | undefined): string {
  return column?.type === 'decimal' ? `CAST(${value} AS DOUBLE)` : value;
}

function columnOf(fact: Fact, name: string | null): Column | undefined {
  return fact.columns.find((column) => column.name === name);
}

function measureAt(scan: Scan, index: number): ScanMeasure {
  const measure = scan.measures[index];
  if (!measure) throw new Error(`Scan ${scan.id} has no measure ${index}`);
  return measure;
}

function lower(values: readonly string[]): string[] {
  return [...new Set(values.map((value) => value.toLowerCase()))];
}
