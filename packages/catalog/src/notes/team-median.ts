import type { MetricName } from '../names.ts';

/** The median of a team that one's own figures are compared with, and the least size of the team. */
export const TEAM_MEDIAN = Object.freeze({
  /** Least number of people of the team with activity in the range. */
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
    'the lower of two in the middle. Who has no number of the metric is left out. Not shown for fewer than five people. ' +
    "One's own number is over one's days in the team too, and the range is cut to them.",
});
