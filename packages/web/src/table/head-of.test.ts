import { findMetric } from '@flightdeck/catalog';
import { expect, it } from 'vitest';
import { headOf } from './head-of.ts';

it('the head of a column stars what is of the last day only', () => {
  const heads = [
    'completions_accepted',
    'median_minutes_to_first_review',
    'p90_minutes_to_first_review',
    'phase_people',
  ];
  expect(heads.flatMap((name) => findMetric(name) ?? []).map(headOf)).toEqual([
    'Completions accepted',
    'To first review, median*',
    'To first review, p90*',
    'People in phase*',
  ]);
});
