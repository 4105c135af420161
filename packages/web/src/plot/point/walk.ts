type Way = (at: number | null, last: number) => number | null;

/** Keys that move between the points of a chart. */
const WAYS: ReadonlyMap<string, Way> = new Map<string, Way>([
  ['ArrowRight', (at, last) => (at === null ? 0 : Math.min(last, at + 1))],
  ['ArrowLeft', (at, last) => (at === null ? last : Math.max(0, at - 1))],
  ['Home', () => 0],
  ['End', (_, last) => last],
  ['Escape', () => null],
]);

/** The point a key leads to from `at`, null for none; undefined: the key moves nothing. */
export const walk = (key: string, at: number | null, last: number): number | null | undefined =>
  last < 0 ? undefined : WAYS.get(key)?.(at, last);
