import type { Panel, Ranking } from './panel.ts';

const PAGE = 'repositories';

const MERGED: Ranking = {
  label: 'Merged',
  whole: 'pull_requests_merged',
  part: 'pull_requests_merged_created_by_copilot',
  aside: 'copilot_merged_share',
  sort: 'pull_requests_merged',
};

/** Repositories: the second tab of the pull requests. */
export const REPOSITORY_PANELS: readonly Panel[] = [
  {
    id: 'repositories-merged',
    page: PAGE,
    title: 'Most pull requests',
    says: 'All, with those of Copilot in front',
    chart: 'ranked',
    metrics: [
      'pull_requests_merged',
      'pull_requests_merged_created_by_copilot',
      'copilot_merged_share',
      'pull_requests_created',
      'pull_requests_created_by_copilot',
      'copilot_created_share',
      'pull_requests_reviewed',
      'pull_requests_reviewed_by_copilot',
      'copilot_reviewed_share',
    ],
    by: ['repository'],
    overTime: false,
    span: 6,
    limit: 10,
    compared: true,
    measures: [
      MERGED,
      {
        label: 'Created',
        whole: 'pull_requests_created',
        part: 'pull_requests_created_by_copilot',
        aside: 'copilot_created_share',
        sort: 'pull_requests_created',
      },
      {
        label: 'Reviewed',
        whole: 'pull_requests_reviewed',
        part: 'pull_requests_reviewed_by_copilot',
        aside: 'copilot_reviewed_share',
        sort: 'pull_requests_reviewed',
      },
    ],
  },
  {
    id: 'repositories-suggestions',
    page: PAGE,
    title: 'Most suggestions by Copilot',
    says: 'Made in reviews, with those applied in front',
    chart: 'ranked',
    metrics: ['copilot_suggestions', 'copilot_suggestions_applied', 'copilot_suggestions_applied_rate'],
    by: ['repository'],
    overTime: false,
    span: 6,
    limit: 10,
    compared: true,
    measures: [
      {
        label: 'Made',
        whole: 'copilot_suggestions',
        part: 'copilot_suggestions_applied',
        aside: 'copilot_suggestions_applied_rate',
        sort: 'copilot_suggestions',
      },
      {
        label: 'Applied',
        whole: 'copilot_suggestions',
        part: 'copilot_suggestions_applied',
        aside: 'copilot_suggestions_applied_rate',
        sort: 'copilot_suggestions_applied',
      },
    ],
  },
  {
    id: 'repositories-all',
    page: PAGE,
    title: 'Repositories',
    says: 'One row per repository; reported since 17 Jul 2026, only on days with pull requests',
    chart: 'paged',
    metrics: [
      'pull_requests_merged',
      'pull_requests_merged_created_by_copilot',
      'pull_requests_created',
      'pull_requests_created_by_copilot',
      'pull_requests_reviewed',
      'pull_requests_reviewed_by_copilot',
      'copilot_suggestions',
      'copilot_suggestions_applied',
      'copilot_suggestions_applied_rate',
      'median_minutes_to_merge',
      'median_minutes_to_first_review',
      'p90_minutes_to_first_review',
    ],
    by: ['repository'],
    overTime: false,
    span: 12,
  },
];
