/** Metrics that people hold against GitHub's numbers: first in the list, and those compared together. */
export const OFTEN_COMPARED: readonly string[] = [
  'active_users',
  'reported_users',
  'completions_generated',
  'completions_accepted',
  'completion_acceptance_rate',
  'acceptance_rate',
  'interactions',
  'loc_added',
  'agent_users',
  'agent_share',
  'chat_users',
  'ai_credits_used',
  'seats',
];
