import type { Column, Fact } from '@flightdeck/catalog';

/** Columns whose totals of a day are compared when the day is loaded again: numbers and flags beside the grain. */
export function countedColumns({ columns, grain }: Pick<Fact, 'columns' | 'grain'>): readonly Column[] {
  return columns.filter(({ name, type }) => COUNTED.has(type) && !grain.includes(name));
}

const COUNTED: ReadonlySet<Column['type']> = new Set<Column['type']>(['count', 'decimal', 'flag']);

/** The total of such a column as DuckDB's SQL: the sum, of a flag the rows where it is set; null when no row has a value. */
export const compileTotal = ({ type }: Pick<Column, 'type'>, column: string): string =>
  type === 'flag' ? `sum(CAST(${column} AS INTEGER))` : `sum(${column})`;
