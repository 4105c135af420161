import type { Day } from '@flightdeck/catalog';
import type { Binder } from './sql.ts';

/** SQL that selects rows of one scope on the days: a range, which skips blocks, and the list when it has gaps. */
export function compileDays(table: string, scope: string, days: readonly Day[], binder: Binder): string {
  const sorted = [...days].sort();
  const date = (day: Day): string => `CAST(${binder.bind(day)} AS DATE)`;
  const first = sorted[0];
  const last = sorted.at(-1);
  if (first === undefined || last === undefined) return 'false';
  const column = `${table}.day`;
  return [
    `${table}.scope = ${binder.bind(scope)}`,
    `${column} BETWEEN ${date(first)} AND ${date(last)}`,
    ...(sorted.length > 2 ? [`${column} IN (${sorted.map(date).join(', ')})`] : []),
    ...(sorted.length === 2 ? [`${column} IN (${date(first)}, ${date(last)})`] : []),
  ].join(' AND ');
}
