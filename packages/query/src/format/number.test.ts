import { findMetric } from '@flightdeck/catalog';
import { describe, expect, it } from 'vitest';
import { changeOf, formatChange, formatPoints, formatShareChange, signed } from './change.ts';
import {
  formatCount,
  formatExact,
  formatPercent,
  formatShort,
  formatValue,
  mostDigits,
  plural,
  splitValue,
  tickWriter,
} from './number.ts';

describe('a number', () => {
  it('keeps all digits to a billion', () => {
    expect(formatCount(1_128_187)).toBe('1,128,187');
    expect(formatCount(9_999_999)).toBe('9,999,999');
    expect([36_908_112, 9_345_796, 999_999_999].map((value) => formatCount(value))).toEqual([
      '36,908,112',
      '9,345,796',
      '999,999,999',
    ]);
    expect(formatCount(1_000_000_000)).toBe('1.0\u00a0B');
    expect(formatCount(9_007_199_254_740_993n)).toBe('9,007,199.3\u00a0B');
    expect(formatCount(-1_234)).toBe('\u22121,234');
    expect(formatCount(3.25)).toBe('3.3');
  });

  it.each([
    [0.3126, 'ratio', '31.3\u00a0%'],
    [1.2, 'ratio', '120.0\u00a0%'],
    [0, 'outputs', '0'],
    [1_128_187n, 'outputs', '1,128,187'],
    [2.345, 'per person', '2.35'],
    [23.45, 'per person', '23.5'],
    [12.5, 'score', '12.5'],
    [1234.567, 'credits', '1,234.6'],
    [19, 'dollars', '$19'],
    [1234.5, 'dollars', '$1,234.50'],
    [35, 'minutes', '35\u00a0min'],
    [59, 'minutes', '59\u00a0min'],
    [60, 'minutes', '1\u00a0h'],
    [119, 'minutes', '2\u00a0h'],
    [312, 'minutes', '5.2\u00a0h'],
    [4464, 'minutes', '3.1\u00a0days'],
    [null, 'ratio', 'no data'],
    [undefined, 'people', 'no data'],
  ] as const)('%s of unit %s is %s', (value, unit, text) => {
    expect(formatValue(value, unit)).toBe(text);
  });

  it('has its unit apart where it is set small', () => {
    expect(splitValue(0.3126, 'ratio')).toEqual({ text: '31.3', unit: '%' });
    expect(splitValue(312, 'minutes')).toEqual({ text: '5.2', unit: 'h' });
    expect(splitValue(312, 'people')).toEqual({ text: '312', unit: '' });
  });

  it('keeps every digit beside the difference it explains', () => {
    expect(formatExact(12_400_001, 'outputs')).toBe('12,400,001');
    expect(formatExact(9_007_199_254_740_993n, 'outputs')).toBe('9,007,199,254,740,993');
    expect(formatExact(312, 'minutes')).toBe('312\u00a0min');
    expect(formatExact(0.3126, 'ratio')).toBe('31.3\u00a0%');
    expect(formatExact(null, 'outputs')).toBe('no data');
  });

  it('is in one unit on all labels of an axis', () => {
    const labels = (...values: number[]) => values.map(tickWriter(values, 'outputs'));
    expect(labels(0, 2500, 5000, 7500, 10_000)).toEqual(['0', '2.5k', '5k', '7.5k', '10k']);
    expect(labels(0, 2500, 5000, 7500)).toEqual(['0', '2,500', '5,000', '7,500']);
    expect(labels(0, 500_000, 1_000_000, 1_500_000)).toEqual(['0', '0.5M', '1M', '1.5M']);
    expect(labels(-300, 0, 300)).toEqual(['300', '0', '300']);
    expect([0, 0.25].map(tickWriter([0, 0.25], 'ratio'))).toEqual(['0', '25']);
  });

  it('is shorter still in a cell', () => {
    expect([312, 1234, 2000, 12_345, 1_240_000].map(formatShort)).toEqual(['312', '1.2k', '2.0k', '12k', '1.2M']);
  });

  it('has whole percent where a tenth would be too fine', () => {
    expect(formatPercent(0.256, 0)).toBe('26\u00a0%');
  });

  it('has its noun in the right number, and thousands separators', () => {
    expect([1, 0, 1200].map((count) => plural(count, 'day'))).toEqual(['1 day', '0 days', '1,200 days']);
    expect(plural(2, 'person', 'people')).toBe('2 people');
  });

  it('is written with as many digits by programs of others', () => {
    const digits = (name: string) => mostDigits(findMetric(name) ?? expect.fail(name));
    expect([digits('accepted'), digits('acceptance_rate'), digits('billed_net')]).toEqual([0, 1, 2]);
    expect([digits('phase_prompts'), digits('adoption_score'), digits('ai_credits_used')]).toEqual([2, 1, 1]);
    expect([digits('median_minutes_to_merge'), digits('loc_added_per_active_day')]).toEqual([1, 1]);
  });
});

describe('a change', () => {
  it('is in points of ratios and in percent of counts', () => {
    expect(changeOf(0.308, 0.293, 'ratio')).toEqual({ direction: 1, text: '+1.5\u00a0pt', from: '29.3\u00a0%' });
    expect(changeOf(370, 371, 'people')).toEqual({ direction: -1, text: '\u22120.3\u00a0%', from: '371' });
  });

  it('is "no change" below rounding, and nothing where there is nothing to compare', () => {
    expect(changeOf(0.30001, 0.3, 'ratio')).toMatchObject({ direction: 0, text: 'no change' });
    expect(changeOf(5, 0, 'outputs')).toBeNull();
    expect(changeOf(5, null, 'outputs')).toBeNull();
  });

  it('has its sign, and as many digits as it takes not to read zero', () => {
    expect(formatChange(-1234, 'people')).toBe('\u22121,234');
    expect(formatChange(-12_345_678, 'outputs')).toBe('\u221212,345,678');
    expect(formatChange(0.0123, 'ratio')).toBe('+1.2\u00a0pt');
    expect(formatChange(0.00002, 'ratio')).toBe('+0.002\u00a0pt');
    expect(formatChange(0, 'people')).toBe('±0');
    expect([-0.004, 0.0001, 0].map(formatPoints)).toEqual(['0.4\u00a0pt', '0.01\u00a0pt', '0.0\u00a0pt']);
    expect([0.025, -1, 0].map(formatShareChange)).toEqual(['+2.5\u00a0%', '\u2212100.0\u00a0%', '0.0\u00a0%']);
    expect(signed(-3, String)).toBe('\u22123');
  });
});
