import { type Column, MEASURES } from '@flightdeck/catalog';
import fc from 'fast-check';
import type { Cell } from '../fixtures/fixture-fact.ts';

/** Days of a random world: over the ends of a week and of a month, and some weeks later. */
export const WORLD_DAYS = ['2026-10-30', '2026-10-31', '2026-11-01', '2026-11-02', '2026-11-03', '2026-12-07'] as const;

/** Organizations of a random world, all on one host. */
export const WORLD_SCOPES = ['org:acme', 'org:globex', 'org:initech'] as const;

/** People and the logins they bear by half of the days: one is renamed, and another takes the login that became free. */
export const WORLD_PEOPLE: readonly (readonly [id: number, early: string, late: string])[] = [
  [1, 'ada', 'ada'],
  [2, 'bob', 'bobby'],
  [3, 'cy', 'bob'],
  [4, 'dee', 'dee'],
];

/** Teams and their slugs by half of the days; two organizations have a team of one name, and one team is renamed. */
export const WORLD_TEAMS: readonly (readonly [id: number, early: string, late: string, scope: string])[] = [
  [11, 'web', 'web', 'org:acme'],
  [12, 'platform', 'core', 'org:acme'],
  [21, 'web', 'web', 'org:globex'],
  [22, 'data', 'data', 'org:globex'],
  [31, 'ops', 'ops', 'org:initech'],
];

/** Repositories and their names by half of the days, without their owner. */
export const WORLD_REPOSITORIES: readonly (readonly [id: number, early: string, late: string, owner: string])[] = [
  [101, 'site', 'site', 'acme'],
  [102, 'api', 'engine', 'acme'],
  [103, 'site', 'site', 'globex'],
];

const WEIGHTS: ReadonlySet<string> = new Set(MEASURES.flatMap(({ weight }) => weight ?? []));

const TEXTS: Readonly<Record<string, readonly string[]>> = {
  language: ['typescript', 'Python', 'unknown'],
  feature: ['code_completion', 'chat_inline', 'agent_edit'],
  ide: ['vscode', 'IntelliJ'],
  model: ['gpt-5', 'unknown'],
  plan: ['business', 'enterprise', 'unknown'],
  idle_band: ['0-6', '7-29', 'never'],
};

/** Values a column of text can have. */
export const textsOf = (column: string): readonly string[] => TEXTS[column] ?? ['one', 'Two', 'three'];

/** Cells of a column; null among them unless the column identifies rows. */
export function cellsOf({ name, type }: Pick<Column, 'name' | 'type'>, isNullable: boolean): fc.Arbitrary<Cell> {
  const known = knownCells(name, type);
  return isNullable ? fc.oneof({ weight: 3, arbitrary: known }, { weight: 1, arbitrary: fc.constant(null) }) : known;
}

function knownCells(name: string, type: Column['type']): fc.Arbitrary<Cell> {
  switch (type) {
    case 'flag':
      return fc.boolean();
    case 'text':
      return fc.constantFrom(...textsOf(name));
    case 'day':
      return fc.constantFrom('2026-01-05', '2026-10-30');
    case 'decimal':
      return fc.constantFrom(0, 0.1, 0.2, 1.25, 0.000000001);
    case 'number':
      // Halves add up exactly in any order.
      return fc.integer({ min: 0, max: 9 }).map((half) => half / 2);
    case 'id':
      return fc.integer({ min: 1, max: 4 });
    case 'count':
      if (name === 'ai_adoption_phase_number' || name === 'phase_number') return fc.integer({ min: 0, max: 3 });
      // Three of the greatest are more than a double holds; a product with an average would round.
      return fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom(7, 30, ...(WEIGHTS.has(name) ? [] : [4e15])));
  }
}
