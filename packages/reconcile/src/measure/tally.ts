/** One part of a number, taken apart for evidence. */
export interface Tally {
  /** Null when it cannot be determined; then `why` states the reason. */
  readonly value: number | null;
  readonly why: string | null;
  /** Of counters: by day. */
  readonly days: ReadonlyMap<string, number>;
  /** Of people: how often each is counted, by login. */
  readonly people: ReadonlyMap<string, number>;
  /** By organization or team, where they are added up. */
  readonly groups: ReadonlyMap<string, number>;
}

const NONE: ReadonlyMap<string, number> = new Map();

/** A part that cannot be determined. */
export const unknownTally = (why: string): Tally => ({ value: null, why, days: NONE, people: NONE, groups: NONE });

/** A part as counted; what is left out is empty. */
export function tallyOf(value: number, parts: Partial<Pick<Tally, 'days' | 'people' | 'groups'>>): Tally {
  return { value, why: null, days: NONE, people: NONE, groups: NONE, ...parts };
}

/** Adds to the count of a key. */
export function add(map: Map<string, number>, key: string, value: number): void {
  map.set(key, (map.get(key) ?? 0) + value);
}

/** Σ of all counts. */
export function sumOf(map: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const value of map.values()) sum += value;
  return sum;
}
