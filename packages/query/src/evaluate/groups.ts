import type { Scan, ScanRow, Value } from '../scan.ts';

/** Runs one scan; a store's `scan`. */
export type RunScan = (scan: Scan) => Promise<readonly ScanRow[]>;

/** One group of all scans together: its keys, and a value in the slot of each measure. */
export interface Group {
  readonly keys: readonly (string | null)[];
  readonly values: Value[];
}

/** The groups of several scans, and in which slot each measure stands. */
export interface Groups {
  readonly slots: ReadonlyMap<string, number>;
  readonly groups: readonly Group[];
}

/** Runs the scans side by side and joins their rows by key; a measure without a row in a group is null. */
export async function runScans(scans: readonly Scan[], run: RunScan): Promise<Groups> {
  const answers = await Promise.all(scans.map(run));
  const slots = new Map<string, number>();
  for (const { measures } of scans) for (const { name } of measures) slots.set(name, slots.size);
  const groups = new Map<string | null, Group>();
  scans.forEach((scan, index) => {
    const places = scan.measures.map(({ name }) => slots.get(name) ?? 0);
    for (const row of answers[index] ?? []) {
      const id = row.keys.length === 1 ? (row.keys[0] ?? null) : JSON.stringify(row.keys);
      let group = groups.get(id);
      if (!group) {
        group = { keys: row.keys, values: new Array<Value>(slots.size).fill(null) };
        groups.set(id, group);
      }
      for (let place = 0; place < places.length; place++) group.values[places[place] ?? 0] = row.values[place] ?? null;
    }
  });
  for (const { name, noneWith } of scans.flatMap(({ measures }) => measures)) {
    if (noneWith === undefined) continue;
    const [slot, reported] = [slots.get(name) ?? 0, slots.get(noneWith) ?? 0];
    for (const { values } of groups.values()) if (Number(values[reported] ?? 0) > 0) values[slot] ??= 0;
  }
  return { slots, groups: [...groups.values()] };
}
