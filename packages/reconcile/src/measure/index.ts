import type { Definition, Part } from '../definition.ts';
import { measurePeople } from './people.ts';
import { type Answerers, keyOf, readSlice } from './read.ts';
import { slicesOf } from './slices.ts';
import { measureSum } from './sums.ts';
import { add, sumOf, type Tally, tallyOf, unknownTally } from './tally.ts';

/** A number made by a definition. */
export interface Measured {
  /** Null when it cannot be determined, or its denominator is 0. */
  readonly value: number | null;
  readonly why: string | null;
  readonly over: Tally;
  readonly under: Tally | null;
}

/** The number a definition makes of what is known. */
export async function measure(definition: Definition, answerers: Answerers): Promise<Measured> {
  const [over, under] = await Promise.all([
    measurePart(definition, definition.over, answerers),
    definition.under && measurePart(definition, definition.under, answerers),
  ]);
  if (!under) return { value: over.value, why: over.why, over, under };
  const why = over.why ?? under.why ?? (under.value === 0 ? 'The number it is divided by is 0.' : null);
  const value = over.value === null || !under.value ? null : over.value / under.value;
  return { value, why, over, under };
}

function measurePart(definition: Definition, part: Part, answerers: Answerers): Promise<Tally> {
  switch (part.kind) {
    case 'sum':
      return measureSum(definition, part, answerers);
    case 'people':
      return measurePeople(definition, part, answerers);
    case 'latest':
      return measureLatest(definition, part, answerers);
  }
}

/** How things stood on the last day; added up over organizations where that is how it is counted. */
async function measureLatest(
  definition: Definition,
  part: Extract<Part, { kind: 'latest' }>,
  answerers: Answerers,
): Promise<Tally> {
  const slices = slicesOf(definition);
  const [first, last] = [slices[0], slices.at(-1)];
  if (!first || !last) return unknownTally('No day is counted.');
  const slice = { ...last, range: { from: first.range.from, to: last.range.to } };
  const by = definition.counting === 'by_organization' ? ['organization'] : [];
  const { rows, why } = await readSlice(definition, part, slice, { metrics: [part.metric], by }, answerers);
  const groups = new Map<string, number>();
  for (const row of rows)
    if (row[part.metric] !== null) add(groups, keyOf(row, 'organization'), Number(row[part.metric]));
  if (why !== null || groups.size === 0) return unknownTally(why ?? 'GitHub reported nothing of it in the window.');
  return tallyOf(sumOf(groups), by.length > 0 ? { groups } : {});
}
