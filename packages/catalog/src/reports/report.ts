import { AGGREGATE_1_DAY } from './aggregate-1-day.ts';
import { AGGREGATE_28_DAY } from './aggregate-28-day.ts';
import { AI_CREDIT_USAGE } from './ai-credit-usage.ts';
import { BILLING_USAGE } from './billing-usage.ts';
import { LEGACY_DASHBOARD } from './legacy-dashboard.ts';
import { LEGACY_METRICS_REPORT } from './legacy-metrics.ts';
import { LEGACY_TEAM_METRICS } from './legacy-team-metrics.ts';
import { LEGACY_USAGE } from './legacy-usage.ts';
import type { Manifest } from './manifest.ts';
import { PREMIUM_REQUEST_USAGE } from './premium-request-usage.ts';
import { REPOS_1_DAY } from './repos-1-day.ts';
import { SEAT_SUMMARY } from './seat-summary.ts';
import { SEATS } from './seats.ts';
import { USER_TEAMS_1_DAY } from './user-teams-1-day.ts';
import { USERS_1_DAY } from './users-1-day.ts';
import { USERS_28_DAY } from './users-28-day.ts';

/** One manifest per report. Where several reports match a record equally well, the first wins. */
const MANIFESTS = [
  USER_TEAMS_1_DAY,
  REPOS_1_DAY,
  AGGREGATE_28_DAY,
  USERS_28_DAY,
  USERS_1_DAY,
  LEGACY_METRICS_REPORT,
  LEGACY_USAGE,
  AGGREGATE_1_DAY,
  SEATS,
  SEAT_SUMMARY,
  AI_CREDIT_USAGE,
  PREMIUM_REQUEST_USAGE,
  BILLING_USAGE,
  LEGACY_DASHBOARD,
  LEGACY_TEAM_METRICS,
] as const;

/** Name of a report, alike for organizations and enterprises. */
export type ReportKind = (typeof MANIFESTS)[number]['kind'];

/** What is known of a report without asking GitHub. */
export type Report = Manifest<ReportKind, ReportKind>;

/** Every report, in the order in which a record is compared with their marks. Adding one: a manifest, its facts. */
export const REPORTS = Object.freeze(
  Object.fromEntries(MANIFESTS.map((manifest) => [manifest.kind, manifest])) as unknown as Record<ReportKind, Report>,
);

/** Names of every report. */
export const REPORT_KINDS: readonly ReportKind[] = MANIFESTS.map(({ kind }) => kind);

/** The 1-day reports in the order in which a sync asks for them. */
export const DAILY_REPORTS: readonly ReportKind[] = Object.values(REPORTS)
  .filter(({ window }) => window === '1-day')
  .sort((a, b) => a.turn - b.turn)
  .map(({ kind }) => kind);

/** The report whose rows those of a 28-day report are; the report itself for every other. */
export function dayReportOf(kind: ReportKind): ReportKind {
  return REPORTS[kind].contains?.report ?? kind;
}

/** Full UTC days after which GitHub no longer revises a day. @source github/docs "Reconciling Copilot usage metrics". */
export const SETTLING_DAYS = 3;

/** How far back GitHub serves 1-day reports. @source OpenAPI description of the report endpoints: one year. */
export const HISTORY_DAYS = 365;

/** True for an export of billing, whose records may name an organization each. */
export function isBill(report: ReportKind): boolean {
  return REPORTS[report].origin === 'bill';
}

/** What GitHub calls a report, alike or by the kind of scope: `enterprise-1-day / organization-1-day`. */
export function reportName(kind: ReportKind): string {
  const { endpoint } = REPORTS[kind];
  if (endpoint === null) return kind;
  return [...new Set([endpoint.enterprise, endpoint.org])].map((path) => path.replace('/latest', '')).join(' / ');
}
