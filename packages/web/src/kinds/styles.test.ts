import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { describe, expect, it } from 'vitest';

const src = new URL('..', import.meta.url);
const files = readdirSync(src, { recursive: true, encoding: 'utf8' });
const textOf = (file: string) => readFileSync(new URL(file, src), 'utf8');
const modules = files.filter((file) => file.endsWith('.module.css'));

/** Names a module gives styles to, but for those of other files. */
const namesIn = (file: string) =>
  new Set(
    [
      ...textOf(file)
        .replace(/:global\([^)]*\)/g, '')
        .matchAll(/\.([a-z][a-zA-Z-]*)/g),
    ].map(([, name]) => name),
  );
/** Names the components beside a module, or those that name it, take from it. */
const namesTakenFrom = (file: string) =>
  new Set(
    files
      .filter(
        (other) => other.endsWith('.tsx') && dirname(other) === dirname(file) && textOf(other).includes(basename(file)),
      )
      .flatMap((other) => [...textOf(other).matchAll(/\bcss\.([a-zA-Z]+)/g)].map(([, name]) => name)),
  );

describe('the styles of a kind', () => {
  it('stand in a file whose name no other has, for it makes the class', () => {
    expect(modules.length).toBeGreaterThan(10);
    expect(new Set(modules.map((file) => basename(file))).size).toBe(modules.length);
  });

  it.each(modules)('%s has every name that is taken from it, and no other', (file) => {
    expect([...namesTakenFrom(file)].sort()).toEqual([...namesIn(file)].sort());
  });
});
