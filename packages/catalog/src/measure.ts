import type { Measure } from './measure-type.ts';
import { BILLING_MEASURES } from './measures/billing.ts';
import { CHAT_MEASURES } from './measures/chat.ts';
import { CUSTOMIZATION_MEASURES } from './measures/customizations.ts';
import { LEGACY_MEASURES } from './measures/legacy.ts';
import { OUTPUT_MEASURES } from './measures/outputs.ts';
import { PEOPLE_MEASURES } from './measures/people.ts';
import { PHASE_MEASURES } from './measures/phases.ts';
import { PULL_REQUEST_MEASURES } from './measures/pull-requests.ts';
import { REPOSITORY_MEASURES } from './measures/repositories.ts';
import { SCOPE_MEASURES } from './measures/scopes.ts';
import { SEAT_MEASURES } from './measures/seats.ts';
import { SURFACE_MEASURES } from './measures/surfaces.ts';

export * from './measure-type.ts';
export { CHAT_FEATURES } from './measures/define.ts';

/** Every measure. */
export const MEASURES: readonly Measure[] = Object.freeze([
  ...PEOPLE_MEASURES,
  ...OUTPUT_MEASURES,
  ...CHAT_MEASURES,
  ...SURFACE_MEASURES,
  ...CUSTOMIZATION_MEASURES,
  ...SCOPE_MEASURES,
  ...PULL_REQUEST_MEASURES,
  ...REPOSITORY_MEASURES,
  ...PHASE_MEASURES,
  ...SEAT_MEASURES,
  ...LEGACY_MEASURES,
  ...BILLING_MEASURES,
]);

const BY_NAME = new Map(MEASURES.map((measure) => [measure.name, measure]));

/** The measure of that name, or undefined. */
export function findMeasure(name: string): Measure | undefined {
  return BY_NAME.get(name);
}
