import type { Measured } from '../measure/index.ts';
import { sumOf, type Tally, tallyOf } from '../measure/tally.ts';

/**
 * The numbers of a way without what goes and comes back: a person whom one step adds and a later one takes away again is
 * counted by neither end, and a cause that names them would explain nothing; so is a day that one of the ends does not
 * count. Both ends stay as they are. Rates are left alone, their parts do not add up.
 */
export function foldWay(numbers: readonly Measured[]): readonly Measured[] {
  const known = numbers.filter(({ value }) => value !== null);
  const isAlike = (['people', 'days'] as const).some((kind) =>
    known.every(({ under, over }) => under === null && (over.value === 0 || over[kind].size > 0)),
  );
  if (known.length < 3 || !isAlike) return numbers;
  const people = foldKeys(
    known.map(({ over }) => over.people),
    () => true,
  );
  const days = foldKeys(
    known.map(({ over }) => over.days),
    (first, last) => first === 0 || last === 0,
  );
  const folded = new Map(known.map((number, index) => [number, withParts(number, people[index], days[index])]));
  return numbers.map((number) => folded.get(number) ?? number);
}

type Counts = ReadonlyMap<string, number>;

/** Counts by key in which those that `folds` move in one direction only, from the first to the last. */
function foldKeys(way: readonly Counts[], folds: (first: number, last: number) => boolean): readonly Counts[] {
  const folded = way.map(() => new Map<string, number>());
  for (const key of new Set(way.flatMap((counts) => [...counts.keys()]))) {
    const values = way.map((counts) => counts.get(key) ?? 0);
    const straight = folds(values[0] ?? 0, values.at(-1) ?? 0) ? straighten(values) : values;
    for (const [index, value] of straight.entries()) if (value !== 0) folded[index]?.set(key, value);
  }
  return folded;
}

/** The same ends without a step against their direction: `0 30 20` is `0 20 20`, `1 0 1` is `1 1 1`. */
function straighten(values: readonly number[]): readonly number[] {
  const [first = 0, last = 0] = [values[0], values.at(-1)];
  const sign = Math.sign(last - first);
  let furthest = first;
  return values.map((value, index) => {
    if (index === values.length - 1) return last;
    if (sign * (value - furthest) > 0) furthest = sign * (value - last) > 0 ? last : value;
    return furthest;
  });
}

function withParts(number: Measured, people: Counts | undefined, days: Counts | undefined): Measured {
  const over = foldedTally(number.over, people ?? new Map(), days ?? new Map());
  return { ...number, value: over.value, over };
}

/** People or days, whichever there are, add up to the number. */
const foldedTally = ({ groups }: Tally, people: Counts, days: Counts): Tally =>
  tallyOf(sumOf(people) + sumOf(days), { people, days, groups });
