import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compare, type Difference } from './compare.ts';
import { type Picture, REDUCTION, readPicture, reduce, writePalettePng, writePng } from './picture.ts';

const EXPECTED = fileURLToPath(new URL('../../../../fixtures/screenshots/', import.meta.url));
const UPDATES = process.env.FLIGHTDECK_SCREENSHOTS === 'update';

/** Themes every page is photographed in. */
export const THEMES = ['light', 'dark'] as const;

/** How a picture differs from the stored one of that name; null: it looks the same. */
export const differenceFrom = (name: string, png: Uint8Array): Difference | null =>
  compare(readPicture(readFileSync(join(EXPECTED, `${name}.png`))), readPicture(png), REDUCTION);

/** The same in a sentence. Where something differs, writes all three pictures down. */
export function differs(name: string, picture: Picture): string | null {
  const stored = join(EXPECTED, `${name}.png`);
  const png = writePalettePng(reduce(picture));
  if (UPDATES) {
    if (!existsSync(stored) || differenceFrom(name, png) !== null) writeFileSync(stored, png);
    return null;
  }
  if (!existsSync(stored)) return `${name} has no picture yet: "npm run screenshots -- --update" makes one`;
  const difference = differenceFrom(name, png);
  if (difference === null) return null;
  const folder = join(tmpdir(), 'flightdeck-screenshots');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}-actual.png`), writePng(picture));
  writeFileSync(join(folder, `${name}-expected.png`), readFileSync(stored));
  writeFileSync(join(folder, `${name}-difference.png`), writePng(difference.picture));
  return `${name} ${difference.says}: see ${join(folder, `${name}-*.png`)}`;
}
