/** A number of Flightdeck itself over time, or as it stands. */
export interface OwnPanel {
  readonly title: string;
  /** What it shows, in a sentence. */
  readonly says: string;
  readonly kind: 'stat' | 'timeseries';
  /** Unit as Grafana names it. */
  readonly unit: string;
  /** Queries in PromQL with what names their lines; `of` selects one installation. */
  readonly lines: readonly (readonly [value: (of: string) => string, legend: string])[];
  /** For a stat: from here on it is not well. */
  readonly badFrom?: number;
}

/** Panels below one heading. */
export interface OwnSection {
  readonly title: string;
  readonly panels: readonly OwnPanel[];
}

const stat = (
  title: string,
  says: string,
  unit: string,
  value: (of: string) => string,
  badFrom?: number,
): OwnPanel => ({
  ...{ title, says, unit, kind: 'stat', lines: [[value, '']] },
  ...(badFrom === undefined ? {} : { badFrom }),
});
const series = (title: string, says: string, unit: string, ...lines: OwnPanel['lines']): OwnPanel => ({
  ...{ title, says, unit, kind: 'timeseries', lines },
});
const age = (metric: string) => (of: string) => `time() - max(${metric}{${of}})`;

/** Everything on the board, in its order. */
export const OWN_SECTIONS: readonly OwnSection[] = Object.freeze([
  {
    title: 'Is it well?',
    panels: [
      stat('Up', 'Servers that answer Prometheus.', 'short', (of) => `sum(up{${of}})`),
      stat(
        'Since the last complete sync',
        'How long ago one ended.',
        's',
        age('flightdeck_sync_last_complete_timestamp_seconds'),
        172_800,
      ),
      stat(
        'Days lacking',
        'Days that were received and that answers lack.',
        'short',
        (of) => `sum(flightdeck_lacking_days{${of}}) or vector(0)`,
        1,
      ),
      stat(
        'Damaged files',
        'Archived files that are missing or changed.',
        'short',
        (of) => `sum(flightdeck_archive_files{${of},state=~"missing|changed"})`,
        1,
      ),
      stat(
        'Since the last backup',
        'How long ago one was made that lacks nothing.',
        's',
        age('flightdeck_backup_last_success_timestamp_seconds'),
        172_800,
      ),
      stat(
        'Unhandled failures',
        'Since the start; the log has each.',
        'short',
        (of) => `sum(flightdeck_stray_failures_total{${of}})`,
        1,
      ),
    ],
  },
  {
    title: 'Syncs and what they bring',
    panels: [
      series('Syncs by how they ended', 'Each hour.', 'short', [
        (of) => `sum by (result) (increase(flightdeck_sync_runs_total{${of}}[1h]))`,
        '{{result}}',
      ]),
      series('Since something new came', 'Of each report; a day is usual.', 's', [
        (of) => `time() - max by (scope, report) (flightdeck_sync_last_success_timestamp_seconds{${of}})`,
        '{{scope}} {{report}}',
      ]),
      series('Days by state', 'Days of all reports and scopes.', 'short', [
        (of) => `sum by (state) (flightdeck_report_days{${of}})`,
        '{{state}}',
      ]),
      series(
        'Rejected lines and unknown fields',
        'Lines that were not loaded; fields that no table has.',
        'short',
        [(of) => `sum by (report) (flightdeck_rejected_lines_total{${of}})`, 'rejected, {{report}}'],
        [(of) => `max(flightdeck_unknown_fields{${of}})`, 'unknown fields'],
      ),
      series('Standing checks', 'By how they ended after the last sync.', 'short', [
        (of) => `sum by (verdict) (flightdeck_checks{${of}})`,
        '{{verdict}}',
      ]),
      series('Size of the data', 'Database file, or the indexes with their copies.', 'bytes', [
        (of) => `max(flightdeck_store_size_bytes{${of}})`,
        'store',
      ]),
    ],
  },
  {
    title: 'GitHub',
    panels: [
      series('Requests by status', 'Each second; none: no answer came.', 'reqps', [
        (of) => `sum by (status) (rate(flightdeck_github_requests_total{${of}}[5m]))`,
        '{{status}}',
      ]),
      series(
        'Time to answer',
        'Half, and nineteen in twenty of the requests.',
        's',
        [
          (of) =>
            `histogram_quantile(0.5, sum by (le) (rate(flightdeck_github_request_duration_seconds_bucket{${of}}[5m])))`,
          'median',
        ],
        [
          (of) =>
            `histogram_quantile(0.95, sum by (le) (rate(flightdeck_github_request_duration_seconds_bucket{${of}}[5m])))`,
          '95 %',
        ],
      ),
      series('Left of the rate limit', 'Requests, as GitHub last said.', 'short', [
        (of) => `min by (host, resource) (flightdeck_github_rate_limit_remaining{${of}})`,
        '{{host}} {{resource}}',
      ]),
    ],
  },
  {
    title: 'Requests to Flightdeck',
    panels: [
      series('Requests by status', 'Each second.', 'reqps', [
        (of) => `sum by (status) (rate(flightdeck_http_requests_total{${of}}[5m]))`,
        '{{status}}',
      ]),
      series('Time to answer, 95 %', 'By route: nineteen in twenty requests are faster.', 's', [
        (of) =>
          `histogram_quantile(0.95, sum by (le, route) (rate(flightdeck_http_request_duration_seconds_bucket{${of}}[5m])))`,
        '{{route}}',
      ]),
      series(
        'Memory',
        'Of the server; reading of files happens in processes of its own.',
        'bytes',
        [(of) => `process_resident_memory_bytes{${of}}`, 'resident'],
        [(of) => `nodejs_heap_size_used_bytes{${of}}`, 'heap'],
      ),
      series(
        'Processor and event loop',
        'Share of one processor, and how late the server is for what it has to do.',
        'short',
        [(of) => `rate(process_cpu_seconds_total{${of}}[5m])`, 'processors'],
        [(of) => `nodejs_eventloop_lag_p99_seconds{${of}}`, 'lag in s, 99 %'],
      ),
    ],
  },
]);
