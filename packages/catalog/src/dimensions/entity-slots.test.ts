import { describe, expect, it } from 'vitest';
import { fixedSlot, nextSlot } from './entity-slots.ts';

describe('the slot of a value', () => {
  it('is fixed for well-known ones, by any of their names', () => {
    expect(fixedSlot('language', 'TypeScript')).toBe(1);
    expect(fixedSlot('language', 'c#')).toBe(3);
    expect(fixedSlot('language', 'cobol')).toBeNull();
    expect(fixedSlot('model', 'gpt-5.4')).toBeNull();
  });

  it('is else the lowest least used one', () => {
    expect(nextSlot('model', [])).toBe(1);
    expect(nextSlot('model', [1, 2, 4])).toBe(3);
    expect(nextSlot('model', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1])).toBe(2);
    expect(nextSlot('language', [1])).toBe(2);
  });
});
