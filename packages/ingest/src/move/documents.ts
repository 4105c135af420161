import type { ReportKind } from '@flightdeck/catalog';
import { idOfLogin } from '../scan/csv-kinds.ts';

type Document = Readonly<Record<string, unknown>>;

/** An index of a Copilot Usage Advanced Dashboard, and the report its documents are of here. */
export interface MovedIndex {
  readonly name: string;
  readonly report: ReportKind;
  /** The line a document becomes; `line` is its place. Null for one that tells nothing. */
  readonly toLine: (document: Document, day: string, line: number) => object | null;
}

/** The pseudo-team that stands for the whole organization, beside its teams. */
const WHOLE: readonly unknown[] = ['no-team', '', null, undefined];
/** What the line says already, and what the dashboard added for itself. */
const OWN_KEYS: ReadonlySet<string> = new Set([
  'day',
  '@timestamp',
  'unique_hash',
  'organization_slug',
  'slug_type',
  'position_in_tree',
  'assignee_team_slug',
  'utc_offset',
  'top_model',
  'top_language',
  'top_feature',
  'last_updated_at',
]);

const without = (document: Document): Document =>
  Object.fromEntries(Object.entries(document).filter(([key]) => !OWN_KEYS.has(key)));

const told = (table: string): MovedIndex['toLine'] => {
  return (document, day, line) => {
    const whose = WHOLE.includes(document.team_slug) ? 'scope' : 'team';
    return { day, line, moved: { [`${whose}_${table}`]: without(document) } };
  };
};

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** A seat as GitHub's API writes one, under the number that stands for its login: the dashboard kept no id. */
const toSeat: MovedIndex['toLine'] = (document, day, line) => {
  const login = text(document.assignee_login);
  const team = text(document.assignee_team_slug);
  const keys = ['plan_type', 'created_at', 'updated_at', 'pending_cancellation_date', 'last_activity_at'] as const;
  return {
    day,
    line,
    seat: {
      assignee: login === null ? null : { login, id: idOfLogin(login), type: 'User' },
      assigning_team: team === null || WHOLE.includes(team) ? null : { slug: team },
      ...Object.fromEntries([...keys, 'last_activity_editor'].map((key) => [key, text(document[key])])),
    },
  };
};

const SETTINGS = ['seat_management_setting', 'public_code_suggestions', 'ide_chat', 'cli', 'plan_type'] as const;
const SEATS = [
  'total',
  'added_this_cycle',
  'pending_invitation',
  'pending_cancellation',
  'active_this_cycle',
  'inactive_this_cycle',
] as const;

const toSummary: MovedIndex['toLine'] = (document, day) => ({
  day,
  billing: {
    seat_breakdown: Object.fromEntries(SEATS.map((key) => [key, document[`seat_${key}`] ?? null])),
    ...Object.fromEntries(SETTINGS.map((key) => [key, text(document[key])])),
  },
});

/** A row as GitHub gave it; without a person's id it cannot be told whose it is. */
const toUserRow: MovedIndex['toLine'] = (document, day) => ({ ...without(document), day });

/** Indexes that are moved in; those the dashboard derived for itself are left out. */
export const MOVED_INDEXES: readonly MovedIndex[] = Object.freeze([
  { name: 'copilot_usage_total', report: 'legacy-dashboard', toLine: told('total') },
  { name: 'copilot_usage_breakdown', report: 'legacy-dashboard', toLine: told('completion') },
  { name: 'copilot_usage_breakdown_chat', report: 'legacy-dashboard', toLine: told('chat') },
  { name: 'copilot_dotcom_chat', report: 'legacy-dashboard', toLine: told('dotcom_chat') },
  { name: 'copilot_pr_reviews', report: 'legacy-dashboard', toLine: told('pull_request') },
  { name: 'copilot_seat_assignments', report: 'seats', toLine: toSeat },
  { name: 'copilot_seat_info_settings', report: 'seat-summary', toLine: toSummary },
  { name: 'copilot_user_metrics', report: 'users-28-day', toLine: toUserRow },
]);

/** The UTC day of a document; null when it tells none. */
export function dayOf({ day }: Document): string | null {
  return typeof day === 'string' && /^\d{4}-\d{2}-\d{2}/.test(day) ? day.slice(0, 10) : null;
}
