import { findDimension } from '@flightdeck/catalog';
import type { Plan } from './plan.ts';
import type { Note } from './result.ts';
import type { EarlierName, Filter } from './scan.ts';

/** Finds who bore the names of filters earlier; a store's `earlierNames`. */
export type FindEarlierNames = (scopes: readonly string[], where: readonly Filter[]) => Promise<readonly EarlierName[]>;

/** The plan, which says of each name in its filters that nobody bears any more who was found by it, and of one that nobody ever bore that. */
export async function noteEarlierNames(plan: Plan, find: FindEarlierNames): Promise<Plan> {
  const named = plan.query.where.filter(({ dimension }) => isNamed(dimension));
  if (named.length === 0 || plan.scopes.length === 0) return plan;
  const found = await find(plan.scopes, named);
  const notes = found.filter((each) => each.now.length > 0 || !isNumber(each)).map(toNote);
  return notes.length === 0 ? plan : { ...plan, notes: [...plan.notes, ...notes] };
}

const isNamed = (dimension: string): boolean =>
  ['team', 'person', 'repository'].includes(findDimension(dimension)?.kind ?? '');

/** A number may be the id of who never had a name; it is found by that, and no name is missing. */
const isNumber = ({ dimension, name }: EarlierName): boolean => dimension !== 'team' && /^\d{1,18}$/.test(name);

function toNote({ dimension, name, now }: EarlierName): Note {
  if (now.length > 0)
    return { code: 'renamed', metric: null, message: `Renamed: ${name} is now ${now.join(' and ')}.` };
  const of = findDimension(dimension)?.label.toLowerCase() ?? dimension;
  return { code: 'unknown_name', metric: null, message: `No ${of} is or was called "${name}".` };
}
