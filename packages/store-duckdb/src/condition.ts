import type { Condition } from '@flightdeck/catalog';
import { type Binder, identifier } from './sql.ts';

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
  }
}

/** SQL that is true for rows of `table` that know every column tested. */
export function knows(when: readonly Condition[], table: string): string {
  const columns = [...new Set(when.map(({ column }) => column))];
  return columns.map((column) => `${table}.${identifier(column)} IS NOT NULL`).join(' AND ');
}
