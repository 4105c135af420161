import type { Day, ReportKind } from '@flightdeck/catalog';

/** A document of the other dashboard, as it stands in its index. */
export type Document = Readonly<Record<string, unknown>>;

/** Tables of usage, each in an index of its own. */
export type UsageTable = 'total' | 'completion' | 'chat' | 'dotcom_chat' | 'pull_request';

/** What the documents of an index are. */
export type DocumentKind = 'usage' | 'seat' | 'seat-summary' | 'person' | 'credit' | 'credit-csv';

/** An index of a Copilot Usage Advanced Dashboard or one of its forks, and the report its documents are of here. */
export interface MovedIndex {
  readonly name: string;
  readonly report: ReportKind;
  readonly kind: DocumentKind;
  /** The table of usage; null for all else. */
  readonly table: UsageTable | null;
}

const usage = (name: string, table: UsageTable): MovedIndex => ({
  name,
  report: 'legacy-dashboard',
  kind: 'usage',
  table,
});
const other = (name: string, report: ReportKind, kind: DocumentKind): MovedIndex => ({
  name,
  report,
  kind,
  table: null,
});

/** Indexes that are imported, totals before their parts. */
export const MOVED_INDEXES: readonly MovedIndex[] = Object.freeze([
  usage('copilot_usage_total', 'total'),
  usage('copilot_usage_breakdown', 'completion'),
  usage('copilot_usage_breakdown_chat', 'chat'),
  usage('copilot_dotcom_chat', 'dotcom_chat'),
  usage('copilot_pr_reviews', 'pull_request'),
  other('copilot_seat_assignments', 'seats', 'seat'),
  other('copilot_seat_info_settings', 'seat-summary', 'seat-summary'),
  other('copilot_user_metrics', 'users-28-day', 'person'),
  other('copilot_ai_credit_usage', 'ai-credit-usage', 'credit'),
  other('copilot_ai_billing', 'ai-credit-usage', 'credit-csv'),
]);

const OWN = 'the dashboard derived it from rows that are read, by rules of its own';
const SUMS = 'it holds sums over copilot_ai_credit_usage, and zeros for seats without use';
const TOKENS =
  "the dashboard spreads the CLI's tokens over models and languages by weights of its own; the tokens themselves come with copilot_user_metrics";
const TOKEN_SUMS =
  "it holds sums of the CLI's tokens, which come with copilot_user_metrics, and zeros for seats without use";
/** Why an index that is known is not read. Either name of each pair occurs, depending on the fork's version. */
export const UNREAD: Readonly<Record<string, string>> = {
  copilot_user_adoption: OWN,
  copilot_user_metrics_summary: OWN,
  copilot_user_metrics_top_by_day: OWN,
  copilot_ai_credit_user_daily: SUMS,
  copilot_ai_credit_usage_user_daily: SUMS,
  copilot_token_usage: TOKENS,
  copilot_token_user_daily: TOKEN_SUMS,
  copilot_token_usage_user_daily: TOKEN_SUMS,
  copilot_model_auto_usage: 'the dashboard counted it from rows of copilot_user_metrics, which are read',
};

/** Why an index is not read. */
export function whyUnread(name: string): string {
  return Object.hasOwn(UNREAD, name)
    ? (UNREAD[name] ?? '')
    : 'it is no index of the dashboard or a fork that is known here';
}

/** The UTC day of a document; null when it has none. */
export function dayOf({ day, date }: Document): Day | null {
  const text = typeof day === 'string' ? day : date;
  return typeof text === 'string' && /^\d{4}-\d{2}-\d{2}/.test(text) ? text.slice(0, 10) : null;
}

/** A text that is not empty; else null. */
export const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** When the document was written last, to be compared with another of its index; documents are rewritten every hour. */
export const writtenAt = (document: Document): string =>
  textOf(document.last_updated_at) ?? textOf(document['@timestamp']) ?? '';

/** True for the pseudo-team beside the teams, or for a document of no team. */
export function isNoTeam({ team_slug }: Document): boolean {
  return team_slug === undefined || team_slug === null || team_slug === '' || team_slug === 'no-team';
}
