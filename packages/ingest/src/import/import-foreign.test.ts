import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { findMeasure, parseScope } from '@flightdeck/catalog';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, createFolders, openBench } from '../testing.ts';
import { importFiles } from './import-files.ts';
import type { ImportOptions } from './options.ts';
import { isSeatPage } from './pages/seat-pages.ts';
import type { ImportedFile } from './result.ts';

const NOW = new Date('2026-11-25T12:00:00Z');
const folders = createFolders();
let bench: Bench;

beforeAll(async () => {
  bench = await openBench(folders.make());
});

afterAll(async () => {
  await bench.close();
  folders.clear();
});

function write(content: string | Uint8Array | object, name = 'file'): string {
  const path = join(mkdtempSync(join(bench.folder, 'drop-')), name);
  const text = typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content);
  writeFileSync(path, text);
  return path;
}

async function load(
  content: string | Uint8Array | object,
  scope?: string,
  options: Partial<ImportOptions> = {},
): Promise<ImportedFile> {
  const { files } = await importFiles([write(content)], {
    ...bench.tools,
    now: NOW,
    ...(scope === undefined ? {} : { scope: parseScope(scope) }),
    ...options,
  });
  const [file] = files;
  if (file === undefined) throw new Error('no file');
  expect(file.lines).toBe(file.records + file.rejected + file.elsewhere + file.blank);
  return file;
}

/** Each measure over its first fact, of all days of the scope. */
async function ask(scope: string, ...names: readonly string[]): Promise<unknown[]> {
  const values: unknown[] = [];
  for (const name of names) {
    const { facts, aggregate, column, when } =
      findMeasure(name) ??
      (() => {
        throw new Error(name);
      })();
    const [row] = await bench.store.scan({
      id: name,
      fact: facts[0] ?? '',
      scopes: [scope],
      range: { from: '2023-01-01', to: '2026-12-31' },
      by: [],
      where: [],
      once: false,
      measures: [{ name, aggregate, column, when }],
    });
    values.push(row?.values[0] === null || row === undefined ? null : Number(row.values[0]));
  }
  return values;
}

const unknownPaths = async (): Promise<string[]> => (await bench.store.ledger.unknownFields()).map(({ path }) => path);

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
  const [row] = await bench.store.scan({
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
    const { files } = await importFiles(paths, { ...bench.tools, now: NOW, scope: parseScope(scope) });
    expect(files.map(({ outcome, records }) => [outcome, records])).toEqual([
      ['loaded', 1],
      ['loaded', 1],
    ]);
    expect(await ask(scope, 'interactions')).toEqual([3]);
  }
});

describe('units of a bill', () => {
  const HEADER =
    '"date","username","product","sku","model","quantity","unit_type","applied_cost_per_quantity","gross_amount","discount_amount","net_amount","total_monthly_quota","organization","repository","cost_center_name","aic_quantity","aic_gross_amount"';
  const REQUESTS =
    '"2026-05-31","login-a","copilot","copilot_premium_request","Claude Haiku 4.5","100","requests","0.04","4","0","4","0","acme","","","9.35","0.0935"';
  const CREDITS =
    '"2026-06-01","login-a","copilot","copilot_ai_credit","Claude Haiku 4.5","50","ai-credits","0.01","0.5","0","0.5","1900","acme","","","0","0"';
  const MEASURES = [
    'billed_credits',
    'billed_credits_gross',
    'billed_credits_net',
    'premium_requests',
    'premium_requests_gross',
    'premium_requests_net',
  ] as const;

  it.each([
    ['org:bill-a', [REQUESTS, CREDITS], 'premium-request-usage'],
    ['org:bill-b', [CREDITS, REQUESTS], 'ai-credit-usage'],
  ] as const)('of one file each count as what they are, whichever comes first (%s)', async (scope, lines, report) => {
    const file = await load(`\ufeff${[HEADER, ...lines].join('\n').replaceAll('"acme"', '""')}\n`, scope);
    expect([file.outcome, file.report, file.records, file.rejected]).toEqual(['loaded', report, 2, 0]);
    expect(await ask(scope, ...MEASURES)).toEqual([50, 0.5, 0.5, 100, 4, 4]);
    const landings = (await bench.store.ledger.landings()).filter((landing) => landing.scope === scope);
    expect(landings.map(({ records, rejected }) => [records, rejected])).toEqual([
      [1, 0],
      [1, 0],
    ]);
  });

  it('of a premium request report too, where only the SKU or a name in other letters shows it', async () => {
    const header = HEADER.replace('"total_monthly_quota"', '"exceeds_quota","total_monthly_quota"');
    const row = (line: string, quota: string) => line.replace(`,"${quota}","acme"`, `,"False","${quota}","acme"`);
    const file = await load(
      [
        header,
        row(CREDITS, '1900').replace('"ai-credits"', '"AI Credits"'),
        row(REQUESTS, '0').replace('"requests"', '""'),
      ].join('\n'),
      'org:acme',
    );
    expect([file.records, file.rejected]).toEqual([2, 0]);
    expect(await ask('org:acme', ...MEASURES)).toEqual([50, 0.5, 0.5, 100, 4, 4]);
  });

  it('what a preview of credits said is left out on purpose, another column nobody knows is listed', async () => {
    await load(`${HEADER},"carbon"\n${CREDITS},"7"\n${REQUESTS},""`, 'org:acme');
    const paths = await unknownPaths();
    expect(paths).toContain('ai_credit.carbon');
    expect(paths.filter((path) => path.includes('aic_'))).toEqual([]);
  });
});

