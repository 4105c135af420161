import type { Column, Fact } from '@flightdeck/catalog';

/** Columns whose totals of a day are compared when the day is loaded again: whole numbers and decimals beside the grain. */
export function countedColumns({ columns, grain }: Pick<Fact, 'columns' | 'grain'>): readonly Column[] {
  return columns.filter(({ name, type }) => (type === 'count' || type === 'decimal') && !grain.includes(name));
}
