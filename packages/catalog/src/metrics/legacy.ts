import type { Unit } from '../facts/fact.ts';
import type { LegacyTable } from '../facts/legacy-sources.ts';
import { latest, sum } from '../measures/define.ts';
import type { Measure } from '../measures/measure-type.ts';
import type { FactName, MeasureName, MetricName } from '../names.ts';
import { define, from, measure, ratio } from './define.ts';
import type { After, Metric, MetricColour, MetricSource } from './metric.ts';

/** The tables of scopes, and those of teams for questions about teams. */
const of = (...tables: readonly LegacyTable[]): readonly FactName[] =>
  (['', 'team_'] as const).flatMap((whose) => tables.map((table) => `legacy_${whose}${table}_day` as const));
const COMPLETION_FACTS = of('total', 'completion');
const CHAT_FACTS = of('total', 'chat');

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
  sum('legacy_completions_generated', 'suggestions', COMPLETION_FACTS),
  sum('legacy_completions_accepted', 'acceptances', COMPLETION_FACTS),
  sum('legacy_lines_suggested', 'lines_suggested', COMPLETION_FACTS),
  sum('legacy_lines_accepted', 'lines_accepted', COMPLETION_FACTS),
  sum('legacy_chat_prompts', 'chat_turns', CHAT_FACTS),
  sum('legacy_chat_insertions', 'chat_insertions', CHAT_FACTS),
  sum('legacy_chat_copies', 'chat_copies', CHAT_FACTS),
  sum('legacy_chat_accepted', 'chat_accepted', CHAT_FACTS),
  sum('legacy_dotcom_chat_prompts', 'dotcom_chat_turns', of('dotcom_chat')),
  sum('legacy_pull_request_summaries', 'pull_request_summaries', of('total', 'pull_request')),
];

const POPULATION = "People with a Copilot licence in the scope, as GitHub's older APIs counted them.";
const CLOSED =
  'From imported history only: copilot/metrics ended on 2 Apr 2026, copilot/usage on 1 Feb 2025. It never continues a current metric, whose population and features differ.';
const PRECEDENCE =
  'Where several sources have a day, one counts: copilot/metrics first, then an imported dashboard, then copilot/usage.';
const ONE_DAY =
  "GitHub's count of one day and scope; people of several days, scopes or teams cannot be added, so a range shows the last day that has one and several scopes show none.";
const NO_SPLIT = 'copilot/usage reported acceptances without saying whether they were insertions or copies.';
const PARTS =
  'copilot/usage gave totals beside its breakdown, and the two may differ: by editor or language the parts may not add up to the total.';
const TEAMS =
  'By legacy_team a person counts in each team; nested teams include the people of their child teams again.';

/** Source: fields of the two older APIs. */
const older = (metrics: string, usage?: string): readonly MetricSource[] => [
  ...from('legacy-metrics', metrics),
  ...(usage === undefined ? [] : from('legacy-usage', usage)),
];

const entry = (
  name: After<'legacy_', MetricName & MeasureName>,
  label: string,
  unit: Unit,
  colour: MetricColour,
  definition: string,
  source: readonly MetricSource[],
  caveats: readonly string[] = [],
): Metric =>
  define(`legacy_${name}`, `${label} (older API)`, unit, colour, measure(`legacy_${name}`), definition, source, {
    population: POPULATION,
    caveats: [CLOSED, ...caveats],
  });

const rate = (
  name: After<'legacy_', MetricName>,
  label: string,
  colour: MetricColour,
  over: MeasureName,
  under: MeasureName,
  definition: string,
  source: readonly MetricSource[],
): Metric =>
  define(`legacy_${name}`, `${label} (older API)`, 'ratio', colour, ratio(over, under), definition, source, {
    better: 'up',
    population: POPULATION,
    caveats: [CLOSED, PRECEDENCE],
  });

const COMPLETIONS = 'copilot_ide_code_completions.editors[].models[].languages[]';
const CHAT = 'copilot_ide_chat.editors[].models[]';
const PULLS = 'copilot_dotcom_pull_requests.repositories[].models[].total_pr_summaries_created';

const ONE_PART =
  'A person who worked in two parts is in both, so parts are never added: filter to one of each, or there is no value.';

/** GitHub's counts of people of the single parts: name, label, colour, definition, field. */
const PART_PEOPLE = [
  [
    'completion_part_users',
    'People of one editor, model and language',
    'accepted',
    'People engaged with completions of one editor, model and language on a day.',
    `${COMPLETIONS}.total_engaged_users`,
  ],
  [
    'chat_part_users',
    'Chat people of one editor and model',
    'chat',
    'People engaged with chat of one editor and model on a day.',
    `${CHAT}.total_engaged_users`,
  ],
  [
    'dotcom_chat_part_users',
    'People of chat on github.com with one model',
    'chat',
    'People engaged with chat on github.com with one model on a day.',
    'copilot_dotcom_chat.models[].total_engaged_users',
  ],
  [
    'pull_request_part_users',
    'People of pull request summaries of one repository and model',
    'pulls',
    'People engaged with pull request summaries of one repository and model on a day.',
    'copilot_dotcom_pull_requests.repositories[].models[].total_engaged_users',
  ],
] as const;

