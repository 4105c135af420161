/**
 * The panels' numbers as an analyst would write them in DuckDB, on the same tables. `$from` and `$to` are replaced.
 * What all panels share is written once.
 */
const TIME = `day BETWEEN DATE '$from' AND DATE '$to'`;
const WEEK = `date_trunc('week', day)`;
const COMPLETIONS = `sum(code_generation_activity_count), sum(code_acceptance_activity_count)`;

/** Panel id → SQL; panels that ask the same share a query. */
export const BY_HAND: Readonly<Record<string, string>> = {
  'overview-completion-acceptance-rate': `SELECT day, ${COMPLETIONS} FROM user_day_feature WHERE feature = 'code_completion' AND ${TIME} GROUP BY day`,
  'overview-active-users': `SELECT ${WEEK}, count(DISTINCT user_id) FROM user_day WHERE user_initiated_interaction_count > 0 AND ${TIME} GROUP BY 1`,
  'overview-agent-users': `SELECT ${WEEK}, count(DISTINCT user_id) FROM user_day WHERE used_agent AND ${TIME} GROUP BY 1`,
  'overview-main': `SELECT day, ${COMPLETIONS} FROM user_day_feature WHERE feature = 'code_completion' AND ${TIME} GROUP BY day`,
  'overview-teams': `SELECT team_id, ${COMPLETIONS} FROM user_day_feature JOIN user_team_day USING (scope, day, user_id) WHERE feature = 'code_completion' AND ${TIME} GROUP BY team_id`,
  'overview-languages': `SELECT language, ${COMPLETIONS} FROM user_day_language_feature WHERE feature = 'code_completion' AND ${TIME} GROUP BY language`,
  'overview-models': `SELECT model, ${COMPLETIONS} FROM user_day_model_feature WHERE ${TIME} GROUP BY model`,
  'people-adoption': `SELECT user_id, count(*) FILTER (user_initiated_interaction_count > 0) FROM user_day WHERE ${TIME} GROUP BY user_id`,
  'people-everyone': `SELECT * FROM (SELECT user_id, count(*) FILTER (user_initiated_interaction_count > 0), count(*) FILTER (used_agent), count(*) FILTER (used_chat), count(*) FILTER (used_cli), sum(user_initiated_interaction_count), sum(loc_suggested_to_add_sum), sum(loc_added_sum), sum(loc_deleted_sum) FROM user_day WHERE ${TIME} GROUP BY user_id) LEFT JOIN (SELECT user_id, ${COMPLETIONS} FROM user_day_feature WHERE feature = 'code_completion' AND ${TIME} GROUP BY user_id) USING (user_id)`,
};
