import { addedColumns, type SharedDays } from '@flightdeck/query';
import { type Cell, cellOf, type Row } from './row.ts';

const COUNTERS = [...addedColumns('user_day')];

/** Person-days with activity in several of these rows of people; a counter that one of them does not know differs from none. */
export function countSharedDays(rows: readonly Row[]): SharedDays {
  const met = new Map<string, Row[]>();
  for (const row of rows) {
    if (!COUNTERS.some((name) => Number(cellOf(row, name)) > 0)) continue;
    const id = `${row.userId} ${row.day}`;
    met.set(id, [...(met.get(id) ?? []), row]);
  }
  const shared = [...met.values()].filter(({ length }) => length > 1);
  const equal = shared.filter(areEqual).length;
  const days = shared.flatMap(([row]) => row?.day ?? []).sort();
  return { equal, different: shared.length - equal, from: days[0] ?? null, to: days.at(-1) ?? null };
}

function areEqual(rows: readonly Row[]): boolean {
  return COUNTERS.every((name) => {
    const known = rows.map((row) => cellOf(row, name)).filter((cell: Cell) => cell !== null);
    return new Set(known.map(String)).size <= 1;
  });
}
