import { EVERY_LIST, PROMPTED, sum, WITH_PROMPTS } from '../measures/define.ts';
import type { Condition, Measure } from '../measures/measure-type.ts';
import type { FactName, MeasureName } from '../names.ts';
import { define, measure, ratio, users } from './define.ts';
import type { Metric } from './metric.ts';

/** What belongs to the whole day of a person and stands in no breakdown. */
const ROWS = ['user_day'] as const;
const WORKING_DAY: Condition = { column: 'day', op: 'working_day' };
const WITH_LINES: Condition = { column: 'loc_added_sum', op: 'known' };

const days = (name: MeasureName, facts: readonly FactName[], when: readonly Condition[]): Measure => ({
  name,
  aggregate: 'person_days',
  column: null,
  facts,
  when,
});

/** Days of people, and lines of such days. */
export const PEOPLE_DAY_MEASURES: readonly Measure[] = [
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

const CALENDAR =
  'Monday to Friday, public holidays too, unless WORKING_DAYS, HOLIDAYS or HOLIDAY_DATES say otherwise; GitHub has no calendar.';

/** Lines as a mean of a day: name, label, sum over all days, sum over days with a prompt, field. */
const LINES_A_DAY = [
  [
    'loc_suggested',
    'All lines suggested',
    'loc_suggested_to_add',
    'active_loc_suggested_to_add',
    'loc_suggested_to_add_sum',
  ],
  ['loc_added', 'All lines added', 'loc_added', 'active_loc_added', 'loc_added_sum'],
  ['loc_deleted', 'All lines deleted', 'loc_deleted', 'active_loc_deleted', 'loc_deleted_sum'],
] as const;

/** On how many days people used Copilot, and what they did on one. */
export const PEOPLE_DAY_METRICS: readonly Metric[] = [
  define(
    'active_days',
    'Active days',
    'days',
    'people',
    measure('active_person_days'),
    'Days with at least one prompt, summed over people.',
    users('user_initiated_interaction_count > 0'),
    { better: 'up' },
  ),
  define(
    'active_working_days',
    'Active working days',
    'days',
    'people',
    measure('active_working_days'),
    'Days from Monday to Friday with at least one prompt, summed over people.',
    users('user_initiated_interaction_count > 0'),
    { better: 'up', caveats: [CALENDAR] },
  ),
  define(
    'reported_days',
    'Days with any activity',
    'days',
    'people',
    measure('reported_person_days'),
    'Days on which GitHub has a row for the person, summed over people.',
    users('rows'),
    {
      better: 'up',
      caveats: [
        'Any Copilot event gives a row, including completions without a prompt and events only the server saw, so it is never less than active_days, which needs a prompt.',
      ],
    },
  ),
  define(
    'reported_working_days',
    'Working days with any activity',
    'days',
    'people',
    measure('reported_working_days'),
    'Days from Monday to Friday on which GitHub has a row for the person, summed over people.',
    users('rows'),
    { better: 'up', caveats: [CALENDAR] },
  ),
  define(
    'chat_days',
    'Chat days',
    'days',
    'chat',
    measure('chat_person_days'),
    'Days with chat in an editor, summed over people.',
    users('used_chat'),
    { better: 'up' },
  ),
  define(
    'agent_days',
    'Agent days',
    'days',
    'agent',
    measure('agent_person_days'),
    'Days with agent mode, summed over people.',
    users('used_agent'),
    { better: 'up' },
  ),
  define(
    'cli_days',
    'CLI days',
    'days',
    'cli',
    measure('cli_person_days'),
    'Days with the Copilot CLI, summed over people.',
    users('used_cli'),
    { better: 'up' },
  ),
  define(
    'adoption_score',
    'Adoption score',
    'score',
    'people',
    {
      op: 'ratio',
      over: measure('active_person_days'),
      under: { op: 'product', left: measure('reported_people'), right: { op: 'days' } },
      times: 100,
    },
    'Active days ÷ days with a report × 100; for a group, its mean over reported people.',
    users('user_initiated_interaction_count > 0'),
    {
      better: 'up',
      version: 2,
      caveats: [
        'Weekends count too. A day without a report is left out, never counted as a day without activity.',
        'Never relative to the best person.',
      ],
    },
  ),
  define(
    'adoption_score_working_days',
    'Adoption score on working days',
    'score',
    'people',
    {
      op: 'ratio',
      over: measure('active_working_days'),
      under: { op: 'product', left: measure('reported_people'), right: { op: 'working_days' } },
      times: 100,
    },
    'Active working days ÷ working days with a report × 100; for a group, its mean over reported people.',
    users('user_initiated_interaction_count > 0'),
    {
      better: 'up',
      version: 2,
      caveats: [CALENDAR, 'Work at a weekend counts on neither side. Never relative to the best person.'],
    },
  ),
  define(
    'adoption_score_any_activity',
    'Adoption score of any activity',
    'score',
    'people',
    {
      op: 'ratio',
      over: measure('reported_person_days'),
      under: { op: 'product', left: measure('reported_people'), right: { op: 'days' } },
      times: 100,
    },
    'Days with any activity ÷ days with a report × 100; for a group, its mean over reported people.',
    users('rows'),
    {
      better: 'up',
      caveats: [
        'A day counts as soon as GitHub has a row for it; adoption_score needs a prompt, as GitHub describes an active user.',
        'Weekends count too; a day without a report is left out. Never relative to the best person.',
      ],
    },
  ),
  define(
    'adoption_score_any_activity_working_days',
    'Adoption score of any activity on working days',
    'score',
    'people',
    {
      op: 'ratio',
      over: measure('reported_working_days'),
      under: { op: 'product', left: measure('reported_people'), right: { op: 'working_days' } },
      times: 100,
    },
    'Working days with any activity ÷ working days with a report × 100; for a group, its mean over reported people.',
    users('rows'),
    { better: 'up', caveats: [CALENDAR, 'Work at a weekend counts on neither side.'] },
  ),
  ...LINES_A_DAY.flatMap(([name, label, sum, active, field]) => [
    define(
      `${name}_per_active_day`,
      `${label} per active day`,
      'lines',
      'lines',
      ratio(active, 'active_days_with_lines'),
      `${label} on days with a prompt ÷ those days: for a person the mean of their active days, for a group the mean over all its people's active days.`,
      users(`${field}, user_initiated_interaction_count > 0`),
      {
        caveats: [`Lines of days without a prompt count on neither side; ${name}_per_reported_day takes every day.`],
      },
    ),
    define(
      `${name}_per_reported_day`,
      `${label} per day with any activity`,
      'lines',
      'lines',
      ratio(sum, 'reported_days_with_lines'),
      `${label} ÷ days on which GitHub has a row for the person: for a person the mean over their rows, for a group the mean over all its people's rows.`,
      users(`${field}, rows`),
      { caveats: [`Days with only completions count too, so it differs from ${name}_per_active_day.`] },
    ),
  ]),
];
