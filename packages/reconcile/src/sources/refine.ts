import { CapabilityError, eachDay } from '@flightdeck/catalog';
import type { Ask } from '../ask.ts';
import type { Definition } from '../definition.ts';
import { rangeOf } from '../window.ts';
import { toTotals } from './aggregate.ts';
import { finalAt, knownAt } from './known.ts';
import type { Given, Made } from './source.ts';

/**
 * The definition with as much as is recorded of what was known then. Days that were final at the time, but reached us later,
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
  'Flightdeck does not hold what was known when their number was read, so late telemetry and later restatements cannot be separated from the unexplained remainder.';

/** What a file of rows states about itself. */
export async function refineFile(made: Made, rows: FileRows, readAt: string, ask: Ask): Promise<Made> {
  const { definition } = made;
  const [people, totals] = await Promise.all([
    daysOf(definition, rows.ask, 'reported_users'),
    daysOf(definition, rows.ask, 'github_generated'),
  ]);
  const isOfTotals = people.size === 0 && totals.size > 0;
  const held = isOfTotals ? totals : people;
  // A day that was not out yet is late, not missing.
  const missing = (rows.missing ?? eachDay(rangeOf(definition.window)).filter((day) => !held.has(day))).filter(
    (day) => day <= finalAt(readAt),
  );
  const theirs = knownAt(definition.window, readAt, 'theirs', missing);
  const file: Definition = { ...definition, missing, known: theirs };
  if (!isOfTotals) return { ...made, definition: file, value: { of: file } };
  const total = toTotals(file);
  if (!total)
    throw new CapabilityError("The file contains GitHub's own totals, which have no such number.", {
      code: 'no_such_number',
      hint: 'Its counts of people cover 1, 7 or 28 days; use a file of people for everything else.',
    });
  // Of people it has no rows, so theirs is made of ours as they were known when it was exported.
  const then = { ...file, known: knownAt(definition.window, readAt, 'ours') };
  const refined = await refineKnown(then, ask);
  const notes = refined.note === null ? made.notes : [...made.notes, refined.note];
  return { definition: refined.definition, value: { of: total }, notes };
}

type FileRows = NonNullable<Given['rows']>;

/** Days of the window on which a metric has rows. */
async function daysOf({ scope, window }: Definition, ask: Ask, metric: string): Promise<ReadonlySet<string>> {
  const where = [{ dimension: scope.dimension, values: [...scope.names] }];
  const [answer] = await ask([{ metrics: [metric], by: ['day'], range: rangeOf(window), where }]);
  return new Set(answer?.rows.filter((row) => row[metric] !== null).map(({ day }) => String(day)));
}
