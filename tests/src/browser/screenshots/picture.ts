import { crc32, deflateSync } from 'node:zlib';
import { PNG } from 'pngjs';

/** Pixels in rows from the top, four bytes each: red, green, blue, opacity. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Pixels of the screen, along each side, that become one: an edge that falls a fraction of a pixel elsewhere then hardly shows. */
export const REDUCTION = 3;

/** Levels of a channel lie so far apart: a page then has hardly more colours than a palette. */
const LEVEL = 8;

/** Most colours of a palette; the rarest beyond them become the nearest of the others. */
const MOST_COLOURS = 256;

/** The picture of a PNG. */
export function readPicture(png: Uint8Array): Picture {
  const { width, height, data } = PNG.sync.read(Buffer.from(png));
  return { width, height, data };
}

/** The picture at a third of its width and height, each pixel the mean of those it stands for. */
export function reduce({ width, height, data }: Picture): Picture {
  const small = { width: Math.floor(width / REDUCTION), height: Math.floor(height / REDUCTION) };
  const pixels = new Uint8Array(small.width * small.height * 4).fill(255);
  for (let y = 0; y < small.height; y++) {
    for (let x = 0; x < small.width; x++) {
      for (let channel = 0; channel < 3; channel++) {
        let sum = 0;
        for (let row = y * REDUCTION; row < (y + 1) * REDUCTION; row++)
          for (let column = x * REDUCTION; column < (x + 1) * REDUCTION; column++)
            sum += data[(row * width + column) * 4 + channel] ?? 0;
        pixels[(y * small.width + x) * 4 + channel] = sum / REDUCTION ** 2;
      }
    }
  }
  return { ...small, data: pixels };
}

/** A PNG with a palette: about a quarter of what one with all colours takes. */
export function writePalettePng({ width, height, data }: Picture): Buffer {
  const colours = Array.from({ length: width * height }, (_, pixel) => colourAt(data, pixel * 4));
  const palette = paletteOf(colours);
  const rows = Buffer.alloc(height * (width + 1));
  const places = new Map(palette.map((colour, place) => [colour, place]));
  colours.forEach((colour, pixel) => {
    const place = places.get(colour) ?? nearest(palette, colour);
    places.set(colour, place);
    rows[Math.floor(pixel / width) * (width + 1) + 1 + (pixel % width)] = place;
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap(channelsOf))),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A PNG with all colours. */
export const writePng = ({ width, height, data }: Picture): Buffer => {
  const png = new PNG({ width, height });
  png.data.set(data);
  return PNG.sync.write(png);
};

const level = (value = 0): number => Math.min(255, Math.round(value / LEVEL) * LEVEL);

const colourAt = (data: Uint8Array, at: number): number =>
  (level(data[at]) << 16) | (level(data[at + 1]) << 8) | level(data[at + 2]);

const channelsOf = (colour: number): [number, number, number] => [colour >> 16, (colour >> 8) & 255, colour & 255];

function paletteOf(colours: readonly number[]): number[] {
  const counts = new Map<number, number>();
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  return [...counts]
    .sort(([a, count], [b, other]) => other - count || a - b)
    .slice(0, MOST_COLOURS)
    .map(([colour]) => colour);
}

function nearest(palette: readonly number[], colour: number): number {
  const wanted = channelsOf(colour);
  const distances = palette.map((other) =>
    channelsOf(other).reduce((sum, value, channel) => sum + (value - (wanted[channel] ?? 0)) ** 2, 0),
  );
  return distances.indexOf(Math.min(...distances));
}

/** @source PNG specification, 5.3: length, type, data, CRC of type and data. */
function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}
