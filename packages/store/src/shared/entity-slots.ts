import { type Day, fixedSlot, nextSlot, UNKNOWN } from '@flightdeck/catalog';
import type { EntitySlot } from '../ledger.ts';

/** Where a dimension's values first appear. */
export interface SlotSource {
  readonly dimension: string;
  readonly fact: string;
  readonly column: string;
}

/** Where values that get a colour slot first appear; teams by their id, which survives a rename. */
export const SLOT_SOURCES: readonly SlotSource[] = Object.freeze([
  { dimension: 'language', fact: 'user_day_language_feature', column: 'language' },
  { dimension: 'ide', fact: 'user_day_ide', column: 'ide' },
  { dimension: 'feature', fact: 'user_day_feature', column: 'feature' },
  { dimension: 'model', fact: 'user_day_model_feature', column: 'model' },
  { dimension: 'team', fact: 'user_team_day', column: 'team_id' },
]);

/** A slot given in this load, and the first day its value was seen. */
export interface NewSlot extends EntitySlot {
  readonly firstDay: Day;
}

/**
 * Slots for the values of a dimension that have none yet and for which the catalogue fixes none, in the order given: by
 * the first of the days, then by name, so that a rebuild, which loads in the order in which things happened, gives the same.
 */
export function giveSlots(
  dimension: string,
  seen: readonly (readonly [value: string, firstDay: Day])[],
  given: readonly EntitySlot[],
): readonly NewSlot[] {
  const known = given.filter((slot) => slot.dimension === dimension);
  const names = new Set(known.map(({ value }) => value));
  const used = known.map(({ slot }) => slot);
  const fresh = seen.filter(
    ([value]) => !names.has(value) && value !== UNKNOWN && fixedSlot(dimension, value) === null,
  );
  return fresh.map(([value, firstDay]) => {
    const slot = nextSlot(dimension, used);
    used.push(slot);
    return { dimension, value, slot, firstDay };
  });
}
