import { latest, sum } from '../measures/define.ts';
import type { Measure } from '../measures/measure-type.ts';
import { aggregate, define, from, measure, ratio } from './define.ts';
import type { Metric, MetricColour, MetricSource } from './metric.ts';

/** Facts of pull requests: whole scopes, single repositories. */
const PULL_REQUESTS = ['scope_day', 'repo_day'] as const;
/** Facts of Copilot's suggestions; the last two by type of comment. */
const SUGGESTIONS = [...PULL_REQUESTS, 'scope_day_comment_type', 'repo_day_comment_type'] as const;

/** Pull requests of a scope or repository. */
export const PULL_REQUEST_MEASURES: readonly Measure[] = [
  sum('pull_requests_created', 'total_created', PULL_REQUESTS),
  sum('pull_requests_merged', 'total_merged', PULL_REQUESTS),
  sum('pull_requests_reviewed', 'total_reviewed', PULL_REQUESTS),
  sum('pull_requests_created_by_copilot', 'total_created_by_copilot', PULL_REQUESTS),
  sum('pull_requests_merged_created_by_copilot', 'total_merged_created_by_copilot', PULL_REQUESTS),
  sum('pull_requests_merged_reviewed_by_copilot', 'total_merged_reviewed_by_copilot', PULL_REQUESTS),
  sum('pull_requests_reviewed_by_copilot', 'total_reviewed_by_copilot', PULL_REQUESTS),
  sum('review_suggestions', 'total_suggestions', PULL_REQUESTS),
  sum('review_suggestions_applied', 'total_applied_suggestions', PULL_REQUESTS),
  sum('copilot_suggestions', 'total_copilot_suggestions', SUGGESTIONS),
  sum('copilot_suggestions_applied', 'total_copilot_applied_suggestions', SUGGESTIONS),
  latest('median_minutes_to_merge', 'median_minutes_to_merge', PULL_REQUESTS),
  latest('median_minutes_to_merge_copilot_authored', 'median_minutes_to_merge_copilot_authored', PULL_REQUESTS),
  latest('median_minutes_to_merge_copilot_reviewed', 'median_minutes_to_merge_copilot_reviewed', PULL_REQUESTS),
];

/** Population of everything about pull requests. */
const ALL_PULL_REQUESTS = 'All pull requests of the scope, whoever wrote them.';
const NO_PEOPLE = 'GitHub reports pull requests by scope and repository, not by team or person.';
const NOT_ADDITIVE =
  'As GitHub gives it for one day; medians of several days or scopes cannot be combined, so a range shows the last day that has one and several scopes show none.';
const RATE = 'Σ ÷ Σ over the selection, never a mean of rates.';
const SINCE_FEBRUARY = 'Reported since 19 Feb 2026.';

/** Source: a field of the pull requests of a scope or repository. */
const pulls = (field: string): readonly MetricSource[] => [
  ...aggregate(`pull_requests.${field}`),
  ...from('repos-1-day', `pull_requests.${field}`),
];

/** The three medians stand in one chart. */
const MEDIAN_COLOURS: Readonly<Record<string, MetricColour>> = {
  median_minutes_to_merge_copilot_authored: 'agent',
  median_minutes_to_merge_copilot_reviewed: 'chat',
};

