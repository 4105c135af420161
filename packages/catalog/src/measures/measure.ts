import { BILLING_MEASURES } from '../metrics/billing.ts';
import { CHAT_MEASURES } from '../metrics/chat.ts';
import { COMPLETION_MEASURES } from '../metrics/completions.ts';
import { CUSTOMIZATION_MEASURES } from '../metrics/customizations.ts';
import { GITHUB_PEOPLE_MEASURES } from '../metrics/github-people.ts';
import { LEGACY_MEASURES } from '../metrics/legacy.ts';
import { OUTPUT_MEASURES, SCOPE_TOTAL_MEASURES } from '../metrics/outputs.ts';
import { PEOPLE_MEASURES, SCOPE_PEOPLE_MEASURES } from '../metrics/people.ts';
import { PEOPLE_DAY_MEASURES } from '../metrics/people-days.ts';
import { PHASE_MEASURES } from '../metrics/phases.ts';
import { PULL_REQUEST_MEASURES } from '../metrics/pull-requests.ts';
import { REPOSITORY_MEASURES } from '../metrics/repositories.ts';
import { SEAT_MEASURES } from '../metrics/seats.ts';
import { SURFACE_MEASURES } from '../metrics/surfaces.ts';
import { TEAM_MEASURES } from '../metrics/teams.ts';
import type { Measure } from './measure-type.ts';

export { CHAT_FEATURES } from './define.ts';
export * from './measure-type.ts';

/** Every measure; each stands beside the metrics that are made of it. */
export const MEASURES: readonly Measure[] = Object.freeze([
  ...PEOPLE_MEASURES,
  ...TEAM_MEASURES,
  ...PEOPLE_DAY_MEASURES,
  ...OUTPUT_MEASURES,
  ...COMPLETION_MEASURES,
  ...CHAT_MEASURES,
  ...SURFACE_MEASURES,
  ...GITHUB_PEOPLE_MEASURES,
  ...CUSTOMIZATION_MEASURES,
  ...SCOPE_PEOPLE_MEASURES,
  ...SCOPE_TOTAL_MEASURES,
  ...PULL_REQUEST_MEASURES,
  ...REPOSITORY_MEASURES,
  ...PHASE_MEASURES,
  ...SEAT_MEASURES,
  ...LEGACY_MEASURES,
  ...BILLING_MEASURES,
]);

const BY_NAME: ReadonlyMap<string, Measure> = new Map(MEASURES.map((measure) => [measure.name, measure]));

/** The measure of that name, or undefined. */
export function findMeasure(name: string): Measure | undefined {
  return BY_NAME.get(name);
}
