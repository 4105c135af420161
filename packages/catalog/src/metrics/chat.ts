import { CHAT, sum, WITH_FEATURE } from '../measures/define.ts';
import type { Condition, Measure } from '../measures/measure-type.ts';
import { define, measure, PEOPLE_ONCE, ratio, users } from './define.ts';
import type { Metric } from './metric.ts';

const IN_AGENT_EDITS: readonly Condition[] = [{ column: 'feature', op: 'in', values: ['agent_edit'] }];

/** Chat and agents of editors. */
export const CHAT_MEASURES: readonly Measure[] = [
  sum('chat_prompts', 'user_initiated_interaction_count', ['user_day_feature', 'user_day_model_feature'], CHAT),
  sum('chat_generated', 'code_generation_activity_count', WITH_FEATURE, CHAT),
  sum('chat_accepted', 'code_acceptance_activity_count', WITH_FEATURE, CHAT),
  sum('agent_lines_added', 'loc_added_sum', WITH_FEATURE, IN_AGENT_EDITS),
  sum('agent_lines_deleted', 'loc_deleted_sum', WITH_FEATURE, IN_AGENT_EDITS),
];

const AGENT_EDITS =
  'What GitHub reports as the feature agent_edit, without the CLI, the Copilot app and the cloud agent.';

/** Chat and agent mode in editors. */
export const CHAT_METRICS: readonly Metric[] = [
  define(
    'chat_users',
    'Chat users',
    'people',
    'chat',
    measure('chat_people'),
    'Distinct people who used chat in an editor.',
    users('used_chat'),
    { better: 'up', population: PEOPLE_ONCE },
  ),
  define(
    'agent_users',
    'Agent users',
    'people',
    'agent',
    measure('agent_people'),
    'Distinct people who used agent mode in an editor.',
    users('used_agent'),
    {
      better: 'up',
      population: PEOPLE_ONCE,
      caveats: ['Editors that run agent mode on the Copilot SDK lost or moved agent activity in mid to late 2026.'],
    },
  ),
  define(
    'agent_share',
    'Agent share',
    'ratio',
    'agent',
    ratio('agent_people', 'active_people'),
    'People who used agent mode ÷ people who sent a prompt.',
    users('used_agent, user_initiated_interaction_count > 0'),
    {
      better: 'up',
      population: PEOPLE_ONCE,
      caveats: ['Editors that run agent mode on the Copilot SDK lost or moved agent activity in mid to late 2026.'],
    },
  ),
  define(
    'chat_prompts',
    'Chat turns',
    'prompts',
    'chat',
    measure('chat_prompts'),
    'Prompts in editor chat, all modes.',
    users('totals_by_feature[chat_*].user_initiated_interaction_count'),
  ),
  define(
    'chat_generated',
    'Chat outputs',
    'outputs',
    'chat',
    measure('chat_generated'),
    'Outputs of editor chat, all modes.',
    users('totals_by_feature[chat_*].code_generation_activity_count'),
  ),
  define(
    'chat_accepted',
    'Chat outputs accepted',
    'acceptances',
    'chat',
    measure('chat_accepted'),
    'Accept actions in editor chat, all modes.',
    users('totals_by_feature[chat_*].code_acceptance_activity_count'),
  ),
  define(
    'chat_acceptance_rate',
    'Acceptance rate of chat outputs',
    'ratio',
    'chat',
    ratio('chat_accepted', 'chat_generated'),
    'Accept actions ÷ outputs of editor chat.',
    users('totals_by_feature[chat_*]'),
    { mark: 'chat', better: 'up' },
  ),
  define(
    'chat_accepted_per_prompt',
    'Acceptance rate of chat turns',
    'ratio',
    'chat',
    ratio('chat_accepted', 'chat_prompts'),
    'Accept actions ÷ prompts (turns) of editor chat.',
    users('totals_by_feature[chat_*]'),
    {
      better: 'up',
      caveats: [
        'One prompt can give several outputs, each of which can be accepted, so it can exceed 100 % and is not a share; chat_acceptance_rate divides by outputs.',
      ],
    },
  ),
  define(
    'agent_lines_added',
    'Agent lines added',
    'lines',
    'agent',
    measure('agent_lines_added'),
    'Lines that agents in editors wrote into files.',
    users('totals_by_feature[agent_edit].loc_added_sum'),
    { caveats: [AGENT_EDITS] },
  ),
  define(
    'agent_lines_deleted',
    'Agent lines deleted',
    'lines',
    'lines',
    measure('agent_lines_deleted'),
    'Lines that agents in editors removed from files.',
    users('totals_by_feature[agent_edit].loc_deleted_sum'),
    { caveats: [AGENT_EDITS] },
  ),
];
