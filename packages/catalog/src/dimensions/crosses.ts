import type { Fact } from '../facts/fact.ts';
import { FACTS } from '../facts/facts.ts';
import type { Measure } from '../measures/measure.ts';
import { dayReportOf, REPORTS } from '../reports/report.ts';

/**
 * Where a number comes from, as far as that decides what it can be broken down by: rows of people · memberships · GitHub's
 * totals of a scope, its rows of phases, its engagement of 28 days · pull requests of scopes and repositories, review times ·
 * seats one by one, the count beside their list, the summary of an organization · the older APIs · three kinds of bills.
 */
export type Source =
  | 'people'
  | 'memberships'
  | 'totals'
  | 'phases'
  | 'engagement'
  | 'pull requests'
  | 'review times'
  | 'seats'
  | 'seat list'
  | 'seat summary'
  | 'older API'
  | 'credits'
  | 'requests'
  | 'bill';

const OF_FACT: ReadonlyMap<string, Source> = new Map(
  Object.entries<Source>({
    user_team_day: 'memberships',
    scope_day_phase: 'phases',
    feature_engagement: 'engagement',
    repo_day_review_time: 'review times',
    seat_day: 'seats',
    seat_list_day: 'seat list',
    seat_summary_day: 'seat summary',
    credit_usage: 'credits',
    premium_request_usage: 'requests',
    billing_usage: 'bill',
  }),
);

/** The source of a measure. */
export function sourceOf({ facts }: Pick<Measure, 'facts'>): Source {
  const first = facts[0] ?? '';
  const own = OF_FACT.get(first);
  if (own) return own;
  const report = FACTS.find(({ name }) => name === first)?.report;
  if (report !== undefined && REPORTS[report].origin === 'older API') return 'older API';
  if (report !== undefined && dayReportOf(report) === 'users-1-day') return 'people';
  return facts.includes('repo_day') ? 'pull requests' : 'totals';
}

/** Dimensions a source's numbers cannot be broken down by although GitHub's records would allow it, and what to ask instead. */
export interface OurLimit {
  readonly of: readonly Source[];
  readonly by: readonly string[];
  /** Only these metrics; all of the source unless given. */
  readonly metrics?: readonly string[];
  /** True: each of the dimensions alone is answered, two of them are not. */
  readonly together?: true;
  /** What to ask instead: one of several ways, each of one or more questions. */
  readonly ask: readonly (readonly Instead[])[];
}

/** A question to ask instead: the metric itself or others, by dimensions, of which `SAME` stands for the one refused. */
export interface Instead {
  readonly metrics: readonly string[] | null;
  readonly by: readonly string[];
}

/** Stands for the dimension that was asked for. */
export const SAME = 'the same';
const itself = (...by: readonly string[]): Instead => ({ metrics: null, by });
const also = (metrics: readonly string[], ...by: readonly string[]): Instead => ({ metrics, by });

const OF_SEATS = [
  'granting_team',
  'granting_organization',
  'last_editor',
  'last_activity_editor',
  'last_signed_in',
  'idle_band',
  'seat_created',
  'last_active',
  'pending_cancellation_date',
];
const POLICIES = ['seat_management', 'public_code_suggestions', 'ide_chat', 'platform_chat', 'cli_policy'];
const BILLS: readonly Source[] = ['credits', 'requests', 'bill'];
const JOURNEY = ['phase_from', 'phase_to'];
const BREAKDOWNS = [
  'language',
  'ide',
  'ide_version',
  'plugin',
  'plugin_version',
  'feature',
  'model',
  'surface',
  'cli_version',
  'agent_app',
  'agent_app_id',
  'customization',
];
const OF_REPOSITORIES = ['repository', 'repo_visibility', 'comment_type'];
const BILL_KEYS = ['product', 'sku', 'billed_model', 'billed_unit', 'workflow', 'exceeds_quota'];

/** What to ask of metrics whose parts are kept of whole rows only, where each part is answered by the same dimensions. */
export const ASK_PARTS: ReadonlyMap<string, readonly Instead[]> = new Map(
  (
    [
      ['loc_suggested', 'loc_suggested_to_add'],
      ['loc_added', 'loc_added'],
      ['loc_deleted', 'loc_deleted'],
    ] as const
  ).flatMap(([name, lines]) => [
    [`${name}_per_active_day`, [also([lines, 'active_days'], SAME)]] as const,
    [`${name}_per_reported_day`, [also([lines, 'reported_days'], SAME)]] as const,
  ]),
);

