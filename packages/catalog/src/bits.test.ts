import { describe, expect, it } from 'vitest';
import { bitsOf } from './bits.ts';

const names = (count: number): string[] => Array.from({ length: count }, (_, index) => `key${index + 1}`);

describe('bits of a mask', () => {
  it('are one a name, from the first free one on', () => {
    expect(bitsOf(['row', 'counted', 'chat'], 16, 2)).toEqual({ row: 4, counted: 8, chat: 16 });
  });

  it('differ for as many names as the mask is wide', () => {
    expect(new Set(Object.values(bitsOf(names(32), 32))).size).toBe(32);
    expect(Object.values(bitsOf(names(16), 16)).at(-1)).toBe(32_768);
  });

  it.each([
    [33, 32, 0, '33 bits do not fit into a mask of 32: key33'],
    [15, 16, 2, '17 bits do not fit into a mask of 16: key15'],
  ] as const)('do not begin again: %i names in a mask of %i after %i others', (count, width, from, message) => {
    expect(() => bitsOf(names(count), width, from)).toThrow(message);
  });
});
