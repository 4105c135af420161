import type { Column, Fact, FactSource } from '@flightdeck/catalog';
import { compileDerived } from './derived-sql.ts';
import type { PlannedFact } from './plan.ts';
import { identifier, literal, pathBelow } from './quote.ts';

/** Where the records are and what every row of them carries. */
export interface RecordRelation {
  readonly relation: string;
  readonly dayPath: string;
  readonly scope: string;
}

const STORED_TYPE: Readonly<Record<Column['type'], string>> = {
  count: 'BIGINT',
  decimal: 'DECIMAL(28,9)',
  number: 'DOUBLE',
  id: 'BIGINT',
  flag: 'BOOLEAN',
  text: 'VARCHAR',
  day: 'DATE',
};

/** Keys that GitHub and editors write in varying case. */
const FOLDED_KEYS: ReadonlySet<string> = new Set([
  'ide',
  'feature',
  'engagement_feature',
  'language',
  'model',
  'comment_type',
  'surface',
]);

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

/** True when a list stands behind the source, so that one record can repeat a key. */
export function mayRepeat(source: FactSource): boolean {
  return source.at.endsWith('[]');
}

interface Placed {
  readonly relation: string;
  /** First: the object is there. Then: numeric keys are. */
  readonly guard: readonly string[];
  readonly columns: readonly string[];
}

function place(fact: Fact, source: FactSource, { relation, dayPath, scope }: RecordRelation): Placed {
  const isList = mayRepeat(source);
  const at = source.at.replace('[]', '');
  const element = isList ? 'e' : at === '' ? 'r' : pathBelow('r', at);
  const lifted = new Map<string, string>([[dayPath, 'k0']]);
  const fromRecord = (path: string): string => {
    if (!isList) return pathBelow('r', path);
    const known = lifted.get(path) ?? `k${lifted.size}`;
    lifted.set(path, known);
    return known;
  };
  const compileValue = (column: Column): string => {
    const constant = source.constants[column.name];
    if (constant !== undefined) return literal(constant);
    const paths = (source.paths[column.name] ?? []).map((path) =>
      path.startsWith('^') ? fromRecord(path.slice(1)) : pathBelow(element, path),
    );
    const value = paths.length > 1 ? `coalesce(${paths.join(', ')})` : (paths[0] ?? 'NULL');
    if (value === 'NULL') return `CAST(NULL AS ${STORED_TYPE[column.type]})`;
    if (column.type === 'decimal') return compileDecimal(value);
    return fact.grain.includes(column.name) && column.type === 'text' ? compileKey(column.name, value) : value;
  };
  const columns = [
    `${literal(scope)} AS scope`,
    `${fromRecord(dayPath)} AS day`,
    ...fact.columns
      .filter(({ derived }) => !derived)
      .map((column) => `${compileValue(column)} AS ${identifier(column.name)}`),
  ];
  if (!isList) {
    return { relation: `${relation} AS r`, guard: at === '' ? [] : [`${element} IS NOT NULL`], columns };
  }
  const numericKeys = fact.columns
    .filter(({ name, type }) => fact.grain.includes(name) && type !== 'text')
    .flatMap(({ name }) => (source.paths[name] ?? []).filter((path) => !path.startsWith('^')))
    .map((path) => `${pathBelow('e', path)} IS NOT NULL`);
  const keep = [...lifted].map(([path, alias]) => `${pathBelow('r', path)} AS ${alias}`);
  return {
    relation: `(SELECT ${keep.join(', ')}, unnest(${pathBelow('r', at)}) AS e FROM ${relation} AS r)`,
    guard: ['e IS NOT NULL', ...numericKeys],
    columns,
  };
}

function compileKey(name: string, value: string): string {
  return `coalesce(nullif(${FOLDED_KEYS.has(name) ? `lower(${value})` : value}, ''), 'unknown')`;
}

/** Text to an exact decimal. DuckDB's 128-bit cast takes 3.6 µs a value, its 64-bit one 0.1: the wide one is for the few. */
function compileDecimal(text: string): string {
  return `coalesce(TRY_CAST(${text} AS DECIMAL(18,9)), CAST(${text} AS ${STORED_TYPE.decimal}))`;
}