/** Limits of Flightdeck, not of GitHub. */
export const OUR_LIMITS: readonly OurLimit[] = Object.freeze([
  { of: ['people', 'memberships'], by: ['phase'], ask: [[itself('phase_from')], [itself('phase_to')]] },
  {
    of: ['seats'],
    by: ['phase', ...JOURNEY],
    ask: [[itself('user'), also(['people_with_phase'], 'user', 'phase_to')]],
  },
  { of: ['totals'], by: ['phase'], ask: [[also(['phase_people', 'phase_engaged_users', 'phase_prompts'], 'phase')]] },
  {
    of: ['phases'],
    by: ['user', 'team', ...JOURNEY],
    ask: [[also(['people_with_phase'], 'user', 'phase_to')], [also(['people_with_phase'], 'team', 'phase_to')]],
  },
  { of: ['engagement'], by: ['feature'], ask: [[itself('engagement_feature')]] },
  {
    of: ['seats'],
    by: ['team'],
    ask: [[itself('granting_team')], [itself('user'), also(['team_members'], 'user', 'team')]],
  },
  { of: ['seats'], by: ['ide'], ask: [[itself('last_editor')]] },
  { of: ['seats'], by: ['product', 'sku'], ask: [[itself('plan')]] },
  { of: ['seats'], by: ['cost_center'], ask: [[also(['billed_net'], 'cost_center', 'sku')]] },
  { of: ['seats'], by: ['billed_organization'], ask: [[itself('granting_organization')]] },
  { of: ['seats'], by: POLICIES, ask: [[itself('organization'), also(['seats_billed'], 'organization', SAME)]] },
  { of: ['seats', 'people', 'memberships'], by: ['billed_user'], ask: [[itself('user')]] },
  { of: ['people'], by: ['granting_team'], together: true, ask: [[itself('granting_team')]] },
  { of: ['people', 'memberships'], by: ['plan', ...OF_SEATS], ask: [[itself('user'), also(['seats'], 'user', SAME)]] },
  {
    of: ['people', 'memberships'],
    by: ['cost_center', 'billed_organization'],
    ask: [[itself('user'), also(['billed_net'], 'billed_user', SAME)]],
  },
  {
    of: ['people', 'memberships', 'totals', 'phases', 'engagement', 'pull requests', 'review times'],
    by: POLICIES,
    ask: [[itself('organization'), also(['seats_billed'], 'organization', SAME)]],
  },
  {
    of: ['totals', 'phases', 'engagement', 'pull requests', 'review times'],
    by: ['plan'],
    ask: [[itself('organization'), also(['seats_billed'], 'organization', 'plan')]],
  },
  { of: ['people', 'memberships'], by: ['legacy_team'], ask: [[itself('team')]] },
  { of: ['memberships'], by: BREAKDOWNS, ask: [[also(['reported_users'], 'team', SAME)]] },
  {
    of: ['older API'],
    by: ['language', 'ide', 'model'],
    metrics: ['legacy_completion_users'],
    ask: [[also(['legacy_completion_part_users'], 'language', 'ide', 'model')]],
  },
  {
    of: ['older API'],
    by: ['ide', 'model'],
    metrics: ['legacy_chat_users'],
    ask: [[also(['legacy_chat_part_users'], 'ide', 'model')]],
  },
  {
    of: ['older API'],
    by: ['model'],
    metrics: ['legacy_dotcom_chat_users'],
    ask: [[also(['legacy_dotcom_chat_part_users'], 'model')]],
  },
  {
    of: ['older API'],
    by: ['model', 'repository_name'],
    metrics: ['legacy_pull_request_users'],
    ask: [[also(['legacy_pull_request_part_users'], 'repository_name', 'model')]],
  },
  { of: ['older API'], by: ['team'], ask: [[itself('legacy_team')]] },
  { of: ['older API'], by: ['repository'], ask: [[also(['legacy_pull_request_summaries'], 'repository_name')]] },
  { of: ['pull requests', 'review times'], by: ['repository_name'], ask: [[itself('repository')]] },
  { of: ['pull requests'], by: OF_REPOSITORIES, together: true, ask: [[itself('repository')]] },
  {
    of: ['review times'],
    by: ['repo_visibility'],
    ask: [[itself('repository'), also(['pull_requests_merged'], 'repository', 'repo_visibility')]],
  },
  {
    of: BILLS,
    by: [
      ...['user', 'team', 'legacy_team', 'phase', ...JOURNEY],
      ...OF_SEATS.filter((name) => name !== 'granting_organization'),
    ],
    ask: [[itself('billed_user')]],
  },
  { of: BILLS, by: ['granting_organization'], ask: [[itself('billed_organization')]] },
  { of: BILLS, by: ['plan'], ask: [[itself('sku')]] },
  { of: ['credits', 'bill'], by: ['repository', 'repo_visibility'], ask: [[itself('repository_name')]] },
  {
    of: BILLS,
    by: POLICIES,
    ask: [[itself('billed_organization'), also(['seats_billed'], 'organization', SAME)]],
  },
]);

/** Dimensions no record of GitHub has together with a source's numbers, alone or at all. */
export interface GithubLimit {
  readonly of: readonly Source[];
  readonly by: readonly string[];
}

const NAMES_OF_BILLS = [
  'product',
  'sku',
  'cost_center',
  'billed_organization',
  'billed_user',
  'billed_model',
  'billed_unit',
  'workflow',
  'exceeds_quota',
  'repository_name',
];

