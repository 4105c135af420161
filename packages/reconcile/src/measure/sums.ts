import type { Filter } from '@flightdeck/query';
import type { Definition, Part } from '../definition.ts';
import { chosenFeatures } from './features.ts';
import { type Answerers, type Asked, keyOf, readSlice } from './read.ts';
import { slicesOf } from './slices.ts';
import { add, sumOf, type Tally, tallyOf, unknownTally } from './tally.ts';

type Sum = Extract<Part, { readonly kind: 'sum' }>;

/**
 * A counter added up. What is left out is taken off the total, so that activity without a feature stays in it; days
 * without rows add nothing, and a definition without any known day has no value.
 */
export async function measureSum(definition: Definition, part: Sum, answerers: Answerers): Promise<Tally> {
  const { only, off } = chosenFeatures(definition);
  const where = await filtersOf(definition, part, answerers);
  if (where === null) return tallyOf(0, {});
  if (where.some(({ values }) => values.length > MOST_VALUES))
    return unknownTally('There are too many teams to add up.');
  const of = (values: readonly string[]): Filter => ({ dimension: 'feature', is: 'in', values });
  const asked: Asked = { metrics: [part.metric], by: keysOf(definition), where };
  const kept: Asked = only === null ? asked : { ...asked, where: [...where, of(only)] };
  if (only?.length === 0) return tallyOf(0, {});
  const [all, taken] = await Promise.all([
    sumRows(definition, part, kept, answerers),
    off.length > 0 ? sumRows(definition, part, { ...asked, where: [...where, of(off)] }, answerers) : null,
  ]);
  if (all.value === null || !taken) return all;
  if (taken.value === null) return taken;
  return tallyOf(all.value - taken.value, {
    days: subtract(all.days, taken.days),
    groups: subtract(all.groups, taken.groups),
  });
}

/** Values a filter can have. */
const MOST_VALUES = 1000;

/** Filter on people of any reported team where only they count; null when there is no team. */
async function filtersOf(definition: Definition, part: Sum, answerers: Answerers): Promise<readonly Filter[] | null> {
  if (definition.counting !== 'in_teams') return [];
  const teams = new Set<string>();
  const asked = { metrics: ['team_members'], by: ['team'], plain: true };
  // Memberships know people and teams, and nothing of what people did.
  const of = { ...definition, where: definition.where.filter(({ dimension }) => /^(?:team|user)$/.test(dimension)) };
  for (const slice of slicesOf(definition)) {
    const { rows } = await readSlice(of, { ...part, where: [] }, slice, asked, answerers);
    for (const row of rows) teams.add(keyOf(row, 'team'));
  }
  return teams.size === 0 ? null : [{ dimension: 'team', is: 'in', values: [...teams] }];
}

/** Dimensions sums are read by: days for evidence, and what is added up. */
function keysOf({ counting }: Definition): readonly string[] {
  if (counting === 'by_organization') return ['day', 'organization'];
  return counting === 'by_team' ? ['day', 'team'] : ['day'];
}

async function sumRows(definition: Definition, part: Sum, asked: Asked, answerers: Answerers): Promise<Tally> {
  const reads = await Promise.all(
    slicesOf(definition).map((slice) => readSlice(definition, part, slice, asked, answerers)),
  );
  const days = new Map<string, number>();
  const groups = new Map<string, number>();
  const [, group] = asked.by;
  for (const { rows } of reads) {
    for (const row of rows) {
      const value = Number(row[part.metric] ?? 0);
      add(days, keyOf(row, 'day'), value);
      if (group !== undefined) add(groups, keyOf(row, group), value);
    }
  }
  const reasons = reads.flatMap(({ why }) => why ?? []);
  if (reads.length === 0) return unknownTally('No day is counted.');
  if (reasons.length === reads.length) return unknownTally(reasons[0] ?? '');
  return tallyOf(sumOf(days), { days, groups });
}

function subtract(all: ReadonlyMap<string, number>, taken: ReadonlyMap<string, number>): Map<string, number> {
  return new Map([...all].map(([key, value]) => [key, value - (taken.get(key) ?? 0)]));
}
