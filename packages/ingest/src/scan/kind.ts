import { REPORTS } from '@flightdeck/catalog';
import type { RecordKind, ScanSchema } from './schema.ts';

/**
 * The kind a record is, by the keys that have a value at its top: of those whose marks it bears, the one that knows most
 * of its keys, so that a new field never makes it another; of equals the first of `REPORTS`. Null when it bears no mark.
 *
 * `expected` is what GitHub was asked for, or what the rows before were. It stands as long as the record has anything that
 * the better kind does not know too: then the rest are new fields.
 */
export function decideKind(
  names: ReadonlySet<string>,
  schema: ScanSchema,
  expected: RecordKind | null = null,
): RecordKind | null {
  let best: RecordKind | null = null;
  let most = -1;
  let bearsExpected = false;
  for (const { kind, marks: sets, written } of Object.values(REPORTS)) {
    const marks = sets.find((set) => set.every((name) => names.has(name)));
    if (marks === undefined || (written && names.size !== marks.length)) continue;
    if (kind === expected) bearsExpected = true;
    const known = countKnown(names, kind, schema);
    if (known <= most) continue;
    best = kind;
    most = known;
  }
  if (best === null || expected === null || best === expected || !bearsExpected) return best;
  // A person's row with a day is a day's, whatever window is named beside it.
  if (expected === 'users-1-day' && best === 'users-28-day' && names.has('day')) return expected;
  return isLessOf(names, expected, best, schema) ? best : expected;
}

function countKnown(names: ReadonlySet<string>, kind: RecordKind, schema: ScanSchema): number {
  let known = 0;
  for (const name of names) if (schema[kind].keys.has(name)) known += 1;
  return known;
}

/** True when the better kind knows every key that the other one knows. */
function isLessOf(names: ReadonlySet<string>, kind: RecordKind, better: RecordKind, schema: ScanSchema): boolean {
  for (const name of names) if (schema[kind].keys.has(name) && !schema[better].keys.has(name)) return false;
  return true;
}
