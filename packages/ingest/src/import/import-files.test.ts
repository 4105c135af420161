import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { FACTS, type Fact, parseScope, type ReportKind } from '@flightdeck/catalog';
import type { Scan } from '@flightdeck/query';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bench, createFolders, openBench } from '../testing.ts';
import { importFiles } from './import-files.ts';
import type { ImportOptions } from './options.ts';
import type { ImportedFile } from './result.ts';

const EXAMPLES = fileURLToPath(new URL('../../../../fixtures/github/examples/', import.meta.url));
const NOW = new Date('2026-11-01T12:00:00Z');
const folders = createFolders();
let bench: Bench;

beforeAll(async () => {
  bench = await openBench(folders.make());
});

afterAll(async () => {
  await bench.close();
  folders.clear();
});

async function load(paths: string | readonly string[], options: Partial<ImportOptions> = {}) {
  return importFiles(typeof paths === 'string' ? [paths] : paths, { ...bench.tools, now: NOW, ...options });
}

async function loadOne(path: string, options: Partial<ImportOptions> = {}): Promise<ImportedFile> {
  const { files } = await load(path, options);
  const [file] = files;
  if (file === undefined || files.length > 1) throw new Error(`${files.length} files`);
  return file;
}

function write(content: string | Uint8Array, name = 'report.ndjson'): string {
  const path = join(mkdtempSync(join(bench.folder, 'drop-')), name);
  writeFileSync(path, content);
  return path;
}

type Json = Record<string, unknown>;

function recordsOf(path: string): readonly Json[] {
  const text = readFileSync(path, 'utf8');
  if (text.startsWith('[')) return JSON.parse(text) as Json[];
  return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Json]));
}

const at = (record: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, key) => (value as Json | undefined | null)?.[key], record);

/** Sum of a column over the records, by plain loops; null when no row has it. */
function sumIn(records: readonly Json[], fact: Fact, column: string, report: ReportKind): number | null {
  let sum: number | null = null;
  for (const source of fact.sources.filter((candidate) => candidate.report === report)) {
    for (const record of records) {
      const place = source.at === '' ? record : at(record, source.at.replace('[]', ''));
      const elements = Array.isArray(place) ? place : place === undefined || place === null ? [] : [place];
      for (const element of elements) {
        const value = (source.paths[column] ?? [])
          .map((path) => (path.startsWith('^') ? at(record, path.slice(1)) : at(element, path)))
          .find((candidate) => candidate !== undefined && candidate !== null);
        if (typeof value === 'number') sum = (sum ?? 0) + value;
      }
    }
  }
  return sum;
}

async function sumsIn(fact: Fact, columns: readonly string[], scope: string) {
  const scan: Scan = {
    id: 'test',
    fact: fact.name,
    scopes: [scope],
    range: { from: '2025-01-01', to: '2026-12-31' },
    by: [],
    where: [],
    once: false,
    measures: columns.map((column) => ({ name: column, aggregate: 'sum', column, when: [] })),
  };
  const [row] = await bench.store.scan(scan);
  return columns.map((_, index) => row?.values[index] ?? null);
}

