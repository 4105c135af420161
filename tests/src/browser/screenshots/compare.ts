import pixelmatch from 'pixelmatch';
import type { Picture } from './picture.ts';

/** What sets a picture apart from the one expected. */
export interface Difference {
  /** One sentence: what differs and where, in pixels of the screen. */
  readonly says: string;
  /** The expected picture, pale, with the pixels that differ in red. */
  readonly picture: Picture;
}

/** Share of the way from black to white, as seen, from which on two pixels differ. */
const THRESHOLD = 0.05;

/** Side of a field of the picture: small enough that one icon, bar or word of it counts. */
const FIELD = 16;

/** Most pixels of a field that may differ: edges that another version of the browser smooths otherwise. */
const MOST_OF_FIELD = 12;

/** What is different in a reduced picture beyond what another browser of the family draws otherwise; null: it looks the same. */
export function compare(expected: Picture, actual: Picture, reduction: number): Difference | null {
  const { width } = expected;
  const height = Math.min(expected.height, actual.height);
  const picture: Picture = { width, height, data: new Uint8Array(width * height * 4) };
  if (actual.width !== width)
    return { says: `is ${actual.width * reduction} px wide, not ${width * reduction}`, picture: expected };
  const top = ({ data }: Picture): Uint8Array => data.subarray(0, width * height * 4);
  pixelmatch(top(expected), top(actual), picture.data, width, height, { threshold: THRESHOLD, includeAA: true });
  const fields = fullFields(picture);
  const longer = actual.height - expected.height;
  // The last row stands for fewer pixels than it has room for.
  if (Math.abs(longer) > 1)
    return { says: `is ${Math.abs(longer) * reduction} px ${longer > 0 ? 'longer' : 'shorter'}`, picture };
  if (fields.length === 0) return null;
  const [first] = fields;
  const at = `${(first?.x ?? 0) * reduction}, ${(first?.y ?? 0) * reduction}`;
  return { says: `differs in ${fields.length} ${fields.length === 1 ? 'place' : 'places'}, first at ${at}`, picture };
}

/** Left upper corners of the fields in which too many pixels differ, in reading order. */
function fullFields({ width, height, data }: Picture): { readonly x: number; readonly y: number }[] {
  const across = Math.ceil(width / FIELD);
  const counts = new Uint16Array(across * Math.ceil(height / FIELD));
  for (let pixel = 0; pixel < width * height; pixel++) {
    const [red, green, blue] = data.subarray(pixel * 4, pixel * 4 + 3);
    // pixelmatch paints what differs 255, 0, 0 and all else grey.
    if (red !== 255 || green !== 0 || blue !== 0) continue;
    const field = Math.floor(Math.floor(pixel / width) / FIELD) * across + Math.floor((pixel % width) / FIELD);
    counts[field] = (counts[field] ?? 0) + 1;
  }
  return [...counts.entries()]
    .filter(([, count]) => count > MOST_OF_FIELD)
    .map(([field]) => ({ x: (field % across) * FIELD, y: Math.floor(field / across) * FIELD }));
}
