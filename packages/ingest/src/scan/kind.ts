import type { RecordKind, ScanSchema } from './schema.ts';

/** How a kind shows: sets of keys, one of which must be there. */
interface Marks {
  readonly kind: RecordKind;
  readonly any: readonly (readonly string[])[];
  /** True: our importer writes these lines, and nothing stands beside their marks. GitHub's rows always have more. */
  readonly ours?: true;
}

/** Of kinds that explain a record equally well the first counts. @source github/docs "Copilot usage metrics": field tables of each report. */
const MARKS: readonly Marks[] = [
  { kind: 'user-teams-1-day', any: [['team_id'], ['user_id', 'slug'], ['user_login', 'slug']] },
  { kind: 'repos-1-day', any: [['repo_id'], ['repo_name']] },
  { kind: 'aggregate-28-day', any: [['day_totals']] },
  {
    kind: 'users-28-day',
    any: [
      ['user_id', 'report_start_day'],
      ['user_login', 'report_start_day'],
    ],
  },
  { kind: 'users-1-day', any: [['user_id'], ['user_login'], ['used_chat']] },
  { kind: 'legacy-metrics', any: [['copilot_ide_code_completions'], ['date', 'total_engaged_users']] },
  { kind: 'legacy-usage', any: [['breakdown']] },
  { kind: 'aggregate-1-day', any: [['daily_active_users'], ['monthly_active_users'], ['day', 'pull_requests']] },
  { kind: 'seats', any: [['day', 'line', 'seat']], ours: true },
  { kind: 'seats', any: [['day', 'line', 'list']], ours: true },
  { kind: 'seat-summary', any: [['day', 'billing']], ours: true },
  { kind: 'ai-credit-usage', any: [['day', 'line', 'ai_credit']], ours: true },
  { kind: 'premium-request-usage', any: [['day', 'line', 'premium_request']], ours: true },
  { kind: 'billing-usage', any: [['day', 'line', 'billing_line']], ours: true },
  { kind: 'legacy-dashboard', any: [['day', 'line', 'moved']], ours: true },
  {
    kind: 'legacy-team-metrics',
    any: [
      ['day', 'team', 'metrics'],
      ['day', 'team', 'usage'],
    ],
    ours: true,
  },
];

/**
 * The kind a record is, by the keys that have a value at its top: of those whose marks it bears, the one that knows most
 * of its keys, so that a new field never makes it another. Null when it bears no mark.
 *
 * `expected` is what GitHub was asked for, or what the rows before were. It stands as long as the record has anything that
 * the better kind does not know too: then the rest are new fields.
 */
export function decideKind(
  names: ReadonlySet<string>,
  schema: ScanSchema,
  expected: RecordKind | null = null,
): RecordKind | null {
  let best: RecordKind | null = null;
  let most = -1;
  let bearsExpected = false;
  for (const { kind, any, ours } of MARKS) {
    const marks = any.find((set) => set.every((name) => names.has(name)));
    if (marks === undefined || (ours && names.size !== marks.length)) continue;
    if (kind === expected) bearsExpected = true;
    const known = countKnown(names, kind, schema);
    if (known <= most) continue;
    best = kind;
    most = known;
  }
  if (best === null || expected === null || best === expected || !bearsExpected) return best;
  // A person's row with a day is a day's, whatever window is named beside it.
  if (expected === 'users-1-day' && best === 'users-28-day' && names.has('day')) return expected;
  return isLessOf(names, expected, best, schema) ? best : expected;
}

function countKnown(names: ReadonlySet<string>, kind: RecordKind, schema: ScanSchema): number {
  let known = 0;
  for (const name of names) if (schema[kind].keys.has(name)) known += 1;
  return known;
}

/** True when the better kind knows every key that the other one knows. */
function isLessOf(names: ReadonlySet<string>, kind: RecordKind, better: RecordKind, schema: ScanSchema): boolean {
  for (const name of names) if (schema[kind].keys.has(name) && !schema[better].keys.has(name)) return false;
  return true;
}