/** Pull requests of a scope or repository, by people and by Copilot. */
export const PULL_REQUEST_METRICS: readonly Metric[] = [
  ...(
    [
      ['pull_requests_created', 'Pull requests created', 'Pull requests opened.', 'total_created', ''],
      ['pull_requests_merged', 'Pull requests merged', 'Pull requests merged.', 'total_merged', SINCE_FEBRUARY],
      [
        'pull_requests_reviewed',
        'Pull requests reviewed',
        'Pull requests reviewed; once a day each.',
        'total_reviewed',
        '',
      ],
      [
        'pull_requests_created_by_copilot',
        'Pull requests created by Copilot',
        'Pull requests opened by the cloud agent.',
        'total_created_by_copilot',
        '',
      ],
      [
        'pull_requests_merged_created_by_copilot',
        'Merged pull requests by Copilot',
        'Merged pull requests opened by the cloud agent.',
        'total_merged_created_by_copilot',
        SINCE_FEBRUARY,
      ],
      [
        'pull_requests_merged_reviewed_by_copilot',
        'Merged pull requests reviewed by Copilot',
        'Merged pull requests that Copilot code review had reviewed.',
        'total_merged_reviewed_by_copilot',
        'Reported since 8 Apr 2026.',
      ],
      [
        'pull_requests_reviewed_by_copilot',
        'Pull requests reviewed by Copilot',
        'Pull requests reviewed by Copilot code review.',
        'total_reviewed_by_copilot',
        '',
      ],
    ] as const
  ).map(([name, label, says, field, since]) =>
    define(name, label, 'pull requests', 'pulls', measure(name), says, pulls(field), {
      population: ALL_PULL_REQUESTS,
      caveats: since ? [NO_PEOPLE, since] : [NO_PEOPLE],
    }),
  ),
  ...(
    [
      [
        'review_suggestions',
        'Review suggestions',
        'Suggestions made in reviews, by people and Copilot.',
        'total_suggestions',
        'pulls',
      ],
      [
        'review_suggestions_applied',
        'Review suggestions applied',
        'Suggestions made in reviews, by people and Copilot, that were applied.',
        'total_applied_suggestions',
        'pulls',
      ],
      [
        'copilot_suggestions',
        'Copilot review suggestions',
        'Suggestions Copilot code review made.',
        'total_copilot_suggestions',
        'agent',
      ],
      [
        'copilot_suggestions_applied',
        'Copilot review suggestions applied',
        'Suggestions of Copilot code review that were applied.',
        'total_copilot_applied_suggestions',
        'agent',
      ],
    ] as const
  ).map(([name, label, says, field, colour]) =>
    define(name, label, 'suggestions', colour, measure(name), says, pulls(field), {
      population: ALL_PULL_REQUESTS,
      caveats: [NO_PEOPLE, SINCE_FEBRUARY, ...(colour === 'agent' ? ['By type of comment since 8 May 2026.'] : [])],
    }),
  ),
  ...(
    [
      [
        'copilot_created_share',
        'Share created by Copilot',
        'Pull requests opened by the cloud agent ÷ all opened.',
        ['pull_requests_created_by_copilot', 'pull_requests_created'],
        'total_created_by_copilot ÷ total_created',
        'neutral',
      ],
      [
        'copilot_merged_share',
        'Share merged by Copilot',
        'Merged pull requests opened by the cloud agent ÷ all merged.',
        ['pull_requests_merged_created_by_copilot', 'pull_requests_merged'],
        'total_merged_created_by_copilot ÷ total_merged',
        'neutral',
      ],
      [
        'copilot_reviewed_share',
        'Share reviewed by Copilot',
        'Pull requests reviewed by Copilot code review ÷ all reviewed.',
        ['pull_requests_reviewed_by_copilot', 'pull_requests_reviewed'],
        'total_reviewed_by_copilot ÷ total_reviewed',
        'neutral',
      ],
      [
        'review_suggestions_applied_rate',
        'Applied rate of review suggestions',
        'Suggestions made in reviews, by people and Copilot: applied ÷ made.',
        ['review_suggestions_applied', 'review_suggestions'],
        'total_applied_suggestions ÷ total_suggestions',
        'up',
      ],
      [
        'copilot_suggestions_applied_rate',
        'Applied rate of Copilot suggestions',
        'Suggestions of Copilot code review: applied ÷ made.',
        ['copilot_suggestions_applied', 'copilot_suggestions'],
        'total_copilot_applied_suggestions ÷ total_copilot_suggestions',
        'up',
      ],
    ] as const
  ).map(([name, label, says, [over, under], field, better]) =>
    define(name, label, 'ratio', 'pulls', ratio(over, under), says, pulls(field), {
      better,
      population: ALL_PULL_REQUESTS,
      caveats: [RATE, NO_PEOPLE],
    }),
  ),
  ...(
    [
      [
        'median_minutes_to_merge',
        'Median to merge',
        'Median minutes from opening to merge of what was merged that day.',
      ],
      [
        'median_minutes_to_merge_copilot_authored',
        'Median to merge, Copilot-authored',
        'Median minutes from opening to merge of what the cloud agent opened and was merged that day.',
      ],
      [
        'median_minutes_to_merge_copilot_reviewed',
        'Median to merge, Copilot-reviewed',
        'Median minutes from opening to merge of what Copilot code review reviewed and was merged that day.',
      ],
    ] as const
  ).map(([name, label, says]) =>
    define(name, label, 'minutes', MEDIAN_COLOURS[name] ?? 'pulls', measure(name), says, pulls(name), {
      better: 'down',
      population: ALL_PULL_REQUESTS,
      caveats: [NOT_ADDITIVE, 'Absent on days without such merges.', SINCE_FEBRUARY],
    }),
  ),
];
