import type { MetricName } from '../names.ts';
import { REPORTS, reportName } from '../reports/report.ts';
import { BILLING_METRICS } from './billing.ts';
import { CHAT_METRICS } from './chat.ts';
import { COMPLETION_METRICS } from './completions.ts';
import { CUSTOMIZATION_METRICS } from './customizations.ts';
import { GITHUB_PEOPLE_METRICS } from './github-people.ts';
import { LEGACY_METRICS } from './legacy.ts';
import type { Metric } from './metric.ts';
import { OUTPUT_METRICS } from './outputs.ts';
import { PEOPLE_METRICS } from './people.ts';
import { PEOPLE_DAY_METRICS } from './people-days.ts';
import { PHASE_METRICS } from './phases.ts';
import { PULL_REQUEST_METRICS } from './pull-requests.ts';
import { REPOSITORY_METRICS } from './repositories.ts';
import { SEAT_METRICS } from './seats.ts';
import { SURFACE_METRICS } from './surfaces.ts';
import { TEAM_METRICS } from './teams.ts';

/** Every metric. Adding one: an entry in `metrics/` with its measures above, one expected answer in the conformance suite, one truth. */
export const METRICS: readonly Metric[] = Object.freeze([
  ...PEOPLE_METRICS,
  ...PEOPLE_DAY_METRICS,
  ...TEAM_METRICS,
  ...OUTPUT_METRICS,
  ...COMPLETION_METRICS,
  ...CHAT_METRICS,
  ...SURFACE_METRICS,
  ...GITHUB_PEOPLE_METRICS,
  ...CUSTOMIZATION_METRICS,
  ...PULL_REQUEST_METRICS,
  ...REPOSITORY_METRICS,
  ...PHASE_METRICS,
  ...SEAT_METRICS,
  ...LEGACY_METRICS,
  ...BILLING_METRICS,
]);

const BY_NAME: ReadonlyMap<string, Metric> = new Map(METRICS.map((metric) => [metric.name, metric]));

/** The metric of that name, or undefined. */
export function findMetric(name: string): Metric | undefined {
  return BY_NAME.get(name);
}

/** Names of the numerator and denominator metrics of a ratio; null where the metric is not a ratio of metrics. */
export function partsOf({ formula }: Metric): { readonly over: MetricName; readonly under: MetricName } | null {
  if (formula.op !== 'ratio' || formula.over.op !== 'measure' || formula.under.op !== 'measure') return null;
  const named = (measure: string): MetricName | undefined =>
    METRICS.find((item) => item.formula.op === 'measure' && item.formula.measure === measure)?.name;
  const [over, under] = [named(formula.over.measure), named(formula.under.measure)];
  return over && under ? { over, under } : null;
}

/** The number shown beside another: the whole it is part of, as a share or not, or with `join` what belongs to it. */
export const WHOLES: Readonly<
  Partial<
    Record<
      MetricName,
      { readonly metric: MetricName; readonly share: boolean; readonly join?: 'and' | 'for'; readonly word: string }
    >
  >
> = Object.freeze({
  active_users: { metric: 'reported_users', share: false, word: 'reported' },
  agent_users: { metric: 'active_users', share: true, word: 'active' },
  seats: { metric: 'github_seats', share: false, word: 'billed' },
  seats_active_this_cycle: { metric: 'seats_billed', share: true, word: 'billed' },
  seats_idle_30: { metric: 'seats', share: true, word: 'people' },
  seats_never_used: { metric: 'seats', share: true, word: 'people' },
  seats_pending_invitation: { metric: 'seats_pending_cancellation', share: false, join: 'and', word: 'cancelling' },
  idle_seat_cost: { metric: 'seats_unused_30', share: false, join: 'for', word: 'seats' },
  pull_requests_merged_created_by_copilot: { metric: 'pull_requests_merged', share: true, word: 'merged' },
  pull_requests_reviewed_by_copilot: { metric: 'pull_requests_reviewed', share: true, word: 'reviewed' },
});

/** True for a metric that states how things stood when GitHub was asked, so that it cannot change later. */
export function isSnapshot({ source }: Pick<Metric, 'source'>): boolean {
  return source[0] !== undefined && REPORTS[source[0].report].window === 'snapshot';
}

/** The metric's source as text, `users-1-day: chat_panel_ask`. */
export function formatSource({ source }: Pick<Metric, 'source'>): string {
  return source.map(({ report, field }) => `${reportName(report)}: ${field}`).join('; ');
}
