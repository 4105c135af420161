import type { Day } from './day.ts';
import type { Scope } from './scope.ts';

/**
 * The report kinds GitHub serves under `copilot/metrics/reports`, named alike for both scopes, and our daily snapshots of
 * what GitHub only tells as of now.
 */
export type ReportKind =
  | 'aggregate-1-day'
  | 'aggregate-28-day'
  | 'users-1-day'
  | 'users-28-day'
  | 'user-teams-1-day'
  | 'repos-1-day'
  | SnapshotKind
  | HistoryKind;

/** What GitHub tells only as of now; kept once a day, so history begins with the first one taken. */
export type SnapshotKind = 'seats' | 'seat-summary';

/** What only files a person kept can tell, because GitHub closed the API behind it or gives it as an export: never synced. */
export type HistoryKind =
  | 'legacy-metrics'
  | 'legacy-usage'
  | 'legacy-team-metrics'
  | 'legacy-dashboard'
  | 'ai-credit-usage'
  | 'premium-request-usage'
  | 'billing-usage';

/** What is known of a report kind, without asking GitHub. */
export interface Report {
  readonly kind: ReportKind;
  /**
   * One day a call, the trailing 28 days as of the latest, the state of things when asked, taken once a day, or days that
   * only imported files bring, so that one that is not there is not missing.
   */
  readonly window: '1-day' | '28-day' | 'snapshot' | 'history';
  /** First day GitHub has; of a snapshot the first on which there was something to take. */
  readonly firstDay: Readonly<Record<Scope['kind'], Day>>;
  readonly says: string;
}

/**
 * Every kind.
 * @source github/docs "Copilot usage metrics" (history per scope), changelog 2026-05-14 (user-teams), 2026-07-17 (repos).
 */
export const REPORTS: Readonly<Record<ReportKind, Report>> = Object.freeze({
  'aggregate-1-day': {
    kind: 'aggregate-1-day',
    window: '1-day',
    firstDay: { enterprise: '2025-10-10', org: '2025-12-12' },
    says: "GitHub's own totals of one day",
  },
  'users-1-day': {
    kind: 'users-1-day',
    window: '1-day',
    firstDay: { enterprise: '2025-10-10', org: '2025-12-12' },
    says: 'one row a person and day',
  },
  'user-teams-1-day': {
    kind: 'user-teams-1-day',
    window: '1-day',
    firstDay: { enterprise: '2026-05-14', org: '2026-05-14' },
    says: 'who was in which team that day',
  },
  'repos-1-day': {
    kind: 'repos-1-day',
    window: '1-day',
    firstDay: { enterprise: '2026-07-17', org: '2026-07-17' },
    says: 'pull requests of one day by repository',
  },
  'aggregate-28-day': {
    kind: 'aggregate-28-day',
    window: '28-day',
    firstDay: { enterprise: '2025-10-10', org: '2025-12-12' },
    says: "GitHub's own totals of the trailing 28 days",
  },
  'users-28-day': {
    kind: 'users-28-day',
    window: '28-day',
    firstDay: { enterprise: '2025-10-10', org: '2025-12-12' },
    says: 'people of the trailing 28 days; seeds and checks, never overwrites 1-day data',
  },
  seats: {
    kind: 'seats',
    window: 'snapshot',
    firstDay: { enterprise: '2025-10-10', org: '2025-10-10' },
    says: 'every Copilot seat on the day it was asked for',
  },
  'seat-summary': {
    kind: 'seat-summary',
    window: 'snapshot',
    firstDay: { enterprise: '2025-10-10', org: '2025-10-10' },
    says: "GitHub's own seat counts and the Copilot policies of an organization on the day it was asked for",
  },
  ...history('legacy-metrics', '2024-06-01', 'one day of the older API copilot/metrics, closed 2 Apr 2026'),
  ...history('legacy-usage', '2023-10-01', 'one day of the oldest API copilot/usage, closed 1 Mar 2025'),
  ...history('legacy-team-metrics', '2023-10-01', 'one day of the older APIs for teams'),
  ...history('legacy-dashboard', '2023-10-01', 'days moved in from a Copilot Usage Advanced Dashboard'),
  ...history('ai-credit-usage', '2026-06-01', 'lines of the AI usage report of billing'),
  ...history('premium-request-usage', '2025-06-18', 'lines of the premium request report of billing'),
  ...history('billing-usage', '2025-06-18', 'lines of the detailed or summarized usage report of billing'),
});

function history<Kind extends HistoryKind>(kind: Kind, firstDay: Day, says: string): Record<Kind, Report> {
  const report: Report = { kind, window: 'history', firstDay: { enterprise: firstDay, org: firstDay }, says };
  return { [kind]: report } as Record<Kind, Report>;
}

/**
 * How much rows of a report count where several fill the same days: GitHub's own files before what another tool made of
 * them, a newer generation before an older one, and of teams the source that has them all. The others stay in the archive.
 */
export function rankOf(source: ReportKind): number {
  return RANKS[source] ?? 1;
}

const RANKS: Readonly<Partial<Record<ReportKind, number>>> = {
  'legacy-metrics': 3,
  'legacy-dashboard': 2,
  'legacy-usage': 1,
  'legacy-team-metrics': 1,
};

/** Full UTC days after which GitHub no longer revises a day. @source github/docs "Reconciling Copilot usage metrics". */
export const SETTLING_DAYS = 3;

/** How far back GitHub serves 1-day reports. @source OpenAPI description of the report endpoints: one year. */
export const HISTORY_DAYS = 365;

const BILLS: ReadonlySet<ReportKind> = new Set(['premium-request-usage', 'ai-credit-usage', 'billing-usage']);

/** True for an export of billing, whose records may name an organization each. */
export function isBill(report: ReportKind): boolean {
  return BILLS.has(report);
}
