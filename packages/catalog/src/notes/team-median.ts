import type { MetricName } from '../names.ts';

/** What one's own figures are compared with: the median of a team, where it is large enough to speak of nobody. */
export const TEAM_MEDIAN = Object.freeze({
  /** People of the team with activity in the range that there must be. */
  smallest: 5,
  metrics: Object.freeze([
    'active_days',
    'interactions',
    'completions_generated',
    'completions_accepted',
    'completion_acceptance_rate',
    'loc_added',
    'ai_credits_used',
  ] satisfies readonly MetricName[]),
  says:
    'Median over the people of the team with activity in the range, oneself among them, each over the days they were in the team; ' +
    'the lower of two in the middle. Who has no number of the metric is left out. Not shown for fewer than five people.',
});
