import type { Value } from '../scan.ts';

/** Order of two keys or values; nulls last whichever way. Below 0 when `a` comes first. */
export function compareValues(a: string | Value, b: string | Value, descending: boolean): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const difference = a < b ? -1 : a > b ? 1 : 0;
  return descending ? -difference : difference;
}

/** The first `count` items in order, null for all; of many items few are wanted, which need no sorting of the others. */
export function firstInOrder<T>(items: readonly T[], compare: (a: T, b: T) => number, count: number | null): T[] {
  if (count === null || count >= items.length) return [...items].sort(compare);
  const first: T[] = [];
  for (const item of items) {
    const last = first.at(-1);
    if (first.length === count && (last === undefined || compare(item, last) >= 0)) continue;
    let [low, high] = [0, first.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = first[middle];
      if (other !== undefined && compare(item, other) < 0) high = middle;
      else low = middle + 1;
    }
    first.splice(low, 0, item);
    if (first.length > count) first.pop();
  }
  return first;
}
