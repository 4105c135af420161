import { type RecordKind, ROLE_KEYS, type RoleKey } from './schema.ts';

const BIT = new Map<RoleKey, number>(ROLE_KEYS.map((key, index) => [key, 1 << index]));

/** A set of role keys as bits, as the scanner collects them. */
export function toMask(...keys: readonly RoleKey[]): number {
  return keys.reduce((mask, key) => mask | (BIT.get(key) ?? 0), 0);
}

/** First match wins. @source github/docs "Copilot usage metrics": field tables of each report. */
const MARKS: readonly (readonly [mask: number, kind: RecordKind])[] = [
  [toMask('day', 'line', 'seat'), 'seats'],
  [toMask('day', 'line', 'list'), 'seats'],
  [toMask('day', 'billing'), 'seat-summary'],
  [toMask('day', 'line', 'ai_credit'), 'ai-credit-usage'],
  [toMask('day', 'line', 'premium_request'), 'premium-request-usage'],
  [toMask('day', 'line', 'billing_line'), 'billing-usage'],
  [toMask('day', 'line', 'moved'), 'legacy-dashboard'],
  [toMask('day', 'team'), 'legacy-team-metrics'],
  [toMask('team_id'), 'user-teams-1-day'],
  [toMask('repo_id'), 'repos-1-day'],
  [toMask('day_totals'), 'aggregate-28-day'],
  [toMask('user_id', 'report_start_day'), 'users-28-day'],
  [toMask('user_id', 'slug'), 'user-teams-1-day'],
  [toMask('user_id'), 'users-1-day'],
  [toMask('copilot_ide_code_completions'), 'legacy-metrics'],
  [toMask('date', 'total_engaged_users'), 'legacy-metrics'],
  [toMask('breakdown'), 'legacy-usage'],
  [toMask('daily_active_users'), 'aggregate-1-day'],
  [toMask('monthly_active_users'), 'aggregate-1-day'],
  [toMask('repo_name'), 'repos-1-day'],
  // An identifying key is missing: told by its companions, so that the line is refused for the right reason.
  [toMask('user_login', 'slug'), 'user-teams-1-day'],
  [toMask('user_login', 'report_start_day'), 'users-28-day'],
  [toMask('user_login'), 'users-1-day'],
  [toMask('used_chat'), 'users-1-day'],
  [toMask('day', 'pull_requests'), 'aggregate-1-day'],
];

/** The kind a record is by the keys it has at the top, or null when none gives it away. */
export function detectKind(present: number): RecordKind | null {
  for (const [mask, kind] of MARKS) {
    if ((present & mask) === mask) return kind;
  }
  return null;
}
