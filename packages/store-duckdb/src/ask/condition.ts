import type { Condition } from '@flightdeck/catalog';
import { columnsNeeded, compileCondition, identifier, type ValueWriter } from '@flightdeck/store/shared';

/** SQL of the number of rows of `f` for which all hold. Counting what is not null is cheaper than a FILTER. */
export function compileCount(when: readonly Condition[], binder: ValueWriter): string {
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
