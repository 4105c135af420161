import { expect, it } from 'vitest';
import { stackOf } from './stack.ts';

it('a stack stands each series on those before it, step by step', () => {
  const layers = stackOf([
    [1, 2, null],
    [10, null, 30],
  ]);
  expect(layers).toEqual([
    [
      [0, 1],
      [0, 2],
      [0, 0],
    ],
    [
      [1, 11],
      [2, 2],
      [0, 30],
    ],
  ]);
});
