import { FACTS } from '../../facts/facts.ts';
import type { Measure } from '../../measures/measure.ts';
import type { FactName } from '../../names.ts';
import { dayReportOf, REPORTS } from '../../reports/report.ts';

/**
 * Where a number comes from, as far as that decides what it can be broken down by: rows of people · memberships · GitHub's
 * totals of a scope, its rows of phases, its engagement of 28 days · pull requests of scopes and repositories, review times ·
 * seats one by one, the count beside their list, the summary of an organization · the older APIs · three kinds of bills.
 */
export type Source =
  | 'people'
  | 'memberships'
  | 'totals'
  | 'phases'
  | 'engagement'
  | 'pull requests'
  | 'review times'
  | 'seats'
  | 'seat list'
  | 'seat summary'
  | 'older API'
  | 'credits'
  | 'requests'
  | 'bill';

const OF_FACT: ReadonlyMap<string, Source> = new Map(
  Object.entries<Source>({
    user_team_day: 'memberships',
    scope_day_phase: 'phases',
    feature_engagement: 'engagement',
    repo_day_review_time: 'review times',
    seat_day: 'seats',
    seat_list_day: 'seat list',
    seat_summary_day: 'seat summary',
    credit_usage: 'credits',
    premium_request_usage: 'requests',
    billing_usage: 'bill',
  } satisfies Partial<Record<FactName, Source>>),
);

/** The source of a measure. */
export function sourceOf({ facts }: Pick<Measure, 'facts'>): Source {
  const first = facts[0] ?? '';
  const own = OF_FACT.get(first);
  if (own) return own;
  const report = FACTS.find(({ name }) => name === first)?.report;
  if (report !== undefined && REPORTS[report].origin === 'older API') return 'older API';
  if (report !== undefined && dayReportOf(report) === 'users-1-day') return 'people';
  return facts.includes('repo_day') ? 'pull requests' : 'totals';
}

/** The three kinds of bills. */
export const BILLS: readonly Source[] = ['credits', 'requests', 'bill'];
