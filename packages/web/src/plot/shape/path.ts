import { line } from 'd3-shape';

/** A place on the screen; null where nothing is known. */
export type Place = readonly [x: number, y: number] | null;

const draw = line().digits(1);

/**
 * Path data through neighbouring known places, of the ways whose later end is `wanted`: a way there stays a gap where one of
 * its ends is not known. Empty when nothing is drawn.
 */
export function pathOf(places: readonly Place[], wanted: (index: number) => boolean = () => true): string {
  const stretches: [number, number][][] = [];
  let isOpen = false;
  for (const [index, place] of places.entries()) {
    const before = places[index - 1];
    const isDrawn = place !== null && before !== null && before !== undefined && wanted(index);
    if (isDrawn && !isOpen) stretches.push([[...before]]);
    if (isDrawn) stretches.at(-1)?.push([...place]);
    isOpen = isDrawn;
  }
  return stretches.map((stretch) => draw(stretch)).join('');
}

/** The same with each way drawn for itself: dots of a dotted line begin anew at every place, sharp turns of a small line stay crisp. */
export const waysOf = (places: readonly Place[], wanted: (index: number) => boolean): string =>
  places
    .map((place, index) => {
      const before = places[index - 1];
      return place && before && wanted(index) ? draw([[...before], [...place]]) : '';
    })
    .join('');

/** Values with those the line passes over on the straight way between their neighbours; null where one of these is not known. */
export function bridged(values: readonly (number | null)[], passed: readonly boolean[]): (number | null)[] {
  return values.map((value, index) => {
    if (value !== null || !passed[index]) return value;
    let [a, b] = [index - 1, index + 1];
    while (a >= 0 && passed[a]) a--;
    while (b < values.length && passed[b]) b++;
    const [before, after] = [values[a], values[b]];
    return typeof before === 'number' && typeof after === 'number'
      ? before + ((after - before) * (index - a)) / (b - a)
      : null;
  });
}
