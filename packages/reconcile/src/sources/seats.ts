import type { Counting, Part } from '../definition.ts';
import type { Source } from './source.ts';

/** The list of seats: whose seat was used in the window; of seats themselves GitHub's own count. */
export const SEATS: Source = {
  name: 'seats',
  label: 'List of seats',
  says: 'People whose seat records its last activity in the window.',
  needs: [],
  make({ metric, definition }, given) {
    const base = { ...definition, ...(given.window && { window: given.window }), ...given.adjust };
    if (metric === 'seats') {
      const grants: Part = { kind: 'latest', metric: 'seat_grants', where: [] };
      const made = { ...base, over: grants, counting: countingOf(base.scope.names) };
      return { definition: made, value: { of: made }, notes: [] };
    }
    if (definition.over.kind !== 'people' || definition.under !== null) return null;
    const made = { ...base, over: { ...definition.over, rule: 'seat_active' as const } };
    return { definition: made, value: { of: made }, notes: [] };
  },
};

const countingOf = (names: readonly string[]): Counting => (names.length > 1 ? 'by_organization' : 'once');
