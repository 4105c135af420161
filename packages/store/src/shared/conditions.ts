import type { Condition } from '@flightdeck/catalog';

/** Conditions that hold or not whether their column is known. */
const ALWAYS_DECIDED: ReadonlySet<Condition['op']> = new Set(['known', 'unknown', 'within', 'working_day']);

/** Columns that must be known to decide whether a row counts, each once. */
export function columnsNeeded(when: readonly Condition[]): readonly string[] {
  return [...new Set(when.filter(({ op }) => !ALWAYS_DECIDED.has(op)).map(({ column }) => column))];
}
