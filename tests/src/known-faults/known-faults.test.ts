import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { KNOWN_FAULTS } from './known-faults.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

const span = (letter: string, from: number, to: number): readonly string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `${letter}${from + index}`);

/** Names of the tests of a file, those of tables as they are written; what is skipped for good is none. */
function testsIn(file: string): ReadonlySet<string> {
  if (!existsSync(`${root}/${file}`)) return new Set();
  const text = readFileSync(`${root}/${file}`, 'utf8');
  const called =
    /\b(?:it|test)(?:\.(?!skip\b|todo\b)\w+(?:<[^(]*>)?(?:\((?:[^()]|\([^()]*\))*\)(?: as const\))?)?)*\(\s*(['"`])(.*?)\1\s*,/gs;
  const ofTables = /^\s*\](?: as const)?\)\(\s*(['"`])(.*?)\1\s*,/gms;
  return new Set([...text.matchAll(called), ...text.matchAll(ofTables)].map(([, , name = '']) => name));
}

describe('the catalogue of faults', () => {
  it('has every id once, in order', () => {
    expect(KNOWN_FAULTS.map(({ id }) => id)).toEqual([
      ...span('F', 1, 13),
      ...span('L', 21, 26),
      ...span('U', 10, 14),
      ...span('U', 17, 25),
      ...span('C', 1, 11),
    ]);
  });

  it.each(KNOWN_FAULTS)('names tests that are there for $id', ({ tests, later }) => {
    expect(tests.filter(({ file, name }) => !testsIn(file).has(name))).toEqual([]);
    expect(tests.length > 0 || later !== undefined).toBe(true);
  });

  it('finds no test that is not there', () => {
    expect(testsIn('tests/src/known-faults/known-faults.test.ts').has('has every id twice')).toBe(false);
    expect(testsIn('tests/src/known-faults/known-faults.test.ts').has('has every id once, in order')).toBe(true);
  });
});
