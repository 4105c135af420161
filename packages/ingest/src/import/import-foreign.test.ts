import { gzipSync } from 'node:zlib';
import { parseScope } from '@flightdeck/catalog';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFiles } from './import-files.ts';
import { isSeatPage } from './pages/seat-pages.ts';
import { createFileImports, NOW } from './testing-files.ts';

const imports = createFileImports();
const { ask, bench, load, unknownPaths, write } = imports;

beforeAll(imports.open);
afterAll(imports.close);

const PERSON = {
  day: '2026-04-25',
  organization_id: '500',
  enterprise_id: '900',
  user_login: 'login-a',
  user_initiated_interaction_count: 3,
  code_generation_activity_count: 10,
  loc_added_sum: 8,
  totals_by_feature: [
    { feature: 'code_completion', user_initiated_interaction_count: 0, code_generation_activity_count: 10 },
  ],
  used_chat: true,
};
const person = (user_id: number, more: object = {}) => ({
  ...PERSON,
  user_id,
  user_login: `login-${user_id}`,
  ...more,
});
const WINDOW = { report_start_day: '2026-03-29', report_end_day: '2026-04-25' };

describe('rows in an object of another tool', () => {
  it.each([
    [
      'of one day in day_totals',
      'org:one',
      { report_start_day: '2026-04-25', report_end_day: '2026-04-25', day_totals: [person(7)] },
      'users-1-day',
      1,
      3,
    ],
    [
      'of two people in day_totals',
      'org:two',
      {
        ...WINDOW,
        organization_id: '500',
        day_totals: [person(7), person(8, { user_initiated_interaction_count: 5 })],
      },
      'users-28-day',
      2,
      8,
    ],
    [
      'in records',
      'org:records',
      { ...WINDOW, enterprise_id: '900', records: [person(7), person(8)] },
      'users-28-day',
      2,
      6,
    ],
    ['in data', 'org:data', { data: [person(7), person(8)] }, 'users-1-day', 2, 6],
    ['in data in data', 'org:deep', { data: { day_totals: [person(7)] } }, 'users-1-day', 1, 3],
    [
      'that lack what stands beside them',
      'org:shared',
      {
        report_day: '2026-04-25',
        organization_id: '501',
        rows: [{ user_id: 7, user_login: 'x', user_initiated_interaction_count: 2 }],
      },
      'users-1-day',
      1,
      2,
    ],
    ['in a list of objects', 'org:list', [{ rows: [person(7)] }, { rows: [person(8)] }], 'users-1-day', 2, 6],
  ] as const)('%s are read as what they are', async (_, scope, content, report, records, prompts) => {
    const file = await load(content, scope);
    expect([file.outcome, file.report, file.records, file.rejected]).toEqual(['loaded', report, records, 0]);
    expect(await ask(scope, 'interactions', 'github_interactions')).toEqual([prompts, null]);
  });

  it('of totals stay the 28-day report they are', async () => {
    const total = {
      day: '2026-04-25',
      organization_id: '502',
      daily_active_users: 4,
      user_initiated_interaction_count: 9,
    };
    const file = await load({ ...WINDOW, organization_id: '502', day_totals: [total] }, 'org:totals');
    expect([file.report, file.records]).toEqual(['aggregate-28-day', 1]);
    expect(await ask('org:totals', 'interactions', 'github_interactions')).toEqual([null, 9]);
    const days = await load({ days: [total] }, 'org:totals-in-days');
    expect([days.report, days.records]).toEqual(['aggregate-1-day', 1]);
  });

  it("of totals never count a person's row among them as a total", async () => {
    const total = {
      day: '2026-04-24',
      organization_id: '500',
      daily_active_users: 4,
      user_initiated_interaction_count: 9,
    };
    const file = await load({ ...WINDOW, organization_id: '500', day_totals: [total, person(7)] }, 'org:mixed');
    expect([file.report, file.records, file.rejected]).toEqual(['aggregate-1-day', 1, 1]);
    expect(file.rejectedLines.map(({ code }) => code)).toEqual(['other_kind']);
    expect(await ask('org:mixed', 'interactions', 'github_interactions')).toEqual([null, 9]);
  });
});

