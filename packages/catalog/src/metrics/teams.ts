import { people } from '../measures/define.ts';
import type { Measure } from '../measures/measure-type.ts';
import { define, from, measure, PEOPLE_ONCE } from './define.ts';
import type { Metric } from './metric.ts';

/** People of teams. */
export const TEAM_MEASURES: readonly Measure[] = [
  people('team_members', ['user_team_day'], []),
  {
    name: 'people_in_several_teams',
    aggregate: 'people_in_several',
    column: 'team_id',
    facts: ['user_team_day'],
    when: [],
  },
];

/** Who is in teams. */
export const TEAM_METRICS: readonly Metric[] = [
  define(
    'team_members',
    'Team members',
    'people',
    'people',
    measure('team_members'),
    'Distinct people who were in the team on a day of the range; of all teams together, each person once.',
    from('user-teams-1-day', 'rows'),
    { population: PEOPLE_ONCE, caveats: ['GitHub reports no team with fewer than five seats.'] },
  ),
  define(
    'people_in_several_teams',
    'People in several teams',
    'people',
    'people',
    measure('people_in_several_teams'),
    'Distinct people who were in two or more teams within the range.',
    from('user-teams-1-day', 'team_id'),
    {
      population: PEOPLE_ONCE,
      caveats: [
        'A person who moves from one team to another within the range is in several, too; by team, it counts the people who were in another team of the organization on the same day.',
      ],
    },
  ),
];
