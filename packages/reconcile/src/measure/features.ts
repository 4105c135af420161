import { CHAT_FEATURES, MEASUREMENT_BREAKS } from '@flightdeck/catalog';
import type { Definition, FeatureSet, Outside } from '../definition.ts';

const FEATURES: Readonly<Record<FeatureSet, readonly string[] | null>> = {
  all: null,
  without_completions: null,
  completions: ['code_completion'],
  chat: CHAT_FEATURES,
  agent_edits: ['agent_edit'],
};

const FEATURE_OF: Readonly<Record<Outside, string>> = { cli: 'copilot_cli', app: 'copilot_app' };

/** Values of `feature` that count, null for all there are, and those that are taken off. */
export interface Chosen {
  readonly only: readonly string[] | null;
  readonly off: readonly string[];
}

/** The features of a definition. A breakdown by editor never holds CLI and app, one by model never completions. */
export function chosenFeatures(definition: Definition): Chosen {
  const dimension = definition.breakdown?.dimension;
  const isWithoutOutside = dimension === 'ide' || dimension === 'ide_version';
  const outside = isWithoutOutside ? [] : outsideOf(definition).map((place) => FEATURE_OF[place]);
  const isWithoutCompletions = definition.features === 'without_completions' && dimension !== 'model';
  const off = [...outside, ...(isWithoutCompletions ? ['code_completion'] : [])];
  const only = FEATURES[definition.features];
  return only === null ? { only, off } : { only: only.filter((feature) => !off.includes(feature)), off: [] };
}

/** Places outside editors that are left out, also because the rules of an earlier day did not count them. */
function outsideOf({ without, rules }: Definition): readonly Outside[] {
  const undone = undoneBy(rules).flatMap(({ undo }) => (undo === 'cli' || undo === 'app' ? undo : []));
  return [...new Set([...without, ...undone])];
}

/** Changes of measurement after a day that can be undone, the oldest first; none for null. */
export function undoneBy(rules: string | null): readonly (typeof MEASUREMENT_BREAKS)[number][] {
  return rules === null ? [] : MEASUREMENT_BREAKS.filter(({ day, undo }) => day > rules && undo !== undefined);
}
