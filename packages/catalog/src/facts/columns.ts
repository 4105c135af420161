import type { Absent, Column, ColumnType, Unit } from './fact.ts';

/** Shorthand for a column literal. */
export function column(
  name: string,
  type: ColumnType,
  says: string,
  options: {
    readonly unit?: Unit;
    readonly since?: string;
    readonly absent?: Absent;
    readonly derived?: true;
    readonly folded?: true;
    readonly instant?: true;
  } = {},
): Column {
  const { unit = null, since = '2025-10-10', absent, derived, folded, instant } = options;
  return Object.freeze({
    name,
    type,
    unit,
    since,
    says,
    ...(absent && { absent }),
    ...(derived && { derived }),
    ...(folded && { folded }),
    ...(instant && { instant }),
  });
}

const PROMPTS = column('user_initiated_interaction_count', 'count', 'Prompts a person really sent.', {
  unit: 'prompts',
});

/** The six counters every breakdown carries. @source github/docs "Copilot usage metrics" reference. */
export const SIX_COUNTERS: readonly Column[] = Object.freeze([
  column('code_generation_activity_count', 'count', 'Separate outputs; one prompt can give several.', {
    unit: 'outputs',
  }),
  column('code_acceptance_activity_count', 'count', 'Built-in accept actions, the Copy button included.', {
    unit: 'acceptances',
  }),
  column('loc_suggested_to_add_sum', 'count', 'Lines suggested, without agent edits.', { unit: 'lines' }),
  column('loc_suggested_to_delete_sum', 'count', 'Lines suggested for removal; mostly 0 in editors.', {
    unit: 'lines',
  }),
  column('loc_added_sum', 'count', 'Lines that reached files, agent edits included.', { unit: 'lines' }),
  column('loc_deleted_sum', 'count', 'Lines removed, today by agents.', { unit: 'lines' }),
]);

/** Prompts and the six counters. */
export const SEVEN_COUNTERS: readonly Column[] = Object.freeze([PROMPTS, ...SIX_COUNTERS]);

/** What CLI, app and Agents window report of a person or scope. */
export const SURFACE_COUNTERS: readonly Column[] = Object.freeze([
  column('session_count', 'count', 'Sessions.', { unit: 'sessions', since: '2026-03-05' }),
  column('request_count', 'count', 'Requests, automatic follow-ups included.', {
    unit: 'requests',
    since: '2026-03-05',
  }),
  column('prompt_count', 'count', 'Prompts.', { unit: 'prompts', since: '2026-03-05' }),
  column('prompt_tokens_sum', 'count', 'Tokens sent to models.', { unit: 'tokens', since: '2026-03-05' }),
  column('output_tokens_sum', 'count', 'Tokens in the answers of models.', { unit: 'tokens', since: '2026-03-05' }),
  column('total_user_messages', 'count', 'Messages in the VS Code Agents window.', {
    unit: 'prompts',
    since: '2026-09-11',
  }),
]);

/** Kinds of CLI customization, as GitHub writes them. @source github/docs "Copilot usage metrics" reference, September 2026. */
export const CUSTOMIZATIONS = ['skill', 'custom_agent', 'mcp', 'slash_cmd', 'plugin'] as const;

/** Distinct names used with the CLI; a scope's count is not the sum over its people. */
export const DISTINCT_USE_COUNTERS: readonly Column[] = Object.freeze(
  CUSTOMIZATIONS.map((kind) =>
    column(`distinct_${kind}_use_count`, 'count', `Different ${kind} names used with the CLI.`, {
      unit: 'events',
      since: '2026-09-17',
    }),
  ),
);

/** Pull request figures of a scope or repository. Medians exist only at the grain GitHub reports. */
export const PULL_REQUEST_COLUMNS: readonly Column[] = Object.freeze([
  ...(
    [
      ['total_created', 'Pull requests opened.', '2025-12-12'],
      ['total_reviewed', 'Pull requests reviewed.', '2025-12-12'],
      ['total_created_by_copilot', 'Opened by the cloud agent.', '2025-12-12'],
      ['total_reviewed_by_copilot', 'Reviewed by Copilot code review.', '2025-12-12'],
      ['total_merged', 'Pull requests merged.', '2026-02-19'],
      ['total_merged_created_by_copilot', 'Merged, opened by the cloud agent.', '2026-02-19'],
      ['total_merged_reviewed_by_copilot', 'Merged, reviewed by Copilot.', '2026-04-08'],
    ] as const
  ).map(([name, says, since]) => column(name, 'count', says, { unit: 'pull requests', since })),
  ...(
    [
      ['total_suggestions', 'Review suggestions.', '2026-02-19'],
      ['total_applied_suggestions', 'Review suggestions applied.', '2026-02-19'],
      ['total_copilot_suggestions', "Copilot's review suggestions.", '2026-02-19'],
      ['total_copilot_applied_suggestions', "Copilot's review suggestions applied.", '2026-02-19'],
    ] as const
  ).map(([name, says, since]) => column(name, 'count', says, { unit: 'suggestions', since })),
  ...(
    [
      ['median_minutes_to_merge', 'Median minutes to merge; absent on days without merges.', '2026-02-19'],
      ['median_minutes_to_merge_copilot_authored', 'The same, opened by the cloud agent.', '2026-02-19'],
      ['median_minutes_to_merge_copilot_reviewed', 'The same, reviewed by Copilot.', '2026-04-08'],
    ] as const
  ).map(([name, says, since]) => column(name, 'number', says, { unit: 'minutes', since, absent: 'nothing' })),
]);
