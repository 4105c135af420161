import { addedColumns } from '@flightdeck/query';
import type { Question } from '../../shared/question.ts';
import { toValue } from '../../shared/values.ts';
import { type Cell, cellOf, type Placed, type Row } from '../row.ts';

/**
 * GitHub credits the same activity to each organization of a person, unless the data show that it splits it: one row a
 * (day, team, remaining grain) over all scopes, the highest of each cell or, where rows are parts of a whole, their
 * sum.
 */
export function takeOnce(
  { fact, scan }: Pick<Question, 'fact' | 'scan'>,
  placed: readonly Placed[],
): readonly Placed[] {
  const grain = fact.grain.filter((name) => name !== 'scope' && name !== 'day');
  const added = scan.adds ? addedColumns(fact.name) : new Set<string>();
  const merged = new Map<string, Placed>();
  for (const one of placed) {
    const { row, team } = one;
    const id = JSON.stringify([row.day, team, ...grain.map((name) => String(cellOf(row, name)))]);
    const there = merged.get(id);
    merged.set(id, there ? { row: merge(there.row, row, added), team } : one);
  }
  return [...merged.values()];
}

function merge(one: Row, other: Row, added: ReadonlySet<string>): Row {
  const cells: Record<string, Cell> = { ...one.cells };
  for (const [name, cell] of Object.entries(other.cells)) {
    const there = cells[name] ?? null;
    if (cell === null) continue;
    if (there !== null && added.has(name)) cells[name] = toValue(BigInt(String(there)) + BigInt(String(cell)));
    else if (there === null || cell > there) cells[name] = cell;
  }
  return { ...one, cells };
}
