import type { Definition, Outside, Part } from '../definition.ts';
import { measure } from '../measure/index.ts';
import { type Answerers, keyOf, readSlice } from '../measure/read.ts';
import { slicesOf } from '../measure/slices.ts';
import { add, sumOf } from '../measure/tally.ts';
import type { Made } from './source.ts';

/**
 * What a breakdown leaves out, as far as its rows show it: editors the CLI and the app where nobody and no day has more
 * in the breakdown than there is without them, models completions where none is in them. What the rows do not show is
 * not named: it stays with what is not in the breakdown.
 */
export async function learnBreakdown(made: Made, answerers: Answerers): Promise<Made> {
  const { definition } = made;
  const left = definition.breakdown?.dimension === 'ide' ? await leftByEditors(definition, answerers) : null;
  const features = definition.breakdown?.dimension === 'model' ? await leftByModels(definition, answerers) : null;
  return { ...made, definition: { ...definition, ...left, ...features } };
}

const PLACES: readonly (readonly [Outside, feature: string])[] = [
  ['cli', 'copilot_cli'],
  ['app', 'copilot_app'],
];

/** Places that may be left out together, by index. */
const SETS: readonly (readonly number[])[] = [[0, 1], [0], [1]];

type Counts = ReadonlyMap<string, number>;

/** What is missing in a breakdown, and what each place has, by person or by day. */
interface Gap {
  readonly missing: Counts;
  readonly places: readonly Counts[];
}

/** Places outside editors whose activity is missing in them; null where the rows leave it open which. */
async function leftByEditors(definition: Definition, answerers: Answerers): Promise<Partial<Definition> | null> {
  if (definition.over.kind === 'people') return leftOfPeople(definition, answerers);
  const sides = [definition.over, ...(definition.under ? [definition.under] : [])];
  const gaps = await Promise.all(
    sides.flatMap((side) => (['user', 'day'] as const).map((key) => gapBy(key, definition, side, answerers))),
  );
  const isUsed = (index: number): boolean => gaps.some(({ places }) => sumOf(placeIn(places, index)) > 0);
  const fitting = SETS.filter((chosen) => chosen.every(isUsed)).flatMap((chosen) => {
    const rests = gaps.map(({ missing, places }) =>
      chosen.reduce((rest, index) => minus(rest, placeIn(places, index)), missing),
    );
    if (rests.some((rest) => [...rest.values()].some((value) => value < -NOISE))) return [];
    return [{ chosen, rest: rests.reduce((sum, rest) => sum + sumOf(rest), 0) }];
  });
  const [best, next] = fitting.sort((a, b) => a.rest - b.rest);
  if (!best || (next && next.rest - best.rest <= NOISE)) return null;
  return { without: best.chosen.flatMap((index) => PLACES[index]?.[0] ?? []) };
}

/** The computer's own error in sums of decimals. */
const NOISE = 1e-6;

const placeIn = (places: readonly Counts[], index: number): Counts => places[index] ?? new Map();

async function gapBy(key: 'user' | 'day', definition: Definition, side: Part, answerers: Answerers): Promise<Gap> {
  const whole = { ...definition, breakdown: null };
  const [all, inside, ...places] = await Promise.all([
    countsBy(key, whole, side, answerers),
    countsBy(key, definition, side, answerers),
    ...PLACES.map(([, feature]) => countsBy(key, whole, side, answerers, feature)),
  ]);
  return { missing: minus(all, inside), places };
}

/** People of editors: whoever did nothing but what is left out is in no editor. */
async function leftOfPeople(definition: Definition, answerers: Answerers): Promise<Partial<Definition> | null> {
  const whole = { ...definition, breakdown: null };
  const sets: readonly (readonly Outside[])[] = [['cli', 'app'], ['cli'], ['app']];
  const [inside, ...rests] = await Promise.all([
    measure(definition, answerers),
    ...sets.map((without) => measure({ ...whole, without }, answerers)),
  ]);
  const people = [...inside.over.people.keys()];
  const without = sets.find((_, index) => people.every((person) => rests[index]?.over.people.has(person)));
  return without ? { without } : null;
}

async function leftByModels(definition: Definition, answerers: Answerers): Promise<Partial<Definition> | null> {
  if (definition.over.kind !== 'sum' || definition.features !== 'all') return null;
  const inside = await measure({ ...definition, features: 'completions' }, answerers);
  const isEmpty = inside.over.value === 0 && (inside.under === null || inside.under.value === 0);
  return isEmpty ? { features: 'without_completions' } : null;
}

/** A counter by person or day, of one feature or of all. */
async function countsBy(
  key: 'user' | 'day',
  definition: Definition,
  part: Part,
  answerers: Answerers,
  feature?: string,
): Promise<Counts> {
  const counts = new Map<string, number>();
  if (part.kind !== 'sum') return counts;
  const where = feature === undefined ? [] : [{ dimension: 'feature', is: 'in' as const, values: [feature] }];
  const asked = { metrics: [part.metric], by: [key], where };
  const reads = await Promise.all(
    slicesOf(definition).map((slice) => readSlice(definition, part, slice, asked, answerers)),
  );
  for (const { rows } of reads) for (const row of rows) add(counts, keyOf(row, key), Number(row[part.metric] ?? 0));
  return counts;
}

function minus(all: Counts, taken: Counts): Counts {
  const keys = new Set([...all.keys(), ...taken.keys()]);
  return new Map([...keys].map((key) => [key, (all.get(key) ?? 0) - (taken.get(key) ?? 0)]));
}
