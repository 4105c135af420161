import type { DimensionName, MetricName } from '../../names.ts';
import { BREAKDOWN_DIMENSIONS, JOURNEY, OF_REPOSITORIES, OF_SEATS, POLICIES } from './groups.ts';
import { BILLS, type Source } from './source.ts';

/** Dimensions a source's numbers cannot be broken down by although GitHub's records would allow it, and what to ask instead. */
export interface OurLimit {
  readonly of: readonly Source[];
  readonly by: readonly DimensionName[];
  /** Only these metrics; all of the source unless given. */
  readonly metrics?: readonly MetricName[];
  /** True: each of the dimensions alone is answered, two of them are not. */
  readonly together?: true;
  /** What to ask instead: one of several ways, each of one or more questions. */
  readonly ask: readonly (readonly Instead[])[];
}

/** A question to ask instead: the metric itself or others, by dimensions, of which `SAME` stands for the one refused. */
export interface Instead {
  readonly metrics: readonly MetricName[] | null;
  readonly by: readonly (DimensionName | typeof SAME)[];
}

/** Stands for the dimension that was asked for. */
export const SAME = 'the same';
const itself = (...by: Instead['by']): Instead => ({ metrics: null, by });
const also = (metrics: readonly MetricName[], ...by: Instead['by']): Instead => ({ metrics, by });

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
  { of: ['memberships'], by: BREAKDOWN_DIMENSIONS, ask: [[also(['reported_users'], 'team', SAME)]] },
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
      'user',
      'team',
      'legacy_team',
      'phase',
      ...JOURNEY,
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
