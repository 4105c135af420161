/** When somebody should look after Flightdeck itself. */
export interface OwnRule {
  /** Name of the alert in Prometheus. */
  readonly alert: string;
  readonly title: string;
  /** What is wrong and what to do, in a sentence or two. */
  readonly says: string;
  /** The number that is watched, in PromQL; `of` selects one installation: `job="flightdeck"`. */
  readonly value: (of: string) => string;
  /** It fires while the number is above this. */
  readonly above: number;
  readonly forMinutes: number;
  readonly severity: 'critical' | 'warning' | 'info';
}

const DAY = 86_400;
const since = (metric: string) => (of: string) => `time() - max(${metric}{${of}})`;
const share = (metric: string, part: string, window: string) => (of: string) =>
  `sum(rate(${metric}{${of},${part}}[${window}])) / sum(rate(${metric}{${of}}[${window}]))`;

/** Every rule, the most urgent first. */
export const OWN_RULES: readonly OwnRule[] = Object.freeze([
  {
    alert: 'FlightdeckDown',
    title: 'Flightdeck is down',
    says: 'Flightdeck has not answered Prometheus for 15 minutes: look at its log, and at METRICS_TOKEN if it runs.',
    value: (of) => `max(1 - up{${of}}) or absent(up{${of}})`,
    above: 0,
    forMinutes: 15,
    severity: 'critical',
  },
  {
    alert: 'FlightdeckStoreAway',
    title: 'The store does not answer',
    says: 'Figures could not be read from the store for 15 minutes: /readyz and the log say why.',
    value: (of) => `sum(increase(flightdeck_metrics_unread_total{${of}}[15m]))`,
    above: 0,
    forMinutes: 15,
    severity: 'critical',
  },
  {
    alert: 'FlightdeckSyncStale',
    title: 'No complete sync',
    says: 'No sync has ended complete for two days; Data health names what is missing.',
    value: since('flightdeck_sync_last_complete_timestamp_seconds'),
    above: 2 * DAY,
    forMinutes: 60,
    severity: 'warning',
  },
  {
    alert: 'FlightdeckSyncFailing',
    title: 'Syncs fail',
    says: 'Three or more syncs failed within six hours; "flightdeck doctor" says what GitHub refuses.',
    value: (of) => `sum(increase(flightdeck_sync_runs_total{${of},result="failed"}[6h]))`,
    above: 2.5,
    forMinutes: 15,
    severity: 'warning',
  },
  {
    alert: 'FlightdeckReportStale',
    title: 'A report stands still',
    says: 'Nothing new of a daily report has come for four days, of {{ $labels.scope }}: {{ $labels.report }}.',
    value: (of) =>
      `time() - max by (scope, report) (flightdeck_sync_last_success_timestamp_seconds{${of},report=~"users-1-day|user-teams-1-day|aggregate-1-day|seats"})`,
    above: 4 * DAY,
    forMinutes: 60,
    severity: 'warning',
  },
  {
    alert: 'FlightdeckDaysLacking',
    title: 'Answers lack days',
    says: 'Answers lack days that were received; "flightdeck verify" names the damaged files.',
    value: (of) => `sum(flightdeck_lacking_days{${of}})`,
    above: 0,
    forMinutes: 60,
    severity: 'warning',
  },
  {
    alert: 'FlightdeckArchiveDamaged',
    title: 'The archive is damaged',
    says: 'Archived files are missing or changed; "flightdeck verify" names them and what to do.',
    value: (of) => `sum(flightdeck_archive_files{${of},state=~"missing|changed"})`,
    above: 0,
    forMinutes: 15,
    severity: 'critical',
  },
  {
    alert: 'FlightdeckBackupStale',
    title: 'No backup',
    says: 'The last backup that lacks nothing is more than two days old.',
    value: since('flightdeck_backup_last_success_timestamp_seconds'),
    above: 2 * DAY,
    forMinutes: 60,
    severity: 'warning',
  },
  {
    alert: 'FlightdeckBackupFailed',
    title: 'The last backup failed',
    says: 'The last attempt at a backup failed or lacks something; Data health says what.',
    value: (of) => `max(flightdeck_backup_failed{${of}})`,
    above: 0,
    forMinutes: 15,
    severity: 'warning',
  },
  {
    alert: 'FlightdeckGithubRefuses',
    title: 'GitHub refuses requests',
    says: 'More than half of the requests to GitHub failed for an hour: credentials, rate limit, proxy or GitHub itself.',
    value: share('flightdeck_github_requests_total', 'status=~"401|403|429|5..|none"', '1h'),
    above: 0.5,
    forMinutes: 60,
    severity: 'warning',
  },
  {
    alert: 'FlightdeckErrors',
    title: 'Requests fail',
    says: 'More than one in twenty requests ended with a failure of the server; the log has each with its request id.',
    value: share('flightdeck_http_requests_total', 'status=~"5.."', '15m'),
    above: 0.05,
    forMinutes: 15,
    severity: 'warning',
  },
  {
    alert: 'FlightdeckSlow',
    title: 'Answers are slow',
    says: 'One in twenty requests takes longer than five seconds.',
    value: (of) =>
      `histogram_quantile(0.95, sum by (le) (rate(flightdeck_http_request_duration_seconds_bucket{${of}}[15m])))`,
    above: 5,
    forMinutes: 30,
    severity: 'warning',
  },
  {
    alert: 'FlightdeckStrayFailures',
    title: 'Unhandled failures',
    says: 'Failures that nothing waited for occurred; the server goes on, and the log has each.',
    value: (of) => `sum(increase(flightdeck_stray_failures_total{${of}}[1h]))`,
    above: 0,
    forMinutes: 0,
    severity: 'warning',
  },
  {
    alert: 'FlightdeckUnexplained',
    title: 'Numbers differ',
    says: 'A standing check leaves a difference that no cause explains; Data health names it.',
    value: (of) => `sum(flightdeck_checks{${of},verdict="unexplained"})`,
    above: 0,
    forMinutes: 60,
    severity: 'info',
  },
  {
    alert: 'FlightdeckNewFields',
    title: 'GitHub reports new fields',
    says: 'Reports have fields that this version does not know; they stay in the archive, and a newer version may read them.',
    value: (of) => `max(flightdeck_unknown_fields{${of}})`,
    above: 0,
    forMinutes: 60,
    severity: 'info',
  },
]);

/** A rule as Prometheus writes it. */
export interface PrometheusRule {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** The rules for one installation. */
export function toPrometheusRules(of: string): readonly PrometheusRule[] {
  return OWN_RULES.map(({ alert, title, says, value, above, forMinutes, severity }) => {
    // A comparison binds closer than `or`.
    const number = value(of);
    const expr = `${/ or /.test(number) ? `(${number})` : number} > ${above}`;
    return {
      alert,
      expr,
      for: `${forMinutes}m`,
      labels: { severity },
      annotations: { summary: title, description: says },
    };
  });
}