/** What GitHub's older APIs reported, as metrics of their own: they never continue a metric of today. */
export const LEGACY_METRICS: readonly Metric[] = [
  entry(
    'active_users',
    'Active people',
    'people',
    'people',
    'People with any Copilot activity on a day, passive completions included.',
    older('total_active_users'),
    [ONE_DAY],
  ),
  entry(
    'engaged_users',
    'Engaged people',
    'people',
    'people',
    'People who used a Copilot feature on a day.',
    older('total_engaged_users'),
    [ONE_DAY],
  ),
  entry(
    'completion_users',
    'People of completions',
    'people',
    'accepted',
    'People engaged with completions in editors on a day.',
    older('copilot_ide_code_completions.total_engaged_users', 'total_active_users'),
    [ONE_DAY],
  ),
  entry(
    'chat_users',
    'Chat people',
    'people',
    'chat',
    'People engaged with chat in editors on a day.',
    older('copilot_ide_chat.total_engaged_users', 'total_active_chat_users'),
    [ONE_DAY],
  ),
  entry(
    'dotcom_chat_users',
    'People of chat on github.com',
    'people',
    'chat',
    'People engaged with chat on github.com on a day; no current report has it.',
    older('copilot_dotcom_chat.total_engaged_users'),
    [ONE_DAY],
  ),
  entry(
    'pull_request_users',
    'People of pull request summaries',
    'people',
    'pulls',
    'People engaged with pull request summaries on a day; no current report has it.',
    older('copilot_dotcom_pull_requests.total_engaged_users'),
    [ONE_DAY],
  ),
  ...PART_PEOPLE.map(([name, label, colour, definition, source]) =>
    entry(name, label, 'people', colour, definition, older(source), [ONE_DAY, ONE_PART]),
  ),
  entry(
    'completions_generated',
    'Completions suggested',
    'suggestions',
    'suggested',
    'Completions shown in editors.',
    older(`${COMPLETIONS}.total_code_suggestions`, 'total_suggestions_count'),
    [PRECEDENCE, PARTS, TEAMS],
  ),
  entry(
    'completions_accepted',
    'Completions accepted',
    'acceptances',
    'accepted',
    'Completions accepted in editors.',
    older(`${COMPLETIONS}.total_code_acceptances`, 'total_acceptances_count'),
    [PRECEDENCE, PARTS, TEAMS],
  ),
  rate(
    'completion_acceptance_rate',
    'Acceptance rate of completions',
    'accepted',
    'legacy_completions_accepted',
    'legacy_completions_generated',
    'Completions accepted ÷ completions suggested, Σ ÷ Σ.',
    older(`${COMPLETIONS}.total_code_acceptances ÷ total_code_suggestions`, 'acceptances_count ÷ suggestions_count'),
  ),
  entry(
    'lines_suggested',
    'Completion lines suggested',
    'lines',
    'lines',
    'Lines of completions shown.',
    older(`${COMPLETIONS}.total_code_lines_suggested`, 'total_lines_suggested'),
    [PRECEDENCE, PARTS, TEAMS],
  ),
  entry(
    'lines_accepted',
    'Completion lines accepted',
    'lines',
    'lines',
    'Lines of completions accepted.',
    older(`${COMPLETIONS}.total_code_lines_accepted`, 'total_lines_accepted'),
    [PRECEDENCE, PARTS, TEAMS],
  ),
  rate(
    'lines_acceptance_rate',
    'Acceptance rate of completion lines',
    'lines',
    'legacy_lines_accepted',
    'legacy_lines_suggested',
    'Lines accepted ÷ lines suggested, Σ ÷ Σ.',
    older(`${COMPLETIONS}.total_code_lines_accepted ÷ total_code_lines_suggested`, 'lines_accepted ÷ lines_suggested'),
  ),
  entry(
    'chat_prompts',
    'Chat turns',
    'prompts',
    'chat',
    'Prompts in editor chat.',
    older(`${CHAT}.total_chats`, 'total_chat_turns'),
    [PRECEDENCE, PARTS, TEAMS],
  ),
  entry(
    'chat_insertions',
    'Insert events',
    'events',
    'chat',
    'Answers of editor chat inserted into a file.',
    older(`${CHAT}.total_chat_insertion_events`),
    [NO_SPLIT],
  ),
  entry(
    'chat_copies',
    'Copy events',
    'events',
    'agent',
    'Answers of editor chat copied, with the button or the keyboard.',
    older(`${CHAT}.total_chat_copy_events`),
    [NO_SPLIT, 'The current reports count the button only.'],
  ),
  entry(
    'chat_accepted',
    'Chat acceptances',
    'acceptances',
    'accepted',
    'Insert and copy events, or what copilot/usage called acceptances.',
    older(`${CHAT}.total_chat_insertion_events + total_chat_copy_events`, 'total_chat_acceptances'),
    [PRECEDENCE, PARTS, TEAMS],
  ),
  rate(
    'chat_acceptance_rate',
    'Chat acceptance rate',
    'chat',
    'legacy_chat_accepted',
    'legacy_chat_prompts',
    'Chat acceptances ÷ chat turns, Σ ÷ Σ; one answer can be both inserted and copied, so it may exceed 100 %.',
    older(`${CHAT}: insertions and copies ÷ total_chats`, 'total_chat_acceptances ÷ total_chat_turns'),
  ),
  entry(
    'dotcom_chat_prompts',
    'Chat turns on github.com',
    'prompts',
    'chat',
    'Prompts in chat on github.com; no current report has it.',
    older('copilot_dotcom_chat.models[].total_chats'),
    [TEAMS],
  ),
  entry(
    'pull_request_summaries',
    'Pull request summaries',
    'pull requests',
    'pulls',
    'Pull request summaries Copilot wrote; no current report has it.',
    older(PULLS),
    [TEAMS],
  ),
];