it('a customization counted under the older name is read, and other fields of known names are listed', async () => {
  const file = await load(
    person(1, {
      totals_by_skill: [{ skill: 'other', user_initiated_interaction_count: 19 }],
      totals_by_language_feature: [{ language: 'go', feature: 'code_completion', user_initiated_interaction_count: 7 }],
      totals_by_cli: { session_count: 1, loc_added_sum: 3 },
      pull_requests: { total_created: 2 },
    }),
    'org:aliases',
  );
  expect([file.outcome, file.records]).toEqual(['loaded', 1]);
  const [row] = await bench().store.scan({
    id: 'custom',
    fact: 'user_day_customization',
    scopes: ['org:aliases'],
    range: { from: '2026-04-25', to: '2026-04-25' },
    by: [],
    where: [],
    once: false,
    measures: [{ name: 'n', aggregate: 'sum', column: 'interaction_count', when: [] }],
  });
  expect(Number(row?.values[0])).toBe(19);
  expect(await unknownPaths()).toEqual(
    expect.arrayContaining([
      'pull_requests.total_created',
      'totals_by_cli.loc_added_sum',
      'totals_by_language_feature[].user_initiated_interaction_count',
    ]),
  );
});

it('a window with one row a person says that it is kept for checking only', async () => {
  const { day, ...row } = person(1);
  const file = await load({ ...row, ...WINDOW }, 'org:window');
  expect([file.outcome, file.report]).toEqual(['loaded', 'users-28-day']);
  expect(file.notices.join()).toContain('kept to check days against, and read by no metric');
});

it('a window with one row a person is no part of the export with a row a day beside it', async () => {
  const { day, ...row } = person(1);
  const window = write({ ...row, ...WINDOW }, 'window.ndjson');
  const days = write({ ...person(1), ...WINDOW }, 'days.ndjson');
  for (const [name, paths] of [
    ['first', [window, days]],
    ['last', [days, window]],
  ] as const) {
    const scope = `org:grains-${name}`;
    const { files } = await importFiles(paths, { ...bench().tools, now: NOW, scope: parseScope(scope) });
    expect(files.map(({ outcome, records }) => [outcome, records])).toEqual([
      ['loaded', 1],
      ['loaded', 1],
    ]);
    expect(await ask(scope, 'interactions')).toEqual([3]);
  }
});

describe('a file that is no report', () => {
  it.each([
    [
      { download_links: ['https://x'], report_day: '2026-06-01' },
      'the links to a report, not the report. Download the files',
    ],
    [{ seat_breakdown: { total: 3 }, plan_type: 'business' }, "GitHub's answer of copilot/billing"],
    [[{ login: 'octocat', id: 1, node_id: 'x' }], 'a list of people'],
    [{ message: 'Not Found', documentation_url: 'https://docs' }, 'an error message of GitHub in place of a report'],
    [[{ assignee: { login: 'a' }, last_activity_at: null, plan_type: 'x' }], 'None of its records has the keys'],
    [[{ assignee: { login: 'a' }, last_activity_at: '2026-06-01T00:00:00Z' }], 'seats without the list they come from'],
    [{ _index: 'x', _source: { day: '2026-06-01' } }, 'documents exported from Elasticsearch'],
    [{ budgets: [{ id: 1 }] }, 'about budgets'],
    [{ alpha: 1, beta: [2] }, 'None of its records has the keys of a known report; the first has “alpha, beta”.'],
    [
      '"date","username","product","sku","model","quantity"\n"2026-06-01","a","b","c","d","1"',
      'This looks like the AI usage report of billing, but the column net_amount is missing.',
    ],
    [
      'Timestamp,User,Model\n2025-06-20T10:11:12Z,octocat,x',
      'premium request report of billing, but the column requests used is missing. Export it again',
    ],
  ])('says what it is and what to do instead (%#)', async (content, text) => {
    const file = await load(content, 'org:acme');
    expect([file.outcome, file.code]).toEqual(['refused', 'not_report']);
    expect(file.message).toContain(text);
  });

  it.each([
    [Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), 'It is a ZIP archive or a spreadsheet: unpack it'],
    [Buffer.from('{"day":1}', 'utf16le'), 'It is UTF-16 text: save it as UTF-8.'],
    ['name,amount\na,1\n', 'its first is not the header of a known CSV: “name,amount”'],
    [{ assignee: { login: 'a' }, created_at: 'x', last_activity_at: null }, "This is one person's seat."],
  ])('shows by its first bytes, line or keys (%#)', async (content, text) => {
    const file = await load(content, 'org:acme');
    expect([file.outcome, file.code]).toEqual(['refused', 'not_report']);
    expect(file.message).toContain(text);
  });

  it.each([
    [person('x' as never), 'Line 1 at user_id: An id must be a whole number', 'Fetch or export the report again'],
    [person(1, { day: '20.09.2026' }), 'Line 1 at day: A day must be an existing calendar day', 'Fetch or export'],
    [
      JSON.stringify(person(1)).slice(0, 80),
      'The last line is cut off; the file is not complete.',
      'Nothing of it is loaded.',
    ],
    [
      `${JSON.stringify(person(1))}${JSON.stringify(person(2))}`,
      'Something follows the object',
      'Write one JSON object a line',
    ],
  ])('nothing of which can be loaded names the place and what to do (%#)', async (content, text, hint) => {
    const file = await load(content, 'org:acme');
    expect(file.outcome).toBe('refused');
    expect(file.message).toContain(text);
    expect(file.message).toContain(hint);
  });

  it('that is nothing but blanks is looked at once, and holds no report', async () => {
    const blanks = gzipSync(' \n'.repeat(128 * 1024));
    expect(await isSeatPage(write(blanks))).toBe(false);
    expect((await load(blanks)).outcome).toBe('no_report');
  });

  it('that begins with other fields of a page of seats is one', async () => {
    expect(await isSeatPage(write({ seat_limit: { of: [1] }, total_seats: 2, seats: [] }))).toBe(true);
    expect(await isSeatPage(write([{ seats: [{ assignee: null }], total_seats: 1 }]))).toBe(true);
    expect(await isSeatPage(write({ seats: 3 }))).toBe(false);
  });
});

