import type { Scan, ScanRow, Value } from '@flightdeck/query';

/** Rows that answer some of a scan's measures: `measures` are their indexes in the scan, ascending. */
export interface PartAnswer {
  readonly measures: readonly number[];
  readonly rows: readonly ScanRow[];
}

/** Rows of the scan, put together by key; a measure that no part has in a group is null there. */
export function joinAnswers({ measures }: Pick<Scan, 'measures'>, parts: readonly PartAnswer[]): ScanRow[] {
  const [only, ...others] = parts;
  if (only && others.length === 0) return [...only.rows];
  const groups = new Map<string | null, { readonly keys: ScanRow['keys']; readonly values: Value[] }>();
  for (const part of parts) {
    for (const { keys, values } of part.rows) {
      const id = keys.length === 1 ? (keys[0] ?? null) : JSON.stringify(keys);
      let group = groups.get(id);
      if (!group) {
        group = { keys, values: measures.map(() => null) };
        groups.set(id, group);
      }
      for (const [index, place] of part.measures.entries()) group.values[place] = values[index] ?? null;
    }
  }
  return [...groups.values()];
}
