import type { Metric } from './metric.ts';
import { CHAT_METRICS } from './metrics/chat.ts';
import { COMPLETION_METRICS } from './metrics/completions.ts';
import { OUTPUT_METRICS } from './metrics/outputs.ts';
import { PEOPLE_METRICS } from './metrics/people.ts';
import { PULL_REQUEST_METRICS } from './metrics/pull-requests.ts';
import { SURFACE_METRICS } from './metrics/surfaces.ts';

/** Every metric. Adding one: an entry in `metrics/`, its measures in `measures/`, one expected answer in the conformance suite. */
export const METRICS: readonly Metric[] = Object.freeze([
  ...PEOPLE_METRICS,
  ...OUTPUT_METRICS,
  ...COMPLETION_METRICS,
  ...CHAT_METRICS,
  ...SURFACE_METRICS,
  ...PULL_REQUEST_METRICS,
]);

const BY_NAME = new Map(METRICS.map((metric) => [metric.name, metric]));

/** The metric of that name, or undefined. */
export function findMetric(name: string): Metric | undefined {
  return BY_NAME.get(name);
}
