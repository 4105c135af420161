import { findDimension } from '@flightdeck/catalog';
import type { Note } from '../evaluate/result.ts';
import type { Plan } from '../plan/plan.ts';
import { personIdOf } from '../request/person-id.ts';
import type { EarlierName, Filter } from '../scan.ts';

/** Finds the current names of people, teams and repositories once called what filters name; a store's `earlierNames`. */
export type FindEarlierNames = (scopes: readonly string[], where: readonly Filter[]) => Promise<readonly EarlierName[]>;

/** The plan, with a note for each name in its filters that is an earlier name, and for each that never existed. */
export async function noteEarlierNames(plan: Plan, find: FindEarlierNames): Promise<Plan> {
  const named = plan.query.where
    .filter(({ dimension }) => isNamed(dimension))
    .map((filter) => ({ ...filter, values: filter.values.filter((value) => !isOfId(filter.dimension, value)) }))
    .filter(({ values }) => values.length > 0);
  if (named.length === 0 || plan.scopes.length === 0) return plan;
  const found = await find(plan.scopes, named);
  const notes = found.filter((each) => each.now.length > 0 || !isNumber(each)).map(toNote);
  return notes.length === 0 ? plan : { ...plan, notes: [...plan.notes, ...notes] };
}

const isNamed = (dimension: string): boolean =>
  ['team', 'person', 'repository'].includes(findDimension(dimension)?.kind ?? '');

/** A person's id is no name. */
const isOfId = (dimension: string, value: string): boolean =>
  findDimension(dimension)?.kind === 'person' && personIdOf(value) !== null;

/** A number may be the id of somebody without a known name; it is found by that id, so no name is missing. */
const isNumber = ({ dimension, name }: EarlierName): boolean => dimension !== 'team' && /^\d{1,18}$/.test(name);

function toNote({ dimension, name, now }: EarlierName): Note {
  if (now.length > 0)
    return { code: 'renamed', metric: null, message: `Renamed: ${name} is now ${now.join(' and ')}.` };
  const of = findDimension(dimension)?.label.toLowerCase() ?? dimension;
  return { code: 'unknown_name', metric: null, message: `No ${of} is or was called "${name}".` };
}
