import { expect, it } from 'vitest';
import { describeTotal, leadingChange, nounOf, shareOfChange, totalOfNone } from './restated-measure.ts';

it.each([
  ['user_day.rows', 'people', null],
  ['user_day_ide.rows', 'rows', null],
  ['scope_day.code_acceptance_activity_count', 'acceptances', 'acceptances'],
  ['user_day.used_chat', 'with used_chat', null],
  ['gone_day.gone', 'gone', null],
])('%s counts %s', (measure, counts, unit) => {
  expect(describeTotal(measure)).toMatchObject({ counts, unit });
});

it.each([
  ['people', 1, 'person'],
  ['people', 2, 'people'],
  ['acceptances', -1, 'acceptance'],
  ['repositories', 1, 'repository'],
  ['with used_chat', 1, 'with used_chat'],
])('says %s beside %s as %s', (counts, number, noun) => {
  expect(nounOf(counts, number)).toBe(noun);
});

const change = (measure: string, before: number | null, after: number | null) => ({ measure, before, after });

it('leads with people, then with work, else with what changed most', () => {
  const lines = change('user_day.loc_added_sum', 10, 90);
  expect(leadingChange([lines, change('user_day.rows', 5, 6)])?.measure).toBe('user_day.rows');
  expect(leadingChange([change('user_day_ide.rows', 4, 5), lines])?.measure).toBe('user_day.loc_added_sum');
  expect(leadingChange([])).toBeUndefined();
});

it('gives a change as a share of the value before, and null where there was none', () => {
  expect(shareOfChange(change('user_day.rows', 8, 6))).toBe(-0.25);
  expect(shareOfChange(change('user_day.rows', 0, 6))).toBeNull();
  expect(shareOfChange(change('user_day.loc_added_sum', null, 6))).toBeNull();
});

it('has no rows where there are none, and no known sum', () => {
  expect([totalOfNone('user_day.rows'), totalOfNone('user_day.code_acceptance_activity_count')]).toEqual([0, null]);
});
