import type { Asked, MetricQueryInput } from '@flightdeck/query';

/** The medians of the stages, in their order. */
export const MEDIANS = [
  'median_minutes_to_first_review',
  'median_minutes_first_to_final_review',
  'median_minutes_final_review_to_merge',
];

/** The stages of one repository, day by day. */
export const repositoryQuestion = (repository: string, asked: Asked): MetricQueryInput => ({
  metrics: MEDIANS,
  by: ['day'],
  range: asked.range,
  where: [...asked.where, { dimension: 'repository', values: [repository] }],
});
