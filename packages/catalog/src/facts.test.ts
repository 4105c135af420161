import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FACTS } from './facts.ts';
import { IGNORED_PATHS } from './ignored.ts';
import { REPORT_KEYS } from './report-keys.ts';

const documented: { path: string; type: string }[] = JSON.parse(
  readFileSync(new URL('../../../fixtures/github/report-fields.json', import.meta.url), 'utf8'),
).fields;

/** All paths the facts store, written as GitHub documents them. */
function storedPaths(): Set<string> {
  const stored = new Set<string>(['day']);
  for (const fact of FACTS) {
    for (const source of fact.sources) {
      for (const path of Object.values(source.paths).flat()) {
        stored.add(path.startsWith('^') ? path.slice(1) : [source.at, path].filter(Boolean).join('.'));
      }
    }
  }
  return stored;
}

describe('facts', () => {
  it('store every documented path of the reports, or list it as ignored with a reason', () => {
    const stored = storedPaths();
    const ignored = new Set(IGNORED_PATHS.map((entry) => entry.path));
    expect(documented).toHaveLength(183);
    expect(documented.map((field) => field.path).filter((path) => !stored.has(path) && !ignored.has(path))).toEqual([]);
    expect([...ignored].filter((path) => stored.has(path))).toEqual([]);
  });

  it('read no path that GitHub does not document', () => {
    const known = new Set(documented.map((field) => field.path));
    expect([...storedPaths()].filter((path) => !known.has(path))).toEqual([]);
  });

  it('fill every column, and name only columns they have', () => {
    for (const fact of FACTS) {
      const names = fact.columns.map((column) => column.name);
      expect(new Set(names).size, fact.name).toBe(names.length);
      for (const key of fact.grain.slice(2)) expect(names, fact.name).toContain(key);
      const filled = new Set(fact.sources.flatMap((s) => [...Object.keys(s.paths), ...Object.keys(s.constants)]));
      expect([...filled].sort(), fact.name).toEqual([...names].sort());
    }
  });

  it('give each key of a report one kind that fits its documented type', () => {
    for (const { path, type } of documented) {
      const key = path.split('.').at(-1)?.replace('[]', '') ?? '';
      const kind = REPORT_KEYS.get(key);
      const fits = type.startsWith('array')
        ? ['list']
        : type.startsWith('integer')
          ? ['count', 'id', 'decimal']
          : type === 'number'
            ? ['decimal']
            : type === 'boolean'
              ? ['flag']
              : ['text', 'day'];
      expect(fits, `${path}: ${type} is ${kind}`).toContain(kind);
    }
  });
});
