import { BILLING_MEASURES } from './billing.ts';
import { CHAT_MEASURES } from './chat.ts';
import { CUSTOMIZATION_MEASURES } from './customizations.ts';
import { LEGACY_MEASURES } from './legacy.ts';
import type { Measure } from './measure-type.ts';
import { OUTPUT_MEASURES } from './outputs.ts';
import { PEOPLE_MEASURES } from './people.ts';
import { PHASE_MEASURES } from './phases.ts';
import { PULL_REQUEST_MEASURES } from './pull-requests.ts';
import { REPOSITORY_MEASURES } from './repositories.ts';
import { SCOPE_MEASURES } from './scopes.ts';
import { SEAT_MEASURES } from './seats.ts';
import { SURFACE_MEASURES } from './surfaces.ts';

export { CHAT_FEATURES } from './define.ts';
export * from './measure-type.ts';

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
