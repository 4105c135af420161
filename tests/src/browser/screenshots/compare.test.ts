import { describe, expect, it } from 'vitest';
import { compare } from './compare.ts';
import { type Picture, readPicture, reduce, writePalettePng } from './picture.ts';

type Colour = readonly [number, number, number];

/** A picture of one colour with a rectangle of another in it. */
function drawn(
  width: number,
  height: number,
  ground: Colour,
  rectangle?: { readonly from: readonly [number, number]; readonly to: readonly [number, number]; readonly is: Colour },
): Picture {
  const data = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const inside =
        rectangle && x >= rectangle.from[0] && x < rectangle.to[0] && y >= rectangle.from[1] && y < rectangle.to[1];
      data.set([...(inside ? rectangle.is : ground), 255], (y * width + x) * 4);
    }
  }
  return { width, height, data };
}

const WHITE: Colour = [255, 255, 255];
const TEAL: Colour = [8, 128, 120];
const page = drawn(60, 60, WHITE, { from: [20, 20], to: [40, 24], is: TEAL });

describe('pictures of pages', () => {
  it('are a third as wide and as high, each pixel the mean of nine', () => {
    const small = reduce(drawn(6, 3, [0, 0, 0], { from: [0, 0], to: [3, 1], is: [255, 90, 9] }));
    expect([small.width, small.height, ...small.data]).toEqual([2, 1, 85, 30, 3, 255, 0, 0, 0, 255]);
  });

  it('come back from a PNG with a palette as they were, in steps of 8', () => {
    const back = readPicture(writePalettePng(drawn(2, 1, WHITE, { from: [1, 0], to: [2, 1], is: [10, 131, 119] })));
    expect([back.width, back.height, ...back.data]).toEqual([2, 1, 255, 255, 255, 255, 8, 128, 120, 255]);
  });

  it('with more colours than a palette has show the rarest as the nearest', () => {
    const data = new Uint8Array(600 * 4).fill(255);
    for (let pixel = 0; pixel < 600; pixel++)
      data.set([(pixel % 30) * 8, Math.floor(pixel / 30) * 8, 0, 255], pixel * 4);
    const back = readPicture(writePalettePng({ width: 600, height: 1, data }));
    const colours = new Set(
      Array.from({ length: 600 }, (_, pixel) => back.data.slice(pixel * 4, pixel * 4 + 3).join()),
    );
    expect(colours.size).toBe(256);
  });

  it('are equal to themselves, and with a few pixels of an edge smoothed otherwise', () => {
    expect(compare(page, page, 3)).toBeNull();
    expect(compare(page, drawn(60, 60, WHITE, { from: [20, 20], to: [40, 24], is: [10, 126, 122] }), 3)).toBeNull();
  });

  it.each([
    [
      'another colour',
      drawn(60, 60, WHITE, { from: [20, 20], to: [40, 24], is: [128, 8, 120] }),
      'differs in 2 places, first at 48, 48',
    ],
    [
      'a place three pixels lower',
      drawn(60, 60, WHITE, { from: [20, 23], to: [40, 27], is: TEAL }),
      'differs in 2 places, first at 48, 48',
    ],
    ['nothing there', drawn(60, 60, WHITE), 'differs in 2 places, first at 48, 48'],
    ['a slightly darker ground', drawn(60, 60, [238, 238, 238]), 'differs in 16 places, first at 0, 0'],
    ['two rows more', drawn(60, 62, WHITE, { from: [20, 20], to: [40, 24], is: TEAL }), 'is 6 px longer'],
    ['another width', drawn(58, 60, WHITE), 'is 174 px wide, not 180'],
  ])('differ with %s', (_, other, says) => {
    expect(compare(page, other, 3)?.says).toBe(says);
  });
});
