import type { IgnoredPath } from '../facts/fact.ts';
import type { ReportKind } from './report.ts';

const ROWS: readonly ReportKind[] = [
  'users-1-day',
  'users-28-day',
  'aggregate-1-day',
  'aggregate-28-day',
  'user-teams-1-day',
  'repos-1-day',
];
const ACTIVITY: readonly ReportKind[] = ['users-1-day', 'aggregate-1-day'];

/** @source GitHub changelog 2026-05-12 and 2026-06-11. */
const PREVIEW =
  'preview of credits before June 2026, incomplete by its own account; zero since: quantity and gross_amount count';

const MODELS_OF_OLD = [
  'copilot_ide_code_completions.editors[].models[]',
  'copilot_ide_chat.editors[].models[]',
  'copilot_dotcom_chat.models[]',
  'copilot_dotcom_pull_requests.repositories[].models[]',
];
const PEOPLE_OF_OLD = [
  'copilot_ide_code_completions.languages[].name',
  'copilot_ide_code_completions.languages[].total_engaged_users',
  'copilot_ide_code_completions.editors[].total_engaged_users',
  'copilot_ide_code_completions.editors[].models[].total_engaged_users',
  'copilot_ide_chat.editors[].total_engaged_users',
  'copilot_dotcom_pull_requests.repositories[].total_engaged_users',
];

/** Paths of GitHub's reports that no fact stores. A test holds every documented path to be stored or listed here. */
export const IGNORED_PATHS: readonly IgnoredPath[] = Object.freeze([
  { path: 'etl_id', reports: ROWS, why: "housekeeping of GitHub's pipeline, gone from the reference" },
  { path: 'day_partition', reports: ROWS, why: "housekeeping of GitHub's pipeline" },
  { path: 'entity_id_partition', reports: ROWS, why: "housekeeping of GitHub's pipeline" },
  {
    path: 'day_totals[]',
    reports: ['aggregate-28-day'],
    why: 'the wrapper itself; each element is loaded as one aggregate day',
  },
  {
    path: 'report_end_day',
    reports: ['users-28-day', 'aggregate-28-day'],
    why: 'becomes the `day` of the 28-day facts',
  },
  {
    path: 'totals_by_cli.token_usage.avg_tokens_per_request',
    reports: ACTIVITY,
    why: 'recomputed from tokens ÷ requests, an average of averages would be wrong',
  },
  {
    path: 'totals_by_copilot_app.token_usage.avg_tokens_per_request',
    reports: ACTIVITY,
    why: 'recomputed from tokens ÷ requests',
  },
  {
    path: 'seat.assignee.*',
    reports: ['seats'],
    why: 'profile and links of the person; id, login and type are stored',
  },
  {
    path: 'seat.organization.*',
    reports: ['seats'],
    why: 'profile and links of the organization; its login is stored',
  },
  { path: 'seat.assigning_team.*', reports: ['seats'], why: 'profile and links of the team; its slug is stored' },
  {
    path: 'seat.updated_at',
    reports: ['seats'],
    why: 'closing down; says when GitHub last touched the seat, not when a person did',
  },
  { path: 'moved.*', reports: ['legacy-dashboard'], why: 'what a dashboard added to its documents for itself' },
  ...['aic_quantity', 'aic_gross_amount'].flatMap((name): IgnoredPath[] => [
    { path: `ai_credit.${name}`, reports: ['ai-credit-usage'], why: PREVIEW },
    { path: `premium_request.${name}`, reports: ['premium-request-usage'], why: PREVIEW },
  ]),
  ...(
    [
      ['', ['legacy-metrics']],
      ['metrics.', ['legacy-team-metrics']],
    ] as const
  ).flatMap(([prefix, reports]): IgnoredPath[] => [
    ...MODELS_OF_OLD.flatMap((model): IgnoredPath[] => [
      { path: `${prefix}${model}.is_custom_model`, reports, why: 'the name of the model shows it' },
      { path: `${prefix}${model}.custom_model_training_date`, reports, why: 'says nothing about use' },
    ]),
    ...PEOPLE_OF_OLD.map(
      (path): IgnoredPath => ({ path: `${prefix}${path}`, reports, why: 'people of groups that overlap' }),
    ),
  ]),
]);

const WHOLE = new Set(IGNORED_PATHS.map(({ path }) => path));
const BELOW = IGNORED_PATHS.flatMap(({ path }) => (path.endsWith('.*') ? [path.slice(0, -1)] : []));

/** True when the path is left out on purpose, so it is not reported as a new field. */
export function isIgnoredPath(path: string): boolean {
  return WHOLE.has(path) || BELOW.some((start) => path.startsWith(start));
}