describe("responses of GitHub's billing API", () => {
  const ITEM = {
    product: 'Copilot',
    sku: 'Copilot AI Credits',
    model: 'GPT-5',
    unitType: 'ai-credits',
    pricePerUnit: 0.01,
    grossQuantity: 10,
    grossAmount: 0.1,
    discountQuantity: 0,
    discountAmount: 0,
    netQuantity: 10,
    netAmount: 0.1,
  };
  const answer = (period: object, more: object = {}, items: readonly object[] = [ITEM]) => ({
    timePeriod: { year: 2026, month: 6, ...period },
    ...more,
    usageItems: items,
  });

  it('of one day are read, also without a scope, as they name theirs', async () => {
    const file = await load(answer({ day: 3 }, { organization: 'Answered' }));
    expect([file.outcome, file.report, file.scopes, file.records]).toEqual([
      'loaded',
      'ai-credit-usage',
      ['org:answered'],
      1,
    ]);
    expect(file.range).toEqual({ from: '2026-06-03', to: '2026-06-03' });
    expect(await ask('org:answered', 'billed_credits', 'billed_credits_gross')).toEqual([10, 0.1]);
  });

  it('of days of their own, of requests and of an enterprise are read', async () => {
    const dated = {
      ...ITEM,
      date: '2026-06-04',
      quantity: 3,
      grossQuantity: undefined,
      model: undefined,
      organizationName: 'x',
    };
    const bill = await load(
      { usageItems: [dated, { ...dated, date: '2026-06-05T00:00:00Z', grossAmount: 0.25 }] },
      'enterprise:e',
    );
    expect([bill.report, bill.days, bill.records]).toEqual(['billing-usage', 2, 2]);
    expect(await ask('enterprise:e', 'billed_gross')).toEqual([0.35]);
    const requests = {
      ...ITEM,
      sku: 'Copilot Premium Request',
      unitType: 'requests',
      grossQuantity: 100,
      grossAmount: 4,
    };
    const both = await load([answer({ day: 5 }, { enterprise: 'E' }, [requests, ITEM])], 'enterprise:e');
    expect([both.records, both.rejected]).toEqual([2, 0]);
    expect(await ask('enterprise:e', 'premium_requests', 'premium_requests_gross', 'billed_credits')).toEqual([
      100, 4, 10,
    ]);
  });

  it('give way to an export of the same day, which names people, whichever comes first; differences are named', async () => {
    const bill = (gross: number) =>
      [
        'date,username,product,sku,model,quantity,unit_type,gross_amount,net_amount,organization',
        `2026-06-07,ada,copilot,copilot_ai_credit,GPT-5,10,ai-credits,${gross},0,`,
      ].join('\n');
    const ofDay = answer({ day: 7 });
    await load(bill(0.1), 'org:bill-first');
    const kept = await load(ofDay, 'org:bill-first');
    expect([kept.outcome, kept.message]).toEqual([
      'kept',
      "Kept 1 day (2026-06-07) from file, an export that says who used what; a response of GitHub's billing API names no people. To take this file's rows, import it again with --replace.",
    ]);
    expect(kept.notices).toEqual([]);
    await load(ofDay, 'org:answer-first');
    const same = await load(bill(0.1), 'org:answer-first');
    expect([same.outcome, same.notices]).toEqual(['loaded', ['1 day that had rows was replaced.']]);
    await load(ofDay, 'org:apart');
    const apart = await load(bill(0.25), 'org:apart');
    const differs = 'Gross amounts differ: 2026-06-07 ($0.1 stood there, this file has $0.25).';
    expect([apart.outcome, apart.notices.at(-1)]).toEqual(['loaded', differs]);
    const back = await load(ofDay, 'org:apart');
    expect([back.outcome, back.notices.at(-1)]).toEqual([
      'kept',
      'Gross amounts differ: 2026-06-07 ($0.25 stood there, this file has $0.1).',
    ]);
    expect(await ask('org:apart', 'billed_credits', 'billed_credits_gross')).toEqual([10, 0.25]);
    const replaced = await load(ofDay, 'org:apart', { replace: true });
    expect([replaced.outcome, await ask('org:apart', 'billed_credits_gross')]).toEqual(['loaded', [0.1]]);
  });

  it('in a unit that no total counts are named and left out, also where their SKU speaks of credits', async () => {
    const odd = { ...ITEM, unitType: 'agent-hours', grossQuantity: 2.5, grossAmount: 5 };
    const file = await load(answer({ day: 6 }, { organization: 'odd' }, [ITEM, odd]));
    expect([file.records, file.rejected, file.rejectedLines[0]?.code]).toEqual([1, 1, 'unknown_unit']);
    expect(file.notices.at(-1)).toBe(
      'Unknown unit "agent-hours": 1 line with a quantity of 2.5 and $5 gross left out. Totals of AI bills count AI credits and requests.',
    );
    expect(await ask('org:odd', 'billed_credits', 'billed_credits_gross')).toEqual([10, 0.1]);
  });

  it.each([
    [
      'a month',
      answer({}, { organization: 'acme' }),
      'for a whole month 2026-06; days are kept here. Ask with year, month and day',
    ],
    ['a year', { ...answer({}), timePeriod: { year: 2026 } }, 'for a whole year 2026'],
    [
      'one person',
      answer({ day: 3 }, { organization: 'acme', user: 'monalisa' }),
      'for one user only; a day is loaded whole. Ask without these filters',
    ],
    ['an account', answer({ day: 3 }, { user: 'monalisa' }), 'for the account of monalisa'],
  ])('of %s are refused with what they are and what to do', async (_, content, text) => {
    const file = await load(content, 'org:acme');
    expect([file.outcome, file.code]).toEqual(['refused', 'not_report']);
    expect(file.message).toContain(text);
  });
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
    [{ alpha: 1, beta: [2] }, 'None of its records has the keys of a known report; the first has alpha, beta.'],
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
    ['name,amount\na,1\n', 'its first is not the header of a known CSV: name,amount'],
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
    const strict = await importFiles([write(rows)], { ...bench.tools, now: NOW, entityId: '500', strict: true });
    expect([strict.result, strict.files[0]?.records, strict.files[0]?.elsewhere]).toEqual(['ok', 1, 1]);
    const landing = (await bench.store.ledger.landings()).find(({ scope }) => scope === 'org:some');
    expect(landing).toMatchObject({ lines: 1, records: 1, rejected: 0 });
    const wrong = await load(rows, undefined, { entityId: '7' });
    expect([wrong.code, wrong.message]).toEqual([
      'unknown_id',
      'The file has no rows of 7; it has organization 500, organization 501. Give --id one of these, or leave it out to load each under a scope of its own.',
    ]);
  });
});