describe('rows of several organizations', () => {
  const day = '2026-11-20';
  const rows = `${JSON.stringify(person(1, { day }))}\n${JSON.stringify(person(2, { day, organization_id: '501' }))}\n`;

  it('are those of the enterprise they name, when that is asked for', async () => {
    const file = await load(rows, 'enterprise:big');
    expect([file.outcome, file.records, file.rejected]).toEqual(['loaded', 2, 0]);
    expect(file.notices).toEqual([
      'Rows of 2 organizations are loaded as enterprise:big; a person of several counts once.',
    ]);
    expect(await ask('enterprise:big', 'interactions')).toEqual([6]);
  });

  it('of one person are one row of the enterprise, unless they differ', async () => {
    const twice = (more: object) =>
      `${JSON.stringify(person(1, { day }))}\n${JSON.stringify(person(1, { day, organization_id: '501', ...more }))}`;
    const file = await load(twice({}), 'enterprise:once');
    expect([file.outcome, file.records, file.rejectedLines[0]?.code]).toEqual(['loaded', 1, 'duplicate_line']);
    expect(await ask('enterprise:once', 'interactions')).toEqual([3]);
    expect((await load(twice({ loc_added_sum: 1 }), 'enterprise:differs')).code).toBe('duplicate_grain');
  });

  it('need an id when an organization is asked for, and load with it', async () => {
    const refused = await load(rows, 'org:some');
    expect(refused.code).toBe('other_scope');
    expect(refused.message).toContain('Add --id 500 to load the rows of one, or leave out --scope');
    const file = await load(rows, 'org:some', { entityId: '501' });
    expect([file.outcome, file.records, file.rejected, file.elsewhere]).toEqual(['loaded', 1, 0, 1]);
    expect(file.rejectedLines).toEqual([]);
    const strict = await importFiles([write(rows)], { ...bench().tools, now: NOW, entityId: '500', strict: true });
    expect([strict.result, strict.files[0]?.records, strict.files[0]?.elsewhere]).toEqual(['ok', 1, 1]);
    const landing = (await bench().store.ledger.landings()).find(({ scope }) => scope === 'org:some');
    expect(landing).toMatchObject({ lines: 1, records: 1, rejected: 0 });
    const wrong = await load(rows, undefined, { entityId: '7' });
    expect([wrong.code, wrong.message]).toEqual([
      'unknown_id',
      'The file has no rows of 7; it has organization 500, organization 501. Give --id one of these, or leave it out to load each under a scope of its own.',
    ]);
  });
});
