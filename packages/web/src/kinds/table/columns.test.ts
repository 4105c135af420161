import { PANELS } from '@flightdeck/catalog';
import { expect, it } from 'vitest';
import { peopleColumns } from './columns.ts';

const columns = peopleColumns(PANELS.find((panel) => panel.id === 'people-everyone')?.metrics ?? []);
const row = {
  user: 'ada',
  loc_added: 90,
  active_days: 4,
  loc_added_per_active_day: 22.5,
  acceptance_rate: null,
};

it('the table of people has every column, of which some are shown at first', () => {
  expect(columns.map(({ head }) => head)).toEqual([
    'Team',
    'Adoption score on working days',
    'Days in range',
    'Active working days',
    'Prompts',
    'All outputs',
    'All outputs accepted',
    'Acceptance rate of all outputs',
    'All lines suggested',
    'All lines suggested per active day',
    'All lines added',
    'All lines added per active day',
    'All lines deleted',
    'All lines deleted per active day',
    'Agent days',
    'Chat days',
    'CLI days',
    'Language',
    'Editor',
    'Model',
    'Feature',
    'Last active',
  ]);
  expect(columns.filter(({ shown }) => shown)).toHaveLength(11);
});

it('a mean is the one its name has everywhere, and what is not known is a dash', () => {
  const text = (key: string) => columns.find((column) => column.key === key)?.text(row, undefined);
  expect(text('loc_added_per_active_day')).toBe('22.5');
  expect(text('acceptance_rate')).toBeNull();
  expect(text('team')).toBeNull();
});
