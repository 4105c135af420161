import type { Metric } from '../metric.ts';
import { aggregate, define, measure } from './define.ts';

/** Pull requests of a scope, by people and by Copilot. */
export const PULL_REQUEST_METRICS: readonly Metric[] = [
  ...(
    [
      ['pull_requests_created', 'Pull requests created', 'Pull requests opened.', 'total_created'],
      ['pull_requests_merged', 'Pull requests merged', 'Pull requests merged.', 'total_merged'],
      [
        'pull_requests_reviewed',
        'Pull requests reviewed',
        'Pull requests reviewed; once a day each.',
        'total_reviewed',
      ],
      [
        'pull_requests_created_by_copilot',
        'Created by Copilot',
        'Pull requests opened by the cloud agent.',
        'total_created_by_copilot',
      ],
      [
        'pull_requests_merged_created_by_copilot',
        'Merged, created by Copilot',
        'Merged pull requests opened by the cloud agent.',
        'total_merged_created_by_copilot',
      ],
      [
        'pull_requests_reviewed_by_copilot',
        'Reviewed by Copilot',
        'Pull requests reviewed by Copilot code review.',
        'total_reviewed_by_copilot',
      ],
    ] as const
  ).map(([name, label, says, field]) =>
    define(name, label, 'pull requests', 'pulls', measure(name), says, aggregate(`pull_requests.${field}`), {
      population: 'All pull requests of the scope, whoever wrote them.',
      caveats: ['GitHub reports pull requests by scope and repository, not by team or person.'],
    }),
  ),
];
