import { describe, expect, it } from 'vitest';
import { RANGE, WEEK } from '../../kinds/testing.ts';
import { labelledSteps, prepareSteps, stateOf } from './steps.ts';

describe('time steps', () => {
  it('say what is not settled about their days', () => {
    const steps = prepareSteps(RANGE, 'day', WEEK.coverage);
    expect(steps.map((step) => stateOf(step, 'day'))).toEqual(['', '', 'missing', 'provisional', 'provisional']);
    const [week] = prepareSteps(RANGE, 'week');
    expect(stateOf(week ?? { ...steps[0]! }, 'week')).toBe('5 of 7 days');
  });

  it('are labelled at Mondays when days stand close, with room for each label', () => {
    const steps = prepareSteps({ from: '2026-10-25', to: '2026-11-21' }, 'day');
    expect(labelledSteps(steps, 'day', 20).map((index) => steps[index]?.tick)).toEqual([
      '26 Oct',
      '2 Nov',
      '9 Nov',
      '16 Nov',
    ]);
    expect(labelledSteps(steps, 'day', 6).map((index) => steps[index]?.tick)).toEqual(['26 Oct', '9 Nov']);
  });
});
