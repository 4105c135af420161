import type { SharedDays } from '@flightdeck/query';
import type { Row } from './row.ts';

/** Person-days of the rows that are active in several of them. */
export function countSharedDays(rows: readonly Row[]): SharedDays {
  const met = new Map<string, Row[]>();
  for (const row of rows) {
    if (!Object.values(row.cells).some((cell) => Number(cell) > 0)) continue;
    const id = `${row.userId} ${row.day}`;
    met.set(id, [...(met.get(id) ?? []), row]);
  }
  const shared = [...met.values()].filter(({ length }) => length > 1);
  const equal = shared.filter(areEqual).length;
  const days = shared.flatMap(([row]) => row?.day ?? []).sort();
  return { equal, different: shared.length - equal, from: days[0] ?? null, to: days.at(-1) ?? null };
}

function areEqual([first, ...others]: readonly Row[]): boolean {
  const known = { ...first?.cells };
  return others.every(({ cells }) =>
    Object.entries(cells).every(([name, cell]) => {
      if (cell === null) return true;
      const there = known[name] ?? null;
      known[name] = cell;
      return there === null || String(there) === String(cell);
    }),
  );
}
