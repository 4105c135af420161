import { describe, expect, it } from 'vitest';
import {
  changeOf,
  formatAgo,
  formatCount,
  formatLongDay,
  formatRange,
  formatTick,
  formatValue,
  isWeekend,
  splitValue,
} from './format.ts';

describe('numbers', () => {
  it('keep all digits to ten million', () => {
    expect(formatCount(1_128_187)).toBe('1,128,187');
    expect(formatCount(12_400_000)).toBe('12.4\u00a0M');
  });

  it('write a ratio as percent, and nothing as "no data"', () => {
    expect(formatValue(0.3126, 'ratio')).toBe('31.3\u00a0%');
    expect(formatValue(null, 'ratio')).toBe('no data');
    expect(formatValue(0, 'outputs')).toBe('0');
    expect(splitValue(0.3126, 'ratio')).toEqual({ text: '31.3', unit: '%' });
  });

  it('label axes shortly', () => {
    expect([80_000, 1_200_000, 400, 2000].map((value) => formatTick(value, 'outputs'))).toEqual([
      '80k',
      '1.2M',
      '400',
      '2k',
    ]);
    expect(formatTick(0.25, 'ratio')).toBe('25');
  });
});

describe('changes', () => {
  it('are points for ratios and percent for counts', () => {
    expect(changeOf(0.308, 0.293, 'ratio')).toEqual({ direction: 1, text: '+1.5\u00a0pt', from: '29.3\u00a0%' });
    expect(changeOf(370, 371, 'people')).toEqual({ direction: -1, text: '\u22120.3\u00a0%', from: '371' });
  });

  it('are "no change" below rounding, and nothing where there is nothing to compare', () => {
    expect(changeOf(0.30001, 0.3, 'ratio')).toMatchObject({ direction: 0, text: 'no change' });
    expect(changeOf(5, 0, 'outputs')).toBeNull();
    expect(changeOf(5, null, 'outputs')).toBeNull();
  });
});

describe('days', () => {
  it('read like a calendar', () => {
    expect(formatRange({ from: '2026-10-25', to: '2026-11-21' })).toBe('25 Oct – 21 Nov');
    expect(formatRange({ from: '2026-11-19', to: '2026-11-21' })).toBe('19–21 Nov');
    expect(formatRange({ from: '2025-12-12', to: '2026-11-21' })).toBe('12 Dec 2025 – 21 Nov 2026');
    expect(formatLongDay('2026-11-09')).toBe('Mon 9 Nov 2026');
    expect(isWeekend('2026-11-21')).toBe(true);
  });

  it('tell how long ago', () => {
    expect(formatAgo('2026-11-21T09:46:00Z', new Date('2026-11-21T10:00:00Z'))).toBe('14 min ago');
    expect(formatAgo('2026-11-19T10:00:00Z', new Date('2026-11-21T10:00:00Z'))).toBe('2 days ago');
  });
});
