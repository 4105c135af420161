import type { Definition, Outside } from '../definition.ts';
import { type Measured, measure } from '../measure/index.ts';
import type { Answerers } from '../measure/read.ts';
import type { Made } from './source.ts';

/** Places that GitHub's editors never hold by its reference, all of them first. */
const OUTSIDE: readonly (readonly Outside[])[] = [['cli', 'app'], ['cli'], ['app']];

/**
 * What a breakdown leaves out, as far as its rows show it: editors the CLI and the app where no day or person has more in
 * the breakdown than there is without them, models completions where none is in them. What the rows do not show is not
 * named: it stays with what is not in the breakdown.
 */
export async function learnBreakdown(made: Made, answerers: Answerers): Promise<Made> {
  const { definition } = made;
  const left = definition.breakdown?.dimension === 'ide' ? await leftByEditors(definition, answerers) : null;
  const features = definition.breakdown?.dimension === 'model' ? await leftByModels(definition, answerers) : null;
  return { ...made, definition: { ...definition, ...left, ...features } };
}

async function leftByEditors(definition: Definition, answerers: Answerers): Promise<Partial<Definition> | null> {
  const whole = { ...definition, breakdown: null };
  const [parts, ...rests] = await Promise.all([
    measure(definition, answerers),
    ...OUTSIDE.map((without) => measure({ ...whole, without }, answerers)),
  ]);
  const without = OUTSIDE.find((_, index) => holds(rests[index], parts));
  return without ? { without } : null;
}

async function leftByModels(definition: Definition, answerers: Answerers): Promise<Partial<Definition> | null> {
  if (definition.over.kind !== 'sum' || definition.features !== 'all') return null;
  const inside = await measure({ ...definition, features: 'completions' }, answerers);
  const isEmpty = inside.over.value === 0 && (inside.under === null || inside.under.value === 0);
  return isEmpty ? { features: 'without_completions' } : null;
}

/** True when no day and no person counts for more in the part than in the whole. */
function holds(whole: Measured | undefined, part: Measured): boolean {
  if (!whole || whole.over.value === null || part.over.value === null) return false;
  return ([['over'], ['under']] as const).every(([side]) =>
    (['days', 'people'] as const).every((kind) =>
      [...(part[side]?.[kind] ?? [])].every(([key, value]) => value <= (whole[side]?.[kind].get(key) ?? 0)),
    ),
  );
}