/** Where the rows of a file go: the report whose facts are filled, and the records they come from. */
const FILES: readonly [file: string, kind: ReportKind, filled: ReportKind, days: number][] = [
  ['docs/users-1-day.2026-spring.json', 'users-1-day', 'users-1-day', 1],
  ['docs/users-1-day.2026-spring.ndjson', 'users-1-day', 'users-1-day', 1],
  ['docs/users-1-day.2026-autumn.json', 'users-1-day', 'users-1-day', 1],
  ['docs/users-1-day.2026-autumn.ndjson', 'users-1-day', 'users-1-day', 1],
  ['docs/users-1-day.organization.partial.ndjson', 'users-1-day', 'users-1-day', 1],
  ['docs/user-teams-1-day.organization.ndjson', 'user-teams-1-day', 'user-teams-1-day', 1],
  ['docs/repos-1-day.2026-summer.approx.ndjson', 'repos-1-day', 'repos-1-day', 1],
  ['synthetic/enterprise-1-day.ndjson', 'aggregate-1-day', 'aggregate-1-day', 1],
  ['synthetic/organization-1-day.ndjson', 'aggregate-1-day', 'aggregate-1-day', 1],
  ['synthetic/enterprise-28-day.ndjson', 'aggregate-28-day', 'aggregate-1-day', 2],
  ['synthetic/organization-28-day.ndjson', 'aggregate-28-day', 'aggregate-1-day', 2],
  ['synthetic/repos-1-day.ndjson', 'repos-1-day', 'repos-1-day', 1],
  ['synthetic/user-teams-1-day.enterprise.ndjson', 'user-teams-1-day', 'user-teams-1-day', 1],
  ['synthetic/users-1-day.enterprise.ndjson', 'users-1-day', 'users-1-day', 1],
  ['synthetic/users-1-day.organization.ndjson', 'users-1-day', 'users-1-day', 1],
  ['synthetic/users-28-day.enterprise.one-row-per-user.ndjson', 'users-28-day', 'users-28-day', 1],
  ['synthetic/users-28-day.enterprise.user-day-rows.ndjson', 'users-28-day', 'users-1-day', 2],
];

test.each(FILES)('%s imports and every sum equals its own', async (file, kind, filled, days) => {
  const path = join(EXAMPLES, file);
  const scope = parseScope(`org:${file.replaceAll(/[^a-z0-9]+/g, '-')}`);
  const outcome = await loadOne(path, { scope });
  expect(outcome).toMatchObject({ outcome: 'loaded', report: kind, rejected: 0, code: null, days });
  expect(outcome.lines).toBe(outcome.records + outcome.rejected + outcome.blank);
  const raw = recordsOf(path);
  const records = kind === 'aggregate-28-day' ? raw.flatMap((record) => record.day_totals as Json[]) : raw;
  let compared = 0;
  for (const fact of FACTS.filter(({ report }) => report === filled)) {
    const columns = fact.columns.filter(({ name, type }) => type === 'count' && !fact.grain.includes(name));
    const names = columns.map(({ name }) => name);
    const expected = names.map((name) => sumIn(records, fact, name, filled));
    compared += expected.filter((value) => value !== null).length;
    if (names.length > 0)
      expect([fact.name, ...(await sumsIn(fact, names, `org:${scope.slug}`))]).toEqual([fact.name, ...expected]);
  }
  if (kind !== 'user-teams-1-day') expect(compared).toBeGreaterThan(3);
});

test('a file of two enterprises is loaded under both, each named after its id', async () => {
  const path = join(EXAMPLES, 'docs/enterprise-28-day.2026-spring.json');
  const outcome = await loadOne(path);
  const ids = recordsOf(path).map((record) => String(record.enterprise_id));
  expect(outcome).toMatchObject({ outcome: 'loaded', records: 2, rejected: 0, code: null });
  expect(outcome.scopes).toEqual(ids.map((id) => `enterprise:id-${id}`));
  expect(outcome.lines).toBe(outcome.records + outcome.rejected + outcome.blank);
  const day = FACTS.find(({ name }) => name === 'scope_day');
  if (day === undefined) throw new Error('no scope_day');
  for (const record of recordsOf(path)) {
    const records = record.day_totals as Json[];
    expect(await sumsIn(day, ['daily_active_users'], `enterprise:id-${String(record.enterprise_id)}`)).toEqual([
      sumIn(records, day, 'daily_active_users', 'aggregate-1-day'),
    ]);
  }
  expect(await loadOne(path, { scope: parseScope('enterprise:both') })).toMatchObject({
    outcome: 'refused',
    code: 'other_scope',
  });
});

