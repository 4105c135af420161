import { describe, expect, it } from 'vitest';
import { countedBy, countText, offeredValues } from './filter-values.ts';

describe('the values a filter offers', () => {
  it('stand in the order found, Unknown after them, those without data greyed at the end', () => {
    const found = [
      { value: 'unknown', count: 12 },
      { value: 'go', count: 61 },
      { value: 'csharp', count: 58 },
    ];
    expect(offeredValues('language', found, ['go', 'fortran', 'ada'], new Set(['cobol']))).toEqual([
      { value: 'go', count: 61 },
      { value: 'csharp', count: 58 },
      { value: 'unknown', count: 12 },
      { value: 'ada', count: null },
      { value: 'cobol', count: null },
      { value: 'fortran', count: null },
    ]);
  });

  it('are counted by what they are values of', () => {
    expect([countedBy('language'), countText('language', 312)]).toEqual(['reported_users', '312 people']);
    expect(countText('language', 1)).toBe('1 person');
    expect([countedBy('plan'), countText('plan', 1)]).toEqual(['seats', '1 seat']);
    expect(countText('repository', 3)).toBeNull();
  });
});
