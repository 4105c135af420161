import type { DimensionName } from '../../names.ts';
import {
  BILL_KEYS,
  BREAKDOWN_DIMENSIONS,
  JOURNEY,
  NAMES_OF_BILLS,
  OF_REPOSITORIES,
  OF_SEATS,
  POLICIES,
} from './groups.ts';
import { BILLS, type Source } from './source.ts';

/** Dimensions no record of GitHub has together with a source's numbers, alone or at all. */
export interface GithubLimit {
  readonly of: readonly Source[];
  readonly by: readonly DimensionName[];
}

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
    by: [
      ...BREAKDOWN_DIMENSIONS,
      ...OF_REPOSITORIES,
      'engagement_feature',
      ...OF_SEATS,
      'legacy_team',
      ...NAMES_OF_BILLS,
    ],
  },
  {
    of: ['engagement'],
    by: [
      'user',
      'team',
      'phase',
      ...JOURNEY,
      ...BREAKDOWN_DIMENSIONS.filter((name) => name !== 'feature'),
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
      ...BREAKDOWN_DIMENSIONS,
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
      ...BREAKDOWN_DIMENSIONS.filter((name) => name !== 'ide'),
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
      ...BREAKDOWN_DIMENSIONS,
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
      ...BREAKDOWN_DIMENSIONS,
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
      ...BREAKDOWN_DIMENSIONS,
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
      ...BREAKDOWN_DIMENSIONS,
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
