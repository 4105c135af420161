import type { Condition } from '@flightdeck/catalog';
import { type Binder, identifier } from '../file/sql.ts';

/** SQL that is true for rows of `table` for which the condition holds; NULL where its column is not known. */
export function compileCondition(condition: Condition, table: string, binder: Pick<Binder, 'bind' | 'list'>): string {
  const column = `${table}.${identifier(condition.column)}`;
  switch (condition.op) {
    case 'above':
      return `${column} > ${binder.bind(condition.value)}`;
    case 'true':
      return column;
    case 'in':
      return condition.values.length === 0 ? 'false' : `${column} IN (${binder.list(condition.values)})`;
    case 'known':
      return `${column} IS NOT NULL`;
    case 'unknown':
      return `${column} IS NULL`;
    case 'working_day':
      return `isodow(${column}) <= 5`;
    case 'within':
      return `coalesce(${column} <= ${binder.bind(condition.value)}, false)`;
  }
}

/** Tests that hold or not whether their column is known. */
const ALWAYS_TELL: ReadonlySet<Condition['op']> = new Set(['known', 'unknown', 'within', 'working_day']);

/** Columns that must be known for the tests to tell anything, each once. */
export function columnsNeeded(when: readonly Condition[]): readonly string[] {
  return [...new Set(when.filter(({ op }) => !ALWAYS_TELL.has(op)).map(({ column }) => column))];
}

/** SQL of the number of rows of `f` for which all hold. Counting what is not null is cheaper than a FILTER. */
export function compileCount(when: readonly Condition[], binder: Pick<Binder, 'bind' | 'list'>): string {
  if (when.length === 0) return 'count(*)';
  return `count(CASE WHEN ${when.map((test) => compileCondition(test, 'f', binder)).join(' AND ')} THEN 1 END)`;
}

/** SQL of the number of rows of `f` that know every column whose test needs it. */
export function compileKnownCount(when: readonly Condition[]): string {
  const [column, ...others] = columnsNeeded(when);
  if (column === undefined) return 'count(*)';
  return others.length > 0 ? `count(CASE WHEN ${knows(when, 'f')} THEN 1 END)` : `count(f.${identifier(column)})`;
}

/** SQL that is true for rows of `table` that know every column whose test needs it. */
export function knows(when: readonly Condition[], table: string): string {
  const columns = columnsNeeded(when);
  if (columns.length === 0) return 'true';
  return columns.map((column) => `${table}.${identifier(column)} IS NOT NULL`).join(' AND ');
}

/** SQL that is true when a column of rows `f` has more than one value; cheaper than how many it has. */
export function compileSeveral(column: string): string {
  return `coalesce(min(f.${identifier(column)}) <> max(f.${identifier(column)}), false)`;
}