/**
 * Limits of GitHub. Of breakdowns there is another rule: a row of people or a total can be broken down by them where one of
 * GitHub's arrays has the dimensions and the counter together, which `factsLike` looks up.
 * @source OpenAPI description and github/docs "Copilot usage metrics" reference, November 2026.
 */
export const GITHUB_LIMITS: readonly GithubLimit[] = Object.freeze([
  { of: ['people', 'memberships'], by: [...OF_REPOSITORIES, 'engagement_feature', ...BILL_KEYS, 'repository_name'] },
  {
    of: ['totals'],
    by: [
      'user',
      'team',
      ...JOURNEY,
      ...OF_REPOSITORIES,
      'engagement_feature',
      ...OF_SEATS,
      'legacy_team',
      ...NAMES_OF_BILLS,
    ],
  },
  {
    of: ['phases'],
    by: [...BREAKDOWNS, ...OF_REPOSITORIES, 'engagement_feature', ...OF_SEATS, 'legacy_team', ...NAMES_OF_BILLS],
  },
  {
    of: ['engagement'],
    by: [
      'user',
      'team',
      'phase',
      ...JOURNEY,
      ...BREAKDOWNS.filter((name) => name !== 'feature'),
      ...OF_REPOSITORIES,
      ...OF_SEATS,
      'legacy_team',
      ...NAMES_OF_BILLS,
    ],
  },
  {
    of: ['pull requests', 'review times'],
    by: [
      'user',
      'team',
      'phase',
      ...JOURNEY,
      ...BREAKDOWNS,
      'engagement_feature',
      ...OF_SEATS,
      'legacy_team',
      ...NAMES_OF_BILLS.filter((name) => name !== 'repository_name'),
    ],
  },
  { of: ['pull requests'], by: ['comment_type'] },
  { of: ['review times'], by: ['comment_type'] },
  {
    of: ['seats'],
    by: [
      ...BREAKDOWNS.filter((name) => name !== 'ide'),
      ...OF_REPOSITORIES,
      'engagement_feature',
      'legacy_team',
      'billed_model',
      'billed_unit',
      'workflow',
      'exceeds_quota',
      'repository_name',
    ],
  },
  {
    of: ['seat list'],
    by: [
      'user',
      'team',
      'plan',
      ...OF_SEATS,
      ...POLICIES,
      'phase',
      ...JOURNEY,
      ...BREAKDOWNS,
      ...OF_REPOSITORIES,
      'engagement_feature',
      'legacy_team',
      ...NAMES_OF_BILLS,
    ],
  },
  {
    of: ['seat summary'],
    by: [
      'user',
      'team',
      ...OF_SEATS,
      'phase',
      ...JOURNEY,
      ...BREAKDOWNS,
      ...OF_REPOSITORIES,
      'engagement_feature',
      'legacy_team',
      ...NAMES_OF_BILLS,
    ],
  },
  {
    of: ['older API'],
    by: [
      'user',
      'phase',
      ...JOURNEY,
      ...BREAKDOWNS,
      'repo_visibility',
      'comment_type',
      'engagement_feature',
      'plan',
      ...OF_SEATS,
      ...POLICIES,
      'legacy_team',
      ...NAMES_OF_BILLS,
    ],
  },
  {
    of: BILLS,
    by: [
      ...BREAKDOWNS,
      'comment_type',
      'engagement_feature',
      'workflow',
      'exceeds_quota',
      'repository_name',
      'billed_model',
    ],
  },
  { of: ['requests'], by: ['repository', 'repo_visibility'] },
]);

/** Breakdowns of people's rows and of GitHub's totals. */
export const BREAKDOWN_DIMENSIONS: readonly string[] = Object.freeze(BREAKDOWNS);

/** Facts and counters that bear the name of another one and mean something else, so that they do not answer for it. */
const OTHER_MEANING = ['user_day_agent', 'scope_day_agent', 'repo_day_review_time'];
const OF_EACH_FACT = ['engaged_users'];

/** Facts of the same report and level that have every column the measure needs, besides those it reads. */
export function factsLike(measure: Pick<Measure, 'facts' | 'column' | 'weight' | 'when'>): readonly Fact[] {
  const first = FACTS.find(({ name }) => name === measure.facts[0]);
  if (measure.facts.some((name) => OTHER_MEANING.includes(name)) || OF_EACH_FACT.includes(measure.column ?? ''))
    return [];
  const needed = [measure.column, measure.weight, ...measure.when.map(({ column }) => column)];
  return FACTS.filter(
    ({ name, report, columns }) =>
      report === first?.report &&
      !measure.facts.includes(name) &&
      !OTHER_MEANING.includes(name) &&
      needed.every(
        (column) =>
          column === null || column === undefined || column === 'day' || columns.some((known) => known.name === column),
      ),
  );
}
