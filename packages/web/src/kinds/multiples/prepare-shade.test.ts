import { describe, expect, it } from 'vitest';
import { prepareShades } from './prepare-shade.ts';

describe('what lies between a line and that of all', () => {
  it('is cut where they cross', () => {
    expect(prepareShades([3, 1], [2, 2])).toEqual([
      {
        above: true,
        corners: [
          [0, 3],
          [0.5, 2],
          [0, 2],
        ],
      },
      {
        above: false,
        corners: [
          [0.5, 2],
          [1, 1],
          [1, 2],
        ],
      },
    ]);
  });

  it('leaves out what one of them does not tell', () => {
    expect(prepareShades([3, null, 3], [2, 2, 2])).toEqual([
      {
        above: true,
        corners: [
          [0, 3],
          [2, 3],
          [2, 2],
          [0, 2],
        ],
      },
    ]);
    expect(prepareShades([1, 2], [1, 2])).toEqual([]);
    expect(prepareShades([1, 2], [])).toEqual([]);
  });
});
