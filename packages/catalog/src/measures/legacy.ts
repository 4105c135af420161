import type { LegacyTable } from '../facts/legacy-sources.ts';
import type { FactName } from '../names.ts';
import { latest, sum } from './define.ts';
import type { Measure } from './measure-type.ts';

/** The tables of scopes, and those of teams for questions about teams. */
const of = (...tables: readonly LegacyTable[]): readonly FactName[] =>
  (['', 'team_'] as const).flatMap((whose) => tables.map((table) => `legacy_${whose}${table}_day` as const));
const COMPLETIONS = of('total', 'completion');
const CHAT = of('total', 'chat');

/** People of one row of a breakdown: the name here, the table there. */
const LEGACY_PARTS = [
  ['legacy_completion_part_users', 'completion'],
  ['legacy_chat_part_users', 'chat'],
  ['legacy_dotcom_chat_part_users', 'dotcom_chat'],
  ['legacy_pull_request_part_users', 'pull_request'],
] as const;

/** What GitHub's older APIs reported; people are GitHub's own counts of one day and never add. */
export const LEGACY_MEASURES: readonly Measure[] = [
  latest('legacy_active_users', 'active_users', of('total')),
  latest('legacy_engaged_users', 'engaged_users', of('total')),
  latest('legacy_completion_users', 'completion_users', of('total')),
  latest('legacy_chat_users', 'chat_users', of('total')),
  latest('legacy_dotcom_chat_users', 'dotcom_chat_users', of('total')),
  latest('legacy_pull_request_users', 'pull_request_users', of('total')),
  ...LEGACY_PARTS.map(([name, table]) => latest(name, 'engaged_users', of(table))),
  sum('legacy_completions_generated', 'suggestions', COMPLETIONS),
  sum('legacy_completions_accepted', 'acceptances', COMPLETIONS),
  sum('legacy_lines_suggested', 'lines_suggested', COMPLETIONS),
  sum('legacy_lines_accepted', 'lines_accepted', COMPLETIONS),
  sum('legacy_chat_prompts', 'chat_turns', CHAT),
  sum('legacy_chat_insertions', 'chat_insertions', CHAT),
  sum('legacy_chat_copies', 'chat_copies', CHAT),
  sum('legacy_chat_accepted', 'chat_accepted', CHAT),
  sum('legacy_dotcom_chat_prompts', 'dotcom_chat_turns', of('dotcom_chat')),
  sum('legacy_pull_request_summaries', 'pull_request_summaries', of('total', 'pull_request')),
];
