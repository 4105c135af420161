import type { FactName } from '../names.ts';
import { ALL, PROMPTED, people, sum, WITH_PROMPTS } from './define.ts';
import type { Condition, Measure } from './measure-type.ts';

/** What belongs to the whole day of a person and stands in no breakdown. */
const ROWS = ['user_day'] as const;
/** Whatever a row of a person lists: breakdowns first, then what stands beside them. */
const EVERY_LIST = [...ALL, 'user_day_surface', 'user_day_agent', 'user_day_customization'] as const;
const WORKING_DAY: Condition = { column: 'day', op: 'working_day' };
const WITH_LINES: Condition = { column: 'loc_added_sum', op: 'known' };

const days = (name: string, facts: readonly FactName[], when: readonly Condition[]): Measure => ({
  name,
  aggregate: 'person_days',
  column: null,
  facts,
  when,
});

/** Distinct people, and days of people. */
export const PEOPLE_MEASURES: readonly Measure[] = [
  people('active_people', WITH_PROMPTS, PROMPTED),
  people('reported_people', EVERY_LIST, []),
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
  days('active_person_days', WITH_PROMPTS, PROMPTED),
  days('active_working_days', WITH_PROMPTS, [...PROMPTED, WORKING_DAY]),
  days('reported_person_days', EVERY_LIST, []),
  days('reported_working_days', EVERY_LIST, [WORKING_DAY]),
  days('chat_person_days', ROWS, [{ column: 'used_chat', op: 'true' }]),
  days('agent_person_days', ROWS, [{ column: 'used_agent', op: 'true' }]),
  days('cli_person_days', ROWS, [{ column: 'used_cli', op: 'true' }]),
  // A mean of a day is over the days that have the lines, so that a day without them counts on neither side.
  days('reported_days_with_lines', ROWS, [WITH_LINES]),
  days('active_days_with_lines', ROWS, [...PROMPTED, WITH_LINES]),
  sum('active_loc_suggested_to_add', 'loc_suggested_to_add_sum', ROWS, PROMPTED),
  sum('active_loc_added', 'loc_added_sum', ROWS, PROMPTED),
  sum('active_loc_deleted', 'loc_deleted_sum', ROWS, PROMPTED),
];
