import type { Definition } from '../definition.ts';
import type { Change } from '../result.ts';
import { type Answerers, keyOf, readSlice } from './read.ts';
import { slicesOf } from './slices.ts';
import { add } from './tally.ts';

/** Breakdowns that GitHub also gives by feature. */
const BY_FEATURE: ReadonlySet<string> = new Set(['language', 'model']);

/** What a breakdown holds of each feature, and all there is of it; none where GitHub does not give both. */
export async function featuresIn(definition: Definition, answerers: Answerers): Promise<readonly Change[]> {
  const { breakdown, over, under } = definition;
  if (over.kind !== 'sum' || under !== null || !BY_FEATURE.has(breakdown?.dimension ?? '')) return [];
  const [inside, all] = await Promise.all([
    sumByFeature(definition, over, answerers),
    sumByFeature({ ...definition, breakdown: null }, over, answerers),
  ]);
  return [...new Set([...inside.keys(), ...all.keys()])]
    .map((key) => ({ key, before: inside.get(key) ?? 0, after: all.get(key) ?? 0 }))
    .filter(({ before, after }) => before !== after)
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

async function sumByFeature(
  definition: Definition,
  part: Extract<Definition['over'], { readonly kind: 'sum' }>,
  answerers: Answerers,
): Promise<ReadonlyMap<string, number>> {
  const asked = { metrics: [part.metric], by: ['feature'] };
  const reads = await Promise.all(
    slicesOf(definition).map((slice) => readSlice(definition, part, slice, asked, answerers)),
  );
  const sums = new Map<string, number>();
  for (const { rows } of reads) for (const row of rows) add(sums, keyOf(row, 'feature'), Number(row[part.metric] ?? 0));
  return sums;
}
