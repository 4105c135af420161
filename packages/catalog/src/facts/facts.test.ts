import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { IGNORED_PATHS, isIgnoredPath } from '../reports/ignored.ts';
import type { KeyKind } from '../reports/manifest.ts';
import { REPORTS, type ReportKind } from '../reports/report.ts';
import { REPORT_KEYS, type ReportPlace } from '../reports/report-keys.ts';
import { FACTS } from './facts.ts';

const documented: { path: string; type: string; reports: string[] }[] = JSON.parse(
  readFileSync(new URL('../../../../fixtures/github/report-fields.json', import.meta.url), 'utf8'),
).fields;

interface Schema {
  readonly $ref?: string;
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
}
const seatApi: { components: { schemas: Readonly<Record<string, Schema>> } } = JSON.parse(
  readFileSync(new URL('../../../../fixtures/github/openapi/billing-seats.json', import.meta.url), 'utf8'),
);

/** Every leaf GitHub documents of an object about seats, below the key our archived line wraps it in. */
function leavesOf(schema: Schema, path: string): string[] {
  const named = schema.$ref ? (seatApi.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}) : schema;
  const parts = named.oneOf?.flatMap((part) => leavesOf(part, path)) ?? [];
  const inner = Object.entries(named.properties ?? {}).flatMap(([key, part]) => leavesOf(part, `${path}.${key}`));
  return parts.length + inner.length > 0 ? [...new Set([...parts, ...inner])] : [path];
}
const OF_SEATS = [
  ...leavesOf({ $ref: '/copilot-seat-details' }, 'seat'),
  ...leavesOf({ $ref: '/copilot-organization-details' }, 'billing'),
  'list.total_seats',
  // Ours: the place in the list.
  'line',
];

/** All paths the facts store of what is fetched, written as GitHub documents them. */
function storedPaths(): Set<string> {
  const stored = new Set<string>(['day']);
  for (const fact of FACTS) {
    for (const source of fact.sources.filter(({ report }) => REPORTS[report].window !== 'history')) {
      for (const path of Object.values(source.paths).flat()) {
        const below = path.replace(/^\+/, '');
        stored.add(path.startsWith('^') ? path.slice(1) : [source.at, below].filter(Boolean).join('.'));
      }
    }
  }
  return stored;
}

/** Kind of the key at the end of the path; none when it is not known there. */
function kindsAt(place: ReportPlace, [step = '', ...rest]: readonly string[]): readonly KeyKind[] {
  const key = place.keys.get(step.replace('[]', ''));
  if (key === undefined) return [];
  if (rest.length === 0) return [key.kind];
  return key.below === null ? [] : kindsAt(key.below, rest);
}

/** Older names that exports of the first weeks have for a documented field. */
const ALIASES = ['skill', 'custom_agent', 'mcp', 'slash_cmd', 'plugin'].map(
  (kind) => `totals_by_${kind}[].user_initiated_interaction_count`,
);

/** What moving in adds to a row of GitHub. */
const OF_MOVED_ROWS = ['granting_team'];

describe('facts', () => {
  it('store every documented path of the reports, or list it as ignored with a reason', () => {
    const stored = storedPaths();
    const ignored = new Set(IGNORED_PATHS.map((entry) => entry.path));
    expect(documented).toHaveLength(183);
    expect(documented.map((field) => field.path).filter((path) => !stored.has(path) && !ignored.has(path))).toEqual([]);
    expect([...ignored].filter((path) => stored.has(path))).toEqual([]);
  });

  it('store every documented field of seats and their summary, or list it as ignored', () => {
    const stored = storedPaths();
    expect(OF_SEATS.length).toBeGreaterThan(50);
    expect(OF_SEATS.filter((path) => !stored.has(path) && !isIgnoredPath(path))).toEqual([]);
  });

  it('read no path that GitHub does not document', () => {
    const known = new Set([...documented.map((field) => field.path), ...OF_SEATS, ...ALIASES, ...OF_MOVED_ROWS]);
    expect([...storedPaths()].filter((path) => !known.has(path))).toEqual([]);
  });

  it('fill every column, and name only columns they have', () => {
    for (const fact of FACTS) {
      const names = fact.columns.map((column) => column.name);
      expect(new Set(names).size, fact.name).toBe(names.length);
      for (const key of fact.grain.slice(2)) expect(names, fact.name).toContain(key);
      const filled = new Set(fact.sources.flatMap((s) => [...Object.keys(s.paths), ...Object.keys(s.constants)]));
      const given = fact.columns.filter(({ derived }) => !derived).map(({ name }) => name);
      expect([...filled].sort(), fact.name).toEqual(given.sort());
      for (const key of fact.attributes ?? []) expect(names, fact.name).toContain(key);
    }
  });

  it('know every documented path in each of its reports, with a kind that fits its documented type', () => {
    const cases = documented.flatMap(({ path, type, reports }) => reports.map((report) => ({ path, type, report })));
    for (const { path, type, report } of cases) {
      const [kind] = kindsAt(REPORT_KEYS[report.split('.')[0] as ReportKind], [
        ...report.split('.').slice(1),
        ...path.split('.'),
      ]);
      const fits = type.startsWith('array')
        ? ['list']
        : type.startsWith('integer')
          ? ['count', 'id', 'decimal']
          : type === 'number'
            ? ['decimal']
            : type === 'boolean'
              ? ['flag']
              : ['text', 'day'];
      const ignored = IGNORED_PATHS.some((entry) => entry.path === path && kind === 'any');
      if (!ignored) expect(fits, `${report} ${path}: ${type} is ${kind}`).toContain(kind);
    }
  });
});
