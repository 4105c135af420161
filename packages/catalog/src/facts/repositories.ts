import { column, PULL_REQUEST_COLUMNS } from './columns.ts';
import { COMMENT_COLUMNS } from './comment-columns.ts';
import { named, plain } from './define.ts';
import type { Column, Fact } from './fact.ts';

const REPO_KEY = column('repo_id', 'id', "GitHub's id of the repository.", { since: '2026-07-17' });

const REVIEW_TIME_COLUMNS: readonly Column[] = [
  column('authored_by', 'text', 'Always human today.', { since: '2026-09-25' }),
  column('reviewed_by', 'text', 'Always human today.', { since: '2026-09-25' }),
  column('total_merged', 'count', 'Merged that day.', { unit: 'pull requests', since: '2026-09-25' }),
  ...['ready_to_first_review', 'first_to_final_review', 'final_review_to_merge'].flatMap((stage) =>
    ['median', 'p90'].map((what) =>
      column(`${what}_minutes_${stage}`, 'number', 'Minutes, as GitHub gives it.', {
        unit: 'minutes',
        since: '2026-09-25',
        absent: 'nothing',
      }),
    ),
  ),
];

const REPO_COLUMNS: readonly Column[] = [
  column('repo_owner_name', 'text', 'Owner.', { since: '2026-07-17' }),
  column('repo_name', 'text', 'Name.', { since: '2026-07-17' }),
  column('repo_visibility', 'text', 'PRIVATE, INTERNAL or PUBLIC.', { since: '2026-07-17' }),
  column('organization_id', 'text', 'Organization of the repository.', { since: '2026-07-17' }),
  column('enterprise_id', 'text', 'Enterprise of the repository; empty outside any.', { since: '2026-07-17' }),
];

/** Pull requests of repositories. */
export const REPOSITORY_FACTS: readonly Fact[] = [
  {
    name: 'repo_day',
    grain: ['scope', 'day', 'repo_id'],
    report: 'repos-1-day',
    columns: [REPO_KEY, ...REPO_COLUMNS, ...PULL_REQUEST_COLUMNS],
    sources: plain('repos-1-day', '', {
      ...named([REPO_KEY, ...REPO_COLUMNS]),
      ...named(PULL_REQUEST_COLUMNS, 'pull_requests.'),
    }),
    attributes: ['repo_visibility'],
    says: 'Pull requests of one repository on one day.',
  },
  {
    name: 'repo_day_comment_type',
    grain: ['scope', 'day', 'repo_id', 'comment_type'],
    report: 'repos-1-day',
    columns: [REPO_KEY, ...COMMENT_COLUMNS],
    sources: plain('repos-1-day', 'pull_requests.copilot_suggestions_by_comment_type[]', {
      repo_id: ['^repo_id'],
      ...named(COMMENT_COLUMNS),
    }),
    says: "Copilot's review suggestions of a repository by type of comment.",
  },
  {
    name: 'repo_day_review_time',
    grain: ['scope', 'day', 'repo_id', 'authored_by', 'reviewed_by'],
    report: 'repos-1-day',
    columns: [REPO_KEY, ...REVIEW_TIME_COLUMNS],
    sources: plain('repos-1-day', 'pull_request_review_times[]', {
      repo_id: ['^repo_id'],
      ...named(REVIEW_TIME_COLUMNS),
    }),
    says: 'Review stages of human pull requests of a repository.',
  },
];
