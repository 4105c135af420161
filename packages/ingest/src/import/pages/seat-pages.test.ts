import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseScope } from '@flightdeck/catalog';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, createFolders, openBench } from '../../testing.ts';
import { importFiles } from '../import-files.ts';
import type { ImportOptions } from '../options.ts';

const REST = fileURLToPath(new URL('../../../../../fixtures/github/examples/rest/', import.meta.url));
const NOW = new Date('2026-11-01T12:00:00Z');
const SCOPE = parseScope('org:acme');
const folders = createFolders();
let bench: Bench;

beforeAll(async () => {
  bench = await openBench(folders.make());
});

afterAll(async () => {
  await bench.close();
  folders.clear();
});

async function load(paths: readonly string[], options: Partial<ImportOptions> = {}) {
  return importFiles(paths, { ...bench.tools, now: NOW, scope: SCOPE, day: '2026-10-20', ...options });
}

function write(content: unknown, name = 'seats.json'): string {
  const path = join(mkdtempSync(join(bench.folder, 'drop-')), name);
  writeFileSync(path, JSON.stringify(content));
  return path;
}

const seat = (id: number) => ({
  assignee: { id, login: `user-${id}`, type: 'User' },
  created_at: '2026-01-01T00:00:00Z',
  plan_type: 'business',
});
const page = (total: number, ...ids: readonly number[]) => ({ total_seats: total, seats: ids.map(seat) });

async function seats(scope = 'org:acme'): Promise<unknown> {
  const rows = await bench.store.scan({
    id: 'test',
    fact: 'seat_day',
    scopes: [scope],
    range: { from: '2026-10-01', to: '2026-10-31' },
    by: [],
    where: [],
    once: false,
    measures: [{ name: 'rows', aggregate: 'rows', column: null, when: [] }],
  });
  return rows[0]?.values[0] ?? null;
}

describe('a list of seats in files', () => {
  it("takes GitHub's own example, which holds all its seats", async () => {
    const file = join(REST, 'billing-seats__get__orgs-org-copilot-billing-seats__200.json');
    const { total_seats } = JSON.parse(readFileSync(file, 'utf8')) as { readonly total_seats: number };
    const { files } = await load([file], { scope: parseScope('org:example') });
    expect(files[0]).toMatchObject({
      outcome: 'loaded',
      report: 'seats',
      range: { from: '2026-10-20', to: '2026-10-20' },
    });
    expect(await seats('org:example')).toBe(total_seats);
  });

  it('says of which pages the snapshot is', async () => {
    const { files } = await load([write(page(1, 9))], { scope: parseScope('org:solo') });
    expect(files[0]?.notices).toEqual(['1 page of 1 seat is the snapshot of org:solo on 2026-10-20.']);
  });

  it('takes all pages together, a page given twice once', async () => {
    const [one, two] = [write(page(3, 1, 2)), write(page(3, 3))];
    const { result, files } = await load([one, two, one]);
    expect([result, ...files.map(({ outcome }) => outcome)]).toEqual(['ok', 'loaded', 'loaded', 'loaded']);
    expect(await seats()).toBe(3);
    expect((await load([one, two])).files[0]).toMatchObject({ outcome: 'unchanged' });
  });

  it('refuses a list of which too much cannot be loaded, as a sync does: the rest is no snapshot', async () => {
    const scope = parseScope('org:too-large');
    const file = join(mkdtempSync(join(bench.folder, 'drop-')), 'seats.json');
    writeFileSync(file, '{"total_seats":1,"seats":[{"assignee":{"login":"b","id":9007199254740993}}]}');
    const { result, files } = await load([file], { scope });
    expect([result, files[0]?.outcome, files[0]?.code]).toEqual(['failed', 'refused', 'rejected_lines']);
    expect(files[0]?.message).toContain(
      'The seats report has 1 of 2 lines that cannot be loaded. Line 2: An id must be a whole number from 1 to 9007199254740991.',
    );
    expect(files[0]?.message).toContain('This one is “9007199254740993”.');
    expect(files[0]?.notices).toEqual([]);
    expect(await seats('org:too-large')).toBeNull();
  });

  it('answers the same for the lines in which such a list is archived', async () => {
    const scope = parseScope('org:too-large');
    const file = join(mkdtempSync(join(bench.folder, 'drop-')), 'seats.ndjson');
    const list = '{"day":"2026-10-20","line":0,"list":{"total_seats":1}}';
    const odd = '{"day":"2026-10-20","line":1,"seat":{"assignee":{"login":"b","id":9007199254740993}}}';
    writeFileSync(file, `${list}\n${odd}\n`);
    const { result, files } = await load([file], { scope });
    expect([result, files[0]?.outcome, files[0]?.code]).toEqual(['failed', 'refused', 'rejected_lines']);
    expect(files[0]?.message).toContain('This one is “9007199254740993”.');
    expect(await seats('org:too-large')).toBeNull();
  });

  it('loads nothing of a part, of another list, or without its day', async () => {
    expect((await load([write(page(3, 1, 2))])).files[0]).toMatchObject({
      code: 'pages_missing',
      message:
        'GitHub says 3 seats, its list names 2: pages of it are missing. Give the files of all pages in one command; nothing is loaded of a part.',
    });
    expect((await load([write(page(2, 1, 2)), write(page(3, 3))])).files[0]).toMatchObject({
      code: 'list_changed',
      message:
        'The list of seats changed while it was read. The pages are of different times: fetch all of them again, and give them in one command.',
    });
    // The same person by a number and by text: one, and the other page is missing.
    const twice = { total_seats: 2, seats: [seat(1), { ...seat(1), assignee: { id: '1', login: 'user-1' } }] };
    expect((await load([write(twice)])).files[0]?.message).toContain('Give the files of all pages in one command');
    const { day: _day, ...rest } = { day: 'x', ...bench.tools, now: NOW, scope: SCOPE };
    expect((await importFiles([write(page(1, 1))], rest)).files[0]).toMatchObject({ code: 'scope_needed' });
    const deep = `{"total_seats":1,"seats":[{"assignee":${'['.repeat(200_000)}${']'.repeat(200_000)}}]}`;
    const path = join(mkdtempSync(join(bench.folder, 'drop-')), 'deep.json');
    writeFileSync(path, deep);
    expect((await load([path])).files[0]).toMatchObject({ outcome: 'refused', code: 'not_report' });
    expect(await seats()).toBe(3);
  });
});
