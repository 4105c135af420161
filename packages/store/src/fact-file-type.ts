import type { ColumnType } from '@flightdeck/catalog';

/** Type of each kind of column in a fact file, as DuckDB writes it; stores that keep rows in SQL use the same. */
export const FACT_FILE_TYPE: Readonly<Record<ColumnType, string>> = Object.freeze({
  count: 'BIGINT',
  decimal: 'DECIMAL(28,9)',
  number: 'DOUBLE',
  id: 'BIGINT',
  flag: 'BOOLEAN',
  text: 'VARCHAR',
  day: 'DATE',
});
