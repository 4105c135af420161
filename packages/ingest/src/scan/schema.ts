import type { ReportKind, ReportPlace } from '@flightdeck/catalog';

export type { KeyKind, ReportPlace } from '@flightdeck/catalog';

/** The kinds of report a file can turn out to be. */
export type RecordKind = ReportKind;

/** What each kind of report may hold at each place: a name known of another kind or place is a new field. */
export type ScanSchema = Readonly<Record<RecordKind, ReportPlace>>;

/** What a kind of record needs and what makes two of its rows the same. */
export interface RecordRule {
  readonly required: readonly RoleKey[];
  /** Together with the entity id, unique in a report. A key that is absent counts as empty. */
  readonly grain: readonly RoleKey[];
  readonly dayKey: RoleKey;
}

/** Top-level keys the scanner remembers the value of: identity, day, and what the records of a kind cannot do without. */
export const ROLE_KEYS = [
  'user_id',
  'team_id',
  'repo_id',
  'day',
  'date',
  'report_start_day',
  'report_end_day',
  'enterprise_id',
  'organization_id',
  'day_totals',
  'line',
  'billing',
  'team',
  'moved',
  'ai_credit',
  'premium_request',
  'billing_line',
] as const;

export type RoleKey = (typeof ROLE_KEYS)[number];

/** Rules of every kind. */
export const RECORD_RULES: Readonly<Record<RecordKind, RecordRule>> = Object.freeze({
  'users-1-day': { required: ['user_id', 'day'], grain: ['day', 'user_id'], dayKey: 'day' },
  'users-28-day': {
    required: ['user_id', 'report_start_day'],
    grain: ['report_end_day', 'day', 'user_id'],
    dayKey: 'day',
  },
  'user-teams-1-day': { required: ['user_id', 'team_id', 'day'], grain: ['day', 'user_id', 'team_id'], dayKey: 'day' },
  'repos-1-day': { required: ['repo_id', 'day'], grain: ['day', 'repo_id'], dayKey: 'day' },
  'aggregate-1-day': { required: ['day'], grain: ['day'], dayKey: 'day' },
  'aggregate-28-day': {
    required: ['day_totals', 'report_start_day', 'report_end_day'],
    grain: ['report_end_day'],
    dayKey: 'day',
  },
  seats: { required: ['day', 'line'], grain: ['day', 'line'], dayKey: 'day' },
  'seat-summary': { required: ['day', 'billing'], grain: ['day'], dayKey: 'day' },
  'legacy-metrics': { required: ['date'], grain: ['date'], dayKey: 'date' },
  'legacy-usage': { required: ['day'], grain: ['day'], dayKey: 'day' },
  'legacy-team-metrics': { required: ['day', 'team'], grain: ['day', 'team'], dayKey: 'day' },
  'legacy-dashboard': { required: ['day', 'line', 'moved'], grain: ['day', 'line'], dayKey: 'day' },
  'ai-credit-usage': { required: ['day', 'line', 'ai_credit'], grain: ['day', 'line'], dayKey: 'day' },
  'premium-request-usage': { required: ['day', 'line', 'premium_request'], grain: ['day', 'line'], dayKey: 'day' },
  'billing-usage': { required: ['day', 'line', 'billing_line'], grain: ['day', 'line'], dayKey: 'day' },
});
