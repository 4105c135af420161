import { readFileSync } from 'node:fs';
import { addDays, eachDay, type ReportKind } from '@flightdeck/catalog';
import { describe, expect, it } from 'vitest';
import { createOrganization, type ScopeName } from '../world/simulation.ts';

interface Field {
  readonly path: string;
  readonly type: string;
  readonly nullable_or_absent: boolean;
  readonly reports: readonly string[];
  readonly since: string;
}

const catalogue = JSON.parse(
  readFileSync(new URL('../../../../fixtures/github/report-fields.json', import.meta.url), 'utf8'),
) as { readonly fields: readonly Field[] };

const WORKS: ScopeName = { kind: 'org', slug: 'aurora-works' };
const AURORA: ScopeName = { kind: 'enterprise', slug: 'aurora' };

/** Every leaf path of a record with its value, array elements written as `[]`. */
function* leaves(value: unknown, path = ''): Generator<readonly [string, unknown]> {
  if (Array.isArray(value)) {
    for (const item of value) yield* leaves(item, `${path}[]`);
    if (value.length === 0) yield [`${path}[]`, undefined];
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) yield* leaves(inner, path === '' ? key : `${path}.${key}`);
  } else {
    yield [path, value];
  }
}

const FIELDS: ReadonlyMap<string, ReadonlyMap<string, Field>> = new Map(
  [...new Set(catalogue.fields.flatMap((field) => field.reports))].map((report) => [
    report,
    new Map(catalogue.fields.filter((field) => field.reports.includes(report)).map((field) => [field.path, field])),
  ]),
);

function fits(type: string, value: unknown): boolean {
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'number') return typeof value === 'number';
  if (type === 'boolean') return typeof value === 'boolean';
  if (type.startsWith('string enum')) return type.includes(String(value));
  if (type === 'string(date)') return /^\d{4}-\d\d-\d\d$/.test(String(value));
  if (type === 'string(date-time)') return !Number.isNaN(Date.parse(String(value)));
  return typeof value === 'string';
}

/** What is wrong with a record, and the paths it has. */
function check(report: string, record: object, seen: Set<string>): string[] {
  const known = FIELDS.get(report) ?? new Map<string, Field>();
  const problems: string[] = [];
  const present = new Set<string>();
  for (const [path, value] of leaves(record)) {
    if (value === undefined) continue;
    present.add(path);
    const field = known.get(path);
    if (!field) problems.push(`${path} is not documented`);
    else if (value === null ? !field.nullable_or_absent : !fits(field.type, value))
      problems.push(`${path} is ${String(value)}`);
    if (field) seen.add(`${report} ${path}`);
  }
  for (const field of known.values()) {
    const required = !field.nullable_or_absent && !field.path.includes('[]') && !/[._]28-day/.test(report);
    if (required && !present.has(field.path)) problems.push(`${field.path} is missing`);
  }
  return problems;
}

describe('records of autumn 2026', () => {
  const simulation = createOrganization({ seed: 3, people: 700, days: 70, lastDay: '2026-11-05', organizations: 2 });
  const seen = new Set<string>();

  it.each([WORKS, AURORA])('follow the field list in $slug', (scope) => {
    const problems = new Set<string>();
    const note = (report: ReportKind | 'aggregate-28-day.day_totals', record: object) => {
      for (const problem of check(report, record, seen)) problems.add(`${report}: ${problem}`);
    };
    for (const day of eachDay({ from: '2026-10-26', to: '2026-11-03' })) {
      for (const record of simulation.userRecords(scope, day)) note('users-1-day', record);
      for (const record of simulation.teamRecords(scope, day)) note('user-teams-1-day', record);
      for (const record of simulation.repoRecords(scope, day)) note('repos-1-day', record);
      note('aggregate-1-day', simulation.aggregateRecord(scope, day));
    }
    for (const record of simulation.users28(scope, '2026-10-30', { grain: 'user' })) note('users-28-day', record);
    const { day_totals, ...wrapper } = simulation.aggregate28(scope, '2026-10-30');
    note('aggregate-28-day', wrapper);
    for (const day of day_totals as object[]) note('aggregate-28-day.day_totals', day);
    // Scope keys depend on the scope, and the wrapper's day_totals were taken out to be checked one by one.
    const expected = /(organization_id|enterprise_id) is missing|aggregate-28-day: day_totals/;
    expect([...problems].filter((problem) => !expected.test(problem))).toEqual([]);
  });

  it('show every documented field of every report', () => {
    const missing = catalogue.fields
      .flatMap((field) => field.reports.map((report) => `${report} ${field.path}`))
      .filter((place) => !seen.has(place) && place !== 'aggregate-28-day day_totals[]');
    expect(missing).toEqual([]);
  });
});

describe('records of earlier days', () => {
  it('have no field before the day GitHub introduced it', () => {
    const simulation = createOrganization({ seed: 5, people: 150, days: 400, lastDay: '2026-10-31' });
    const early = new Set<string>();
    for (const field of catalogue.fields) {
      if (!/^\d{4}-\d\d-\d\d$/.test(field.since) || field.since <= '2025-12-12') continue;
      const day = addDays(field.since, -1);
      const records: readonly (readonly [string, object])[] = [
        ...[...simulation.userRecords(AURORA, day)].map((record) => ['users-1-day', record] as const),
        ['aggregate-1-day', simulation.aggregateRecord(AURORA, day)],
        ...[...simulation.repoRecords(AURORA, day)].map((record) => ['repos-1-day', record] as const),
      ];
      for (const [report, record] of records) {
        // Teams and repositories as reports begin later than their pull-request fields.
        if (report === 'repos-1-day' && !field.path.startsWith('pull_request')) continue;
        if (!field.reports.includes(report)) continue;
        for (const [path] of leaves(record))
          if (path === field.path) early.add(`${report} ${path} before ${field.since}`);
      }
    }
    expect([...early]).toEqual([]);
  });

  it('count the CLI in totals only from 2026-04-10 and the app from 2026-07-28', () => {
    const simulation = createOrganization({ seed: 5, people: 300, days: 400, lastDay: '2026-10-31' });
    const features = (day: string) =>
      simulation.aggregateRecord(AURORA, day).totals_by_feature.map((row) => row.feature);
    expect(features('2026-04-09')).not.toContain('copilot_cli');
    expect(simulation.aggregateRecord(AURORA, '2026-04-09').totals_by_cli).toBeDefined();
    expect(features('2026-04-10')).toContain('copilot_cli');
    expect(features('2026-07-27')).not.toContain('copilot_app');
    expect(simulation.aggregateRecord(AURORA, '2026-07-27').totals_by_copilot_app).toBeDefined();
    expect(features('2026-07-28')).toContain('copilot_app');
  });
});
