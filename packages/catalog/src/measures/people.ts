import type { Measure } from '../measure-type.ts';
import { ALL, PROMPTED, people, WITH_PROMPTS } from './define.ts';

/** Distinct people, and days of people. */
export const PEOPLE_MEASURES: readonly Measure[] = [
  people('active_people', WITH_PROMPTS, PROMPTED),
  people('reported_people', ALL, []),
  people('generating_people', ALL, [{ column: 'code_generation_activity_count', op: 'above', value: 0 }]),
  people('chat_people', ['user_day'], [{ column: 'used_chat', op: 'true' }]),
  people('agent_people', ['user_day'], [{ column: 'used_agent', op: 'true' }]),
  people('team_members', ['user_team_day'], []),
  {
    name: 'people_in_several_teams',
    aggregate: 'people_in_several',
    column: 'team_id',
    facts: ['user_team_day'],
    when: [],
  },
  people('cli_people', ['user_day'], [{ column: 'used_cli', op: 'true' }]),
  { name: 'active_person_days', aggregate: 'person_days', column: null, facts: ['user_day'], when: PROMPTED },
  {
    name: 'active_working_days',
    aggregate: 'person_days',
    column: null,
    facts: ['user_day'],
    when: [...PROMPTED, { column: 'day', op: 'working_day' }],
  },
  {
    name: 'chat_person_days',
    aggregate: 'person_days',
    column: null,
    facts: ['user_day'],
    when: [{ column: 'used_chat', op: 'true' }],
  },
  {
    name: 'agent_person_days',
    aggregate: 'person_days',
    column: null,
    facts: ['user_day'],
    when: [{ column: 'used_agent', op: 'true' }],
  },
  {
    name: 'cli_person_days',
    aggregate: 'person_days',
    column: null,
    facts: ['user_day'],
    when: [{ column: 'used_cli', op: 'true' }],
  },
];
