import type { Day } from '@flightdeck/catalog';

/**
 * The day from which each field or rule of measurement exists in GitHub's reports.
 * @source GitHub changelog and report-fields.json (`since`).
 */
export const SINCE = Object.freeze({
  planMode: '2025-11-18',
  pullRequestOutcomes: '2026-02-19',
  housekeeping: '2026-03-01',
  cli: '2026-03-05',
  autoModelResolved: '2026-03-20',
  codingAgentFlag: '2026-03-25',
  reviewFlags: '2026-04-06',
  reviewedMerges: '2026-04-08',
  cliInTotals: '2026-04-10',
  cloudAgentCounts: '2026-04-10',
  reviewCounts: '2026-04-22',
  cloudAgentFlag: '2026-04-23',
  commentTypes: '2026-05-08',
  phases: '2026-05-29',
  serverSideUsers: '2026-06-15',
  credits: '2026-06-19',
  phaseMerges: '2026-06-26',
  cliSuggestedLines: '2026-07-02',
  serverSideIde: '2026-07-02',
  phaseReviews: '2026-07-08',
  app: '2026-07-17',
  appInTotals: '2026-07-28',
  agentApps: '2026-08-07',
  vscodeAgents: '2026-09-11',
  customizations: '2026-09-17',
  phasePopulation: '2026-09-17',
  featureEngagement: '2026-09-17',
  reviewTimes: '2026-09-25',
}) satisfies Readonly<Record<string, Day>>;
