import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import jsTokens from 'js-tokens';
import { analyse } from 'scslre';
import { describe, expect, it } from 'vitest';

const PACKAGES = fileURLToPath(new URL('../../packages', import.meta.url));

interface Pattern {
  readonly file: string;
  readonly source: string;
  readonly flags: string;
}

/** Every regular expression written in the sources, tests left out. */
function patterns(): readonly Pattern[] {
  return readdirSync(PACKAGES, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => /\/src\/.*\.tsx?$/.test(path) && !/\.test\.tsx?$|\/node_modules\//.test(path))
    .flatMap((path) =>
      [...jsTokens(readFileSync(path, 'utf8'), { jsx: path.endsWith('x') })]
        .filter(({ type }) => type === 'RegularExpressionLiteral')
        .map(({ value }): Pattern => {
          const end = value.lastIndexOf('/');
          return { file: path.slice(PACKAGES.length + 1), source: value.slice(1, end), flags: value.slice(end + 1) };
        }),
    );
}

const shown = ({ file, source, flags }: Pattern): string => `${file} /${source}/${flags}`;

/**
 * A pattern that begins anywhere and goes on over any number of characters is tried from every character of a text, over the
 * rest of the text each time.
 */
const RESTARTS = /(?:\.|\\[sSwWDbp]|\])(?:[*+]|\{\d+,\})(?!\??\)?$)/;

/** Those that stop where their next try would begin, or whose text is short or our own. */
const BOUNDED: ReadonlyMap<string, string> = new Map([
  ['app/src/wiring/log/redact.ts', 'each part stops at a blank, a slash or a quote, none of which it begins with'],
  ['query/src/format/exact-json.ts', 'the text is JSON of our own server'],
]);

describe('the regular expressions', () => {
  const all = patterns();

  it('are found', () => {
    expect(all.length).toBeGreaterThan(150);
  });

  it('none takes more than linear time on a text made to be slow, as far as can be proved', () => {
    const slow = all.filter(({ source, flags }) => analyse({ source, flags }).reports.length > 0);
    expect(slow.map(shown)).toEqual([]);
  });

  it('none that begins anywhere goes on over any number of characters', () => {
    const slow = all.filter(
      ({ file, source }) => !source.startsWith('^') && RESTARTS.test(source) && !BOUNDED.has(file),
    );
    expect(slow.map(shown)).toEqual([]);
  });

  it('the check knows a slow one', () => {
    expect(analyse({ source: '^\\s*\\[?\\s*\\{', flags: '' }).reports.length).toBeGreaterThan(0);
    expect(RESTARTS.test('\\bIP\\b.*(allow|permit)')).toBe(true);
  });
});
