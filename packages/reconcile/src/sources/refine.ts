import { eachDay } from '@flightdeck/catalog';
import type { Ask } from '../ask.ts';
import type { Definition } from '../definition.ts';
import { rangeOf } from '../window.ts';
import { finalAt } from './known.ts';

/**
 * The definition with what can be told of what was known then. Days that were final at the time, but reached us later,
 * count as they are known now: GitHub had them. When we knew nothing at the time, all days do, and it is said.
 */
export async function refineKnown(
  definition: Definition,
  ask: Ask,
): Promise<{ readonly definition: Definition; readonly note: string | null }> {
  const { known, scope, window } = definition;
  const asOf = known?.settled.asOf ?? null;
  if (!known || asOf === null || known.settled.of === 'theirs') return { definition, note: null };
  const range = rangeOf(window);
  const where = [{ dimension: scope.dimension, values: [...scope.names] }];
  const read = ask([{ metrics: ['reported_users'], range, where, asOf }]);
  const missing = await read.then(
    ([answer]) => answer?.coverage.missing ?? null,
    () => null,
  );
  if (missing === null || missing.length >= eachDay(range).length)
    return { definition: { ...definition, known: null }, note: UNKNOWN_THEN };
  const late = missing.filter((day) => day <= finalAt(known.at));
  return { definition: { ...definition, known: { ...known, except: late } }, note: null };
}

const UNKNOWN_THEN =
  'What was known when their number was read is not kept here, so late telemetry and restatements since cannot be told apart from what is left unexplained.';

/** Days of a window that a file has no rows of. */
export async function missingIn(definition: Definition, ask: Ask): Promise<readonly string[]> {
  const { scope, window } = definition;
  const where = [{ dimension: scope.dimension, values: [...scope.names] }];
  const [answer] = await ask([{ metrics: ['reported_users'], by: ['day'], range: rangeOf(window), where }]);
  const held = new Set(answer?.rows.map(({ day }) => day));
  return eachDay(rangeOf(window)).filter((day) => !held.has(day));
}
