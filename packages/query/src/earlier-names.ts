import { findDimension } from '@flightdeck/catalog';
import type { Plan } from './plan.ts';
import type { Note } from './result.ts';
import type { EarlierName, Filter } from './scan.ts';

/** Finds who bore the names of filters earlier; a store's `earlierNames`. */
export type FindEarlierNames = (scopes: readonly string[], where: readonly Filter[]) => Promise<readonly EarlierName[]>;

/** The plan, which says of each name in its filters that nobody bears any more who was found by it. */
export async function noteEarlierNames(plan: Plan, find: FindEarlierNames): Promise<Plan> {
  const named = plan.query.where.filter(({ dimension }) => isNamed(dimension));
  if (named.length === 0 || plan.scopes.length === 0) return plan;
  const found = await find(plan.scopes, named);
  return found.length === 0 ? plan : { ...plan, notes: [...plan.notes, ...found.map(toNote)] };
}

const isNamed = (dimension: string): boolean =>
  ['team', 'person', 'repository'].includes(findDimension(dimension)?.kind ?? '');

const toNote = ({ name, now }: EarlierName): Note => ({
  code: 'renamed',
  metric: null,
  message: `Renamed: ${name} is now ${now.join(' and ')}.`,
});
