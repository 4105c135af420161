import { PANELS } from '@flightdeck/catalog';
import type { QueryResult, ResultRow } from '@flightdeck/query';
import { describe, expect, it } from 'vitest';
import { prepareFigure } from '../figure/prepare.ts';
import { medianDays } from '../figure/prepare-median.ts';
import { byAdoption, prepareAdoption, spanOf } from './prepare.ts';

const person = (user: string, days: number | null, interactions = 1) => ({
  user,
  active_days: days,
  active_working_days: days === null ? null : Math.min(days, 5),
  interactions,
});
const rows = [person('ada', 7), person('bob', 4), person('cyd', null), person('dee', 0)];

describe('adoption', () => {
  it('counts on the days that are asked for', () => {
    expect(prepareAdoption(rows, 7).bands.map(({ people }) => people)).toEqual([2, 1, 0, 0, 1]);
    expect(prepareAdoption(rows, 5, 'active_working_days').bands.map(({ people }) => people)).toEqual([2, 0, 0, 1, 1]);
  });

  it('asks the server for the same people as a band counts', () => {
    expect(spanOf('adoption_score', 'low')).toEqual({
      metric: 'adoption_score',
      atLeast: null,
      below: 40,
      orNull: true,
    });
    expect(spanOf('adoption_score', 'good')).toEqual({
      metric: 'adoption_score',
      atLeast: 60,
      below: 80,
      orNull: false,
    });
    expect(spanOf('adoption_score', 'power')).toEqual({
      metric: 'adoption_score',
      atLeast: 95,
      below: null,
      orNull: false,
    });
    expect(spanOf('adoption_score', undefined)).toBeNull();
  });

  it('ranks ties by prompts', () => {
    const tied = [person('ada', 3, 2), person('bob', 3, 9), person('cyd', 4, 1)];
    expect([...tied].sort(byAdoption('active_days')).map(({ user }) => user)).toEqual(['cyd', 'bob', 'ada']);
  });

  it('has a median over everyone reported, of the days that have a report', () => {
    expect(medianDays(rows, 'active_days')).toBe(0);
    expect(medianDays([], 'active_days')).toBeNull();
    const panel = PANELS.find((item) => item.id === 'people-median');
    if (panel?.chart !== 'figure') throw new Error('people-median');
    const result = {
      reportedDays: { all: 6, working: 5 },
      rows: [person('ada', 7), person('bob', 4), person('cyd', 2)],
      comparison: { rows: [person('ada', 2)] },
    } as unknown as QueryResult;
    expect(prepareFigure(panel, result)).toMatchObject({ value: '4', unit: 'of 5 working days' });
    const all = prepareFigure({ ...panel, metrics: ['active_days'] }, result);
    expect(all).toMatchObject({ value: '4', unit: 'of 6 days' });
  });
});

describe('adoption', () => {
  const people = (...days: number[]): ResultRow[] =>
    days.map((active_days, index) => ({ user: `p${index}`, active_days }));

  it('counts people by active days and by band', () => {
    const adoption = prepareAdoption(people(0, 0, 3, 4, 6, 8, 9, 10), 10);
    expect(adoption.bars.map((bar) => bar.people)).toEqual([2, 0, 0, 1, 1, 0, 1, 0, 1, 1, 1]);
    expect(adoption.bands.map((band) => band.people)).toEqual([3, 1, 1, 2, 1]);
    expect(adoption).toMatchObject({ inactive: 2, people: 8, median: 4 });
  });

  it('draws spans of days when the range is long', () => {
    const adoption = prepareAdoption(people(0, 1, 90), 90);
    expect(adoption.bars.length).toBeLessThanOrEqual(33);
    expect(adoption.bars.at(-1)?.people).toBe(1);
  });
});
