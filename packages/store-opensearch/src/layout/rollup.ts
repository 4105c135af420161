import { type Condition, FACTS, type Fact, MEASURES, type Measure } from '@flightdeck/catalog';
import { addedColumns } from '@flightdeck/query';
import { isOfPeople, keysBesidePeople } from '@flightdeck/store/shared';

/** Which index a document of a fact stands in: the fact itself, its rows added up by day, or by team and day. */
export type Kind = 'fact' | 'day_rollup' | 'team_day_rollup';

/** What the rollup of a person fact holds. */
export interface Rollup {
  readonly fact: Fact;
  /** Grain columns of the fact but scope, day and person. */
  readonly keys: readonly string[];
  /** Columns that a measure of the catalogue sums. */
  readonly sums: readonly string[];
  /** Row counts kept, one for each different `when` that a count of people tests. */
  readonly counts: readonly RollupCount[];
}

/** Rows for which `when` holds, in the field of the first measure with that test, and rows that know what it tests. */
export interface RollupCount {
  readonly when: readonly Condition[];
  readonly rows: string;
  readonly known: string;
}

/** Every rollup: the person facts that measures read, but that of memberships. */
export const ROLLUPS: readonly Rollup[] = Object.freeze(FACTS.flatMap(toRollup));

function toRollup(fact: Fact): readonly Rollup[] {
  const measures = MEASURES.filter(({ facts }) => facts.includes(fact.name));
  if (!isOfPeople(fact) || fact.grain.includes('team_id') || measures.length === 0) return [];
  const tests = new Map<string, Measure>();
  for (const measure of measures.filter(({ aggregate }) => aggregate === 'people' || aggregate === 'person_days')) {
    const text = JSON.stringify(measure.when);
    if (!tests.has(text)) tests.set(text, measure);
  }
  return [
    {
      fact,
      keys: keysBesidePeople(fact),
      sums: [...addedColumns(fact.name)],
      counts: [...tests.values()].map(({ name, when }) => ({ when, rows: name, known: `${name}_known` })),
    },
  ];
}

const BY_FACT: ReadonlyMap<string, Rollup> = new Map(ROLLUPS.map((rollup) => [rollup.fact.name, rollup]));

/** The rollup of a fact, or undefined. */
export function findRollup(fact: string): Rollup | undefined {
  return BY_FACT.get(fact);
}

/** The count kept for the same conditions, or undefined. */
export function findCount({ counts }: Rollup, when: readonly Condition[]): RollupCount | undefined {
  const text = JSON.stringify(when);
  return counts.find((count) => JSON.stringify(count.when) === text);
}

/** Field of the rollup with the number of its rows. */
export const ROW_COUNT = 'row_count';
