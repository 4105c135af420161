import { addDays, type DayRange, dayCount, PANELS } from '@flightdeck/catalog';
import { type Asked, type MetricQueryInput, parseQuery, planQuery } from '@flightdeck/query';
import { queriesOf } from '../pages.ts';

/** What a browser asks at once when a page is opened: its panels in one request, each list in one of its own. */
export interface PageView {
  readonly page: string;
  /** Path and JSON body; null for a GET. */
  readonly asks: readonly { readonly path: string; readonly body: string | null }[];
}

/** A number from 0 to below 1, the same every time for the same seed. */
export type Random = () => number;

/** Numbers that depend on the seed only (mulberry32). */
export function createRandom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const PAGES = [...new Set(PANELS.map((panel) => panel.page))];
/** Of ten views so many are filtered, and so many of a range of their own. */
const FILTERED = 0.4;
const OWN_RANGE = 0.2;
const USUAL_RANGES = [7, 28, 90];

/** A page as some viewer opens it: a usual or own range, filtered or not. */
export function openPage(random: Random, range: DayRange, filters: readonly Asked['where'][]): PageView {
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
  const page = pick(PAGES);
  const where = random() < FILTERED ? pick(filters) : [];
  const queries = queriesOf(page, random() < OWN_RANGE ? ownRange(random, range) : usualRange(pick, range), where);
  const askable = queries.filter(isAskable);
  const lists = askable.filter(({ limit }) => typeof limit === 'number');
  const others = askable.filter((query) => !lists.includes(query));
  return {
    page,
    asks: [
      ...(others.length === 0 ? [] : [{ path: '/api/v1/queries', body: JSON.stringify({ queries: others }) }]),
      ...lists.map((query) => ({ path: '/api/v1/query', body: JSON.stringify(query) })),
      { path: '/api/v1/status', body: null },
    ],
  };
}

function usualRange(pick: <T>(of: readonly T[]) => T, { from, to }: DayRange): DayRange {
  const first = addDays(to, 1 - pick(USUAL_RANGES));
  return { from: first < from ? from : first, to };
}

function ownRange(random: Random, { from, to }: DayRange): DayRange {
  const days = dayCount({ from, to });
  const length = 5 + Math.floor(random() * (days - 5));
  const first = addDays(from, Math.floor(random() * (days - length + 1)));
  return { from: first, to: addDays(first, length - 1) };
}

/** False for what the web app would not offer: a list that cannot be filtered this way. */
function isAskable(query: MetricQueryInput): boolean {
  try {
    planQuery(parseQuery(query), ['enterprise:aurora', 'org:aurora-works', 'org:aurora-labs']);
    return true;
  } catch {
    return false;
  }
}
