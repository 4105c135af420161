import { type Column, type Fact, type FactSource, REPORTS } from '@flightdeck/catalog';
import { FACT_FILE_TYPE } from '@flightdeck/store';
import { compileDerived } from './derived-sql.ts';
import type { PlannedFact } from './plan.ts';
import { identifier, literal, pathBelow } from './quote.ts';

/** Where the records are and what every row of them carries. */
export interface RecordRelation {
  readonly relation: string;
  readonly dayPath: string;
  readonly scope: string;
}

/** A SELECT of all rows of a planned fact: `scope`, `day`, then its columns. */
export function compilePlannedFact({ fact, sources }: PlannedFact, records: RecordRelation): string {
  return sources.map((source) => compileFact(fact, source, records)).join('\nUNION ALL\n');
}

/** A SELECT of the rows that one source gives a fact; elements without a numeric key of the grain are left out. */
export function compileFact(fact: Fact, source: FactSource, records: RecordRelation): string {
  const { relation, guard, columns } = place(fact, source, records);
  const rows = `SELECT ${columns.join(', ')}\nFROM ${relation}${guard.length > 0 ? `\nWHERE ${guard.join(' AND ')}` : ''}`;
  return compileDerived(fact, rows);
}

/** A SELECT of one number: elements of this source that `compileFact` leaves out; null when it cannot leave out any. */
export function compileWithoutKey(fact: Fact, source: FactSource, records: RecordRelation): string | null {
  const { relation, guard } = place(fact, source, records);
  const [present, ...numericKeys] = guard;
  if (present === undefined || numericKeys.length === 0) return null;
  return `SELECT count(*) FROM ${relation} WHERE ${present} AND NOT (${numericKeys.join(' AND ')})`;
}

/** True when rows of the source can share a grain: of a list of one record, or of documents of another tool. */
export function mayRepeat(source: FactSource): boolean {
  return listsOf(source.at).length > 0 || REPORTS[source.report].repeats;
}

interface Placed {
  readonly relation: string;
  /** First: the object is there. Then: numeric keys are. */
  readonly guard: readonly string[];
  readonly columns: readonly string[];
}

function place(fact: Fact, source: FactSource, { relation, dayPath, scope }: RecordRelation): Placed {
  const lists = listsOf(source.at);
  const isList = lists.length > 0;
  const element = isList ? 'e' : source.at === '' ? 'r' : pathBelow('r', source.at);
  // What a row takes from above its list, by its path: the value is carried along under a name of its own.
  const lifted = new Map<string, string>([[dayPath, 'k0']]);
  const fromAbove = (path: string): string => {
    if (!isList) return pathBelow('r', path);
    const known = lifted.get(path) ?? `k${lifted.size}`;
    lifted.set(path, known);
    return known;
  };
  const compileValue = (column: Column): string => {
    const constant = source.constants[column.name];
    if (constant !== undefined) return literal(constant);
    const paths = (source.paths[column.name] ?? []).map((path) =>
      path.startsWith('^')
        ? fromAbove(path.slice(1))
        : path.startsWith('+')
          ? `CAST(list_sum(${compileList(element, path.slice(1).split('[].'))}) AS BIGINT)`
          : pathBelow(element, path),
    );
    const value = paths.length > 1 ? `coalesce(${paths.join(', ')})` : (paths[0] ?? 'NULL');
    if (column.absent === 'none' && value !== 'NULL') return compileNone(column, value, fromAbove(dayPath));
    if (value === 'NULL') return `CAST(NULL AS ${FACT_FILE_TYPE[column.type]})`;
    if (column.type === 'decimal') return compileDecimal(value);
    return fact.grain.includes(column.name) && column.type === 'text' ? compileKey(column, value) : value;
  };
  const columns = [
    `${literal(scope)} AS scope`,
    `${fromAbove(dayPath)} AS day`,
    ...fact.columns
      .filter(({ derived }) => !derived)
      .map((column) => `${compileValue(column)} AS ${identifier(column.name)}`),
  ];
  if (!isList) {
    return { relation: `${relation} AS r`, guard: source.at === '' ? [] : [`${element} IS NOT NULL`], columns };
  }
  const numericKeys = fact.columns
    .filter(({ name, type }) => fact.grain.includes(name) && type !== 'text')
    .flatMap(({ name }) => (source.paths[name] ?? []).filter((path) => !path.startsWith('^')))
    .map((path) => `${pathBelow('e', path)} IS NOT NULL`);
  return { relation: compileUnnest(relation, lists, lifted), guard: ['e IS NOT NULL', ...numericKeys], columns };
}

/** All values at the end of the steps between lists; null where the outermost list is absent. */
function compileList(root: string, [step = '', ...rest]: readonly string[], depth = 0): string {
  if (rest.length === 0) return pathBelow(root, step);
  const inner = `[${compileList(`x${depth}`, rest, depth + 1)} for x${depth} in ${pathBelow(root, step)}]`;
  return rest.length > 1 ? `flatten(${inner})` : inner;
}

/** `a.b[].c[]` → `a.b`, `a.b[].c`: every list a source goes through, the outermost first. */
function listsOf(at: string): readonly string[] {
  return [...at.matchAll(/\[\]/g)].map(({ index }) => at.slice(0, index));
}

/** The elements `e` of the innermost list, with what is lifted from the record and from the elements they stand in. */
function compileUnnest(relation: string, lists: readonly string[], lifted: ReadonlyMap<string, string>): string {
  const [first = '', ...inner] = lists;
  const below = (path: string, list: string): string | null =>
    path.startsWith(`${list}[].`) ? path.slice(list.length + 3) : null;
  const take = (alias: string, from: string, path: string) => `${pathBelow(from, path)} AS ${alias}`;
  const ofRecord = [...lifted].filter(([path]) => below(path, first) === null);
  let taken = ofRecord.map(([, alias]) => alias);
  let sql = `(SELECT ${[...ofRecord.map(([path, alias]) => take(alias, 'r', path)), `unnest(${pathBelow('r', first)}) AS e`].join(', ')} FROM ${relation} AS r)`;
  for (const [index, list] of inner.entries()) {
    const outer = lists[index] ?? '';
    const here = [...lifted].flatMap(([path, alias]) => {
      const rest = below(path, outer);
      return rest === null || below(path, list) !== null ? [] : [[rest, alias] as const];
    });
    const step = below(list, outer) ?? '';
    const columns = [...taken, ...here.map(([path, alias]) => take(alias, 'e', path))];
    sql = `(SELECT ${[...columns, `unnest(${pathBelow('e', step)}) AS e`].join(', ')} FROM ${sql} WHERE e IS NOT NULL)`;
    taken = [...taken, ...here.map(([, alias]) => alias)];
  }
  return sql;
}

/** What is left out of a day's report was none of it, from the first day on which GitHub reported it. */
function compileNone({ since }: Column, value: string, day: string): string {
  return `coalesce(${value}, CASE WHEN CAST(${day} AS DATE) >= DATE ${literal(since)} THEN 0 END)`;
}

function compileKey({ folded }: Column, value: string): string {
  return `coalesce(nullif(${folded ? `lower(${value})` : value}, ''), 'unknown')`;
}

/** Text to an exact decimal. DuckDB's 128-bit cast takes 3.6 µs a value, its 64-bit one 0.1: the wide one is for the few. */
function compileDecimal(text: string): string {
  return `coalesce(TRY_CAST(${text} AS DECIMAL(18,9)), CAST(${text} AS ${FACT_FILE_TYPE.decimal}))`;
}
