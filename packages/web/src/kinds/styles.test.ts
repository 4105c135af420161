import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const src = new URL('..', import.meta.url);
const files = readdirSync(src, { recursive: true, encoding: 'utf8' });
const textOf = (file: string) => readFileSync(new URL(file, src), 'utf8');
const modules = files.filter((file) => file.endsWith('.module.css'));
const components = files.filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.'));

/** Names a module gives styles to, but for those of other files. */
const namesIn = (file: string) =>
  new Set(
    [
      ...textOf(file)
        .replace(/:global\([^)]*\)|url\([^)]*\)/g, '')
        .matchAll(/\.([a-z][a-zA-Z-]*)/g),
    ].map(([, name]) => name),
  );
/** Names the components that import a module take from it, whatever they call it. */
const namesTakenFrom = (file: string) =>
  new Set(
    components.flatMap((component) => {
      const text = textOf(component);
      const called = [...text.matchAll(/import (\w+) from '(\.[^']+\.module\.css)'/g)].find(
        ([, , path]) => join(dirname(component), path ?? '') === file,
      )?.[1];
      if (called === undefined) return [];
      return [...text.matchAll(new RegExp(`(?<![/.\\w])${called}\\.([a-zA-Z]+)`, 'g'))].map(([, name]) => name);
    }),
  );

describe('the styles of a component', () => {
  it('stand in a file whose name no other has, for it makes the class', () => {
    expect(modules.length).toBeGreaterThan(10);
    expect(new Set(modules.map((file) => basename(file))).size).toBe(modules.length);
  });

  it.each(modules)('%s has every name that is taken from it, and no other', (file) => {
    expect([...namesTakenFrom(file)].sort()).toEqual([...namesIn(file)].sort());
  });
});