test('the team join of the documentation comes out as documented', async () => {
  const scope = parseScope('org:join');
  await load([join(EXAMPLES, 'docs/users-1-day.organization.partial.ndjson')], { scope });
  await load([join(EXAMPLES, 'docs/user-teams-1-day.organization.ndjson')], { scope });
  const rows = await bench.store.scan({
    id: 'join',
    fact: 'user_day',
    scopes: ['org:join'],
    range: { from: '2026-05-07', to: '2026-05-07' },
    by: ['team'],
    where: [],
    once: false,
    measures: [
      {
        name: 'active',
        aggregate: 'people',
        column: null,
        when: [{ column: 'user_initiated_interaction_count', op: 'above', value: 0 }],
      },
      { name: 'accepted', aggregate: 'sum', column: 'code_acceptance_activity_count', when: [] },
      { name: 'added', aggregate: 'sum', column: 'loc_added_sum', when: [] },
    ],
  });
  const expected = JSON.parse(readFileSync(join(EXAMPLES, 'docs/team-join-expected.json'), 'utf8')) as Json[];
  expect(rows.map(({ keys, values }) => [...keys, ...values]).toSorted()).toEqual(
    expected
      .map((row) => [row.slug, row.active_users, row.code_acceptance_activity_count, row.loc_added_sum])
      .toSorted(),
  );
});

const USER = {
  user_id: 7,
  user_login: 'ana',
  day: '2026-10-01',
  organization_id: '55',
  code_generation_activity_count: 4,
};
const line = (changes: Json = {}) => `${JSON.stringify({ ...USER, ...changes })}\n`;

test('the same file again changes nothing, also packed, renamed, or with BOM and CRLF when the rows are the same bytes', async () => {
  const scope = parseScope('org:again');
  expect(await loadOne(write(line()), { scope })).toMatchObject({ outcome: 'loaded', days: 1, records: 1 });
  const digests = await bench.store.digests();
  expect(await loadOne(write(gzipSync(line()), 'other.txt'), { scope })).toMatchObject({ outcome: 'unchanged' });
  expect(await bench.store.digests()).toEqual(digests);
  expect(await loadOne(write(`\ufeff${line().replace('\n', '\r\n')}\r\n`), { scope })).toMatchObject({
    outcome: 'loaded',
    lines: 2,
    records: 1,
    blank: 1,
  });
});

test('an unknown organization is loaded under its id and the notice says how to name it; a known one keeps its name', async () => {
  const other = { organization_id: '4711' };
  const first = await loadOne(write(line(other)));
  expect(first).toMatchObject({ scopes: ['org:id-4711'], outcome: 'loaded' });
  expect(first.notices[0]).toContain('--scope org:NAME');
  await loadOne(write(line({ organization_id: '4712' })), { scope: parseScope('org:named') });
  const second = await loadOne(write(line({ organization_id: '4712', day: '2026-10-02' })));
  expect(second).toMatchObject({ scopes: ['org:named'], notices: [] });
});

test('a file of another organization than the scope is known for is refused', async () => {
  const scope = parseScope('org:mine');
  await loadOne(write(line({ organization_id: '1' })), { scope });
  expect(await loadOne(write(line({ organization_id: '2' })), { scope })).toMatchObject({
    outcome: 'refused',
    code: 'other_scope',
  });
});

test('rows that name nobody need a scope', async () => {
  const file = write(line({ organization_id: undefined }));
  const refused = await loadOne(file);
  expect(refused).toMatchObject({ outcome: 'refused', code: 'scope_needed' });
  expect(refused.message).toContain('--scope');
  expect(await loadOne(file, { scope: parseScope('org:nameless') })).toMatchObject({ outcome: 'loaded' });
});

test('bad lines are counted by reason and the others load; strict loads nothing', async () => {
  const scope = parseScope('org:lines');
  const file = write(
    `${line()}{"user_id":\n\n${line({ user_id: 8, code_generation_activity_count: -1 })}${line({ user_id: 9 })}`,
  );
  const strict = await loadOne(file, { scope, strict: true });
  expect(strict).toMatchObject({ outcome: 'refused', code: 'rejected_lines' });
  expect(await bench.store.ledger.days({ scope: 'org:lines' })).toEqual([]);
  const outcome = await loadOne(file, { scope });
  expect(outcome).toMatchObject({ outcome: 'loaded', lines: 5, records: 2, rejected: 2, blank: 1 });
  expect(outcome.rejectedLines.map((rejected) => [rejected.line, rejected.code])).toEqual([
    [2, 'json_syntax'],
    [4, 'negative'],
  ]);
  const landing = (await bench.store.ledger.landings()).find((row) => row.scope === 'org:lines');
  expect(landing).toMatchObject({ lines: 5, records: 2, rejected: 2, blank: 1 });
});

