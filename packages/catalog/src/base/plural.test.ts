import { expect, test } from 'vitest';
import { counted, pluralOf } from './plural.ts';

test('a count has the noun in the form that goes with it', () => {
  expect([0, 1, 2, 21, 12_345].map((count) => counted(count, 'day'))).toEqual([
    '0 days',
    '1 day',
    '2 days',
    '21 days',
    '12,345 days',
  ]);
  expect([1, 2].map((count) => counted(count, 'person', 'people'))).toEqual(['1 person', '2 people']);
  expect([1, 2].map((count) => pluralOf(count, 'is', 'are'))).toEqual(['is', 'are']);
});
