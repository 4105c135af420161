import { findDimension } from '@flightdeck/catalog';
import type { Definition } from '../definition.ts';
import { learnBreakdown } from './breakdown.ts';
import type { Source } from './source.ts';

/** A source that adds up our own rows another way. */
function adds(
  name: string,
  label: string,
  says: string,
  needs: Source['needs'],
  change: (definition: Definition, organizations: readonly string[]) => Partial<Definition>,
): Source {
  return {
    name,
    label,
    says,
    needs,
    make({ definition }, given) {
      const changed = change(definition, given.organizations ?? []);
      const made = { ...definition, ...(given.window && { window: given.window }), ...changed, ...given.adjust };
      return { definition: made, value: { of: made }, notes: [] };
    },
  };
}

/** The sum over a breakdown; what it does not hold is read from the rows. */
function breakdown(dimension: string): Source {
  const plural = findDimension(dimension)?.plural ?? dimension;
  const source = adds(plural.replace(' ', '_'), `Σ ${plural}`, `The sum of the values of all ${plural}.`, [], () => ({
    breakdown: { dimension, unknown: true },
  }));
  return { ...source, learn: learnBreakdown };
}

/** Sums over what overlaps, or does not hold everything. */
export const SUMS: readonly Source[] = [
  adds('teams', 'Σ teams', 'Each team counted separately, then added up.', [], () => ({ counting: 'by_team' })),
  adds(
    'organizations',
    'Σ organizations',
    'Each organization counted separately, then added up.',
    ['organizations'],
    (definition, names) => ({
      counting: 'by_organization',
      scope: names.length > 0 ? { dimension: 'organization', names } : definition.scope,
    }),
  ),
  adds(
    'organizations_once',
    'Organizations',
    'Several organizations, each person counted once; activity that GitHub splits between them is added up.',
    ['organizations'],
    (_, names) => ({
      scope: { dimension: 'organization', names },
    }),
  ),
  breakdown('language'),
  breakdown('ide'),
  breakdown('feature'),
  breakdown('model'),
];