test('what is no report, empty, a link or missing is named, and stops nothing else', async () => {
  const good = write(line({ organization_id: '60' }), 'good.ndjson');
  const folder = join(bench.folder, 'mixed');
  mkdirSync(folder);
  writeFileSync(join(folder, 'a.html'), '<html></html>');
  writeFileSync(join(folder, 'b.json'), '""');
  writeFileSync(join(folder, 'c.ndjson'), 'nonsense\n');
  writeFileSync(join(folder, 'd.ndjson'), line({ organization_id: '60', day: '2026-10-05' }));
  symlinkSync(good, join(folder, 'e.ndjson'));
  const { result, files } = await load([folder, join(folder, 'none'), good]);
  expect(result).toBe('partial');
  expect(files.map(({ outcome, code }) => [outcome, code])).toEqual([
    ['refused', 'not_report'],
    ['no_report', null],
    ['refused', 'not_report'],
    ['loaded', null],
    ['skipped', 'not_a_file'],
    ['skipped', 'not_found'],
    ['loaded', null],
  ]);
});

test('a folder without a file is named, and an empty one inside another is not', async () => {
  const folder = join(bench.folder, 'hollow');
  mkdirSync(join(folder, 'inner'), { recursive: true });
  const { result, files } = await load([folder]);
  expect(result).not.toBe('ok');
  expect(files.map(({ file, outcome, code }) => [file, outcome, code])).toEqual([[folder, 'skipped', 'no_files']]);
  writeFileSync(join(folder, 'a.ndjson'), line({ organization_id: '61' }));
  expect((await load([folder])).files.map(({ outcome }) => outcome)).toEqual(['loaded']);
});

test('files of one import that hold different people of a day are parts of one report', async () => {
  const scope = parseScope('org:parts');
  const parts = [write(line(), 'part-1.ndjson'), write(`${line({ user_id: 8 })}\n{"user_id":\n`, 'part-2.ndjson')];
  const { result, files, loaded } = await load(parts, { scope });
  expect([result, loaded]).toEqual(['partial', 1]);
  expect(files.map(({ outcome, days, lines, records }) => [outcome, days, lines, records])).toEqual([
    ['loaded', 1, 1, 1],
    ['loaded', 1, 3, 1],
  ]);
  expect(files[1]?.rejectedLines.map(({ line: at, code }) => [at, code])).toEqual([[3, 'json_syntax']]);
  expect(files[0]?.notices).toEqual(['Loaded as parts of one report: part-1.ndjson, part-2.ndjson.']);
  const [day] = await bench.store.ledger.days({ scope: 'org:parts', report: 'users-1-day' });
  expect(day).toMatchObject({ records: 2, restated: 0 });
  const again = await load(parts, { scope });
  expect(again.files.map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged']);
});

test('files of one import that hold the same person of a day are versions: the later one counts and says so', async () => {
  const scope = parseScope('org:versions');
  const changed = line({ code_generation_activity_count: 9 });
  const both = await load([write(`${line()}${line({ user_id: 8 })}`), write(changed)], { scope });
  expect(both.files.map(({ notices }) => notices)).toEqual([
    [],
    [
      '1 day (2026-10-01) also in report.ndjson, and nothing in the two files says which is newer: the later file counts. 1 person only in the other is left out.',
    ],
  ]);
  const [one] = await bench.store.ledger.days({ scope: 'org:versions', report: 'users-1-day' });
  expect(one?.records).toBe(1);
  const more = await load([write(line()), write(`${line()}${line({ user_id: 9 })}`)], { scope });
  expect(more.files.map(({ notices }) => notices)).toEqual([
    ['1 day that had rows was replaced; no person was dropped.'],
    [
      '1 day (2026-10-01) also in report.ndjson, and nothing in the two files says which is newer: the later file counts.',
    ],
  ]);
  const [two] = await bench.store.ledger.days({ scope: 'org:versions', report: 'users-1-day' });
  expect(two?.records).toBe(2);
});
