import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type FactName, parseScope } from '@flightdeck/catalog';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replayMissing } from '../replay/replay.ts';
import { type Bench, createFolders, openBench } from '../testing.ts';
import { importFiles } from './import-files.ts';
import type { ImportOptions } from './options.ts';
import type { ImportedFile } from './result.ts';

const CSV = fileURLToPath(new URL('../../../../fixtures/github/examples/csv/', import.meta.url));
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

async function load(path: string, options: Partial<ImportOptions> = {}): Promise<ImportedFile> {
  const { files } = await importFiles([path], { ...bench.tools, now: NOW, ...options });
  const [file] = files;
  if (file === undefined) throw new Error('no file');
  expect(file.lines).toBe(file.records + file.rejected + file.elsewhere + file.blank);
  return file;
}

function write(content: string | Uint8Array, name = 'bill.csv'): string {
  const path = join(mkdtempSync(join(bench.folder, 'drop-')), name);
  writeFileSync(path, content);
  return path;
}

async function sums(fact: FactName, columns: readonly string[], scope: string, by: readonly string[] = []) {
  const rows = await bench.store.scan({
    id: 'test',
    fact,
    scopes: [scope],
    range: { from: '2023-01-01', to: '2026-12-31' },
    by: by as never,
    where: [],
    once: false,
    measures: columns.map((column) => ({ name: column, aggregate: 'sum', column, when: [] })),
  });
  return rows.map((row) => [...row.keys, ...row.values]).sort((a, b) => (String(a) < String(b) ? -1 : 1));
}

const HEADER =
  '"date","username","product","sku","model","quantity","unit_type","applied_cost_per_quantity","gross_amount","discount_amount","net_amount","total_monthly_quota","organization","repository","cost_center_name","aic_quantity","aic_gross_amount","input","output","cache_read","cache_write"';

interface Use {
  readonly day?: string;
  readonly user?: string;
  readonly model?: string;
  readonly quantity?: string;
  readonly gross?: string;
  readonly discount?: string;
  readonly net?: string;
  readonly organization?: string;
  readonly input?: string;
}

function record(use: Use): string {
  const { day = '2026-08-14', user = 'octocat', model = 'Claude Sonnet 4.6', quantity = '1', gross = '0.01' } = use;
  const { discount = '0', net = gross, organization = 'octo-org', input = '10' } = use;
  const fields = [
    day,
    user,
    'copilot',
    'copilot_ai_credit',
    model,
    quantity,
    'ai-credits',
    '0.01',
    gross,
    discount,
    net,
  ];
  return [...fields, '3900', organization, '', '', '0', '0', input, '2', '0', '0']
    .map((field) => `"${field.replaceAll('"', '""')}"`)
    .join(',');
}

const bill = (...uses: readonly Use[]): string => `\uFEFF${[HEADER, ...uses.map(record)].join('\r\n')}\r\n`;

describe('bills as CSV', () => {
  it.each([
    ['ai-usage-report.2026-06.csv', 'ai-credit-usage', 'credit_usage'],
    ['ai-usage-report.2026-08.csv', 'ai-credit-usage', 'credit_usage'],
    ['premium-request-usage-report.2026-04.csv', 'premium-request-usage', 'premium_request_usage'],
  ] as const)('%s is known by its header and equals its own sums', async (name, report, fact) => {
    const path = join(CSV, name);
    const file = await load(path);
    expect(file).toMatchObject({ outcome: 'loaded', report, scopes: ['org:octo-org'], rejected: 0 });
    const rows: readonly Record<string, string>[] = parse(readFileSync(path), { columns: true, bom: true });
    const columns = ['quantity', 'gross_amount', 'discount_amount', 'net_amount'] as const;
    const expected = columns.map((column) => rows.reduce((sum, row) => sum + Number(row[column]), 0));
    const range = file.range?.from ?? '';
    const found = (await sums(fact, columns, 'org:octo-org', ['day'])).find(([day]) => day === range);
    expect(found?.slice(1)).toEqual(expected);
  });

  it('the older list of premium requests needs a scope, and its instants are UTC days', async () => {
    const path = join(CSV, 'premium-request-legacy-report.2025.csv');
    expect(await load(path)).toMatchObject({ outcome: 'refused', code: 'scope_needed' });
    const file = await load(path, { scope: parseScope('org:old') });
    expect(file).toMatchObject({ outcome: 'loaded', report: 'premium-request-usage', records: 1 });
    expect(file.range).toEqual({ from: '2025-06-20', to: '2025-06-20' });
    expect(await sums('premium_request_usage', ['quantity', 'monthly_quota'], 'org:old')).toEqual([[1, 300]]);
  });

  it('files that hold only a header are no report', async () => {
    const scope = parseScope('org:empty');
    for (const name of ['usage-report.detailed.csv', 'usage-report.summarized.csv', 'copilot-activity-report.csv'])
      expect(await load(join(CSV, name), { scope })).toMatchObject({ outcome: 'no_report', lines: 0 });
  });

  it('detailed and summarized usage fill one fact, also with semicolons, columns moved and a column nobody knows', async () => {
    const scope = parseScope('org:detailed');
    const detailed = 'sku;product;quantity;net_amount;gross_amount;new_column;date;username;organization;workflow_path';
    const path = write(`${detailed}\nactions_linux;actions;10;0.5;0.75;x;2026-09-01;octocat;detailed;.github/ci.yml\n`);
    expect(await load(path, { scope })).toMatchObject({ outcome: 'loaded', report: 'billing-usage', records: 1 });
    expect(await sums('billing_usage', ['quantity', 'gross_amount', 'net_amount'], 'org:detailed')).toEqual([
      [10, 0.75, 0.5],
    ]);
  });

  it('keeps decimals exact that a floating point number cannot hold, and text that looks like a formula as it is', async () => {
    const scope = 'org:exact';
    const path = write(
      bill(
        { quantity: '9007199254740993.5', user: '=cmd|"/c calc"!A1', organization: 'exact' },
        { quantity: '-9007199254740992.5', user: '=cmd|"/c calc"!A1', organization: 'exact' },
        { quantity: '0.000000001', user: '@sum', organization: 'exact', net: '-0.25' },
        { quantity: '0.1', user: '', organization: 'exact' },
      ),
    );
    expect(await load(path)).toMatchObject({ outcome: 'loaded', records: 4, rejected: 0 });
    const rows = await sums('credit_usage', ['quantity', 'net_amount'], scope, ['billed_user']);
    expect(rows.map(([user]) => user).sort()).toEqual(['=cmd|"/c calc"!A1', '@sum', null]);
    expect(rows.find(([user]) => user === '=cmd|"/c calc"!A1')?.[1]).toBe(1);
    expect(rows.find(([user]) => user === '@sum')).toEqual(['@sum', 1e-9, -0.25]);
    const models = await sums('credit_usage', ['quantity'], scope, ['model']);
    expect(models.map(([model]) => model)).toEqual(['claude-sonnet-4.6']);
  });

  it('leaves out bad lines one by one, each with its line and reason', async () => {
    const scope = 'org:bad';
    const good = { organization: 'bad' };
    const lines = bill(good, good, good, good, good, good, good, good).split('\r\n');
    lines[2] = lines[2]?.replace('"octocat"', '"octo"cat"') ?? '';
    lines[3] = '"2026-08-14","octocat"';
    lines[4] = lines[4]?.replace('"1"', '"1,5"') ?? '';
    lines[5] = lines[5]?.replace('2026-08-14', '2026-02-30') ?? '';
    lines[6] = lines[6]?.replace('"10"', '"-10"') ?? '';
    lines[7] = lines[7]?.replace('octocat', 'x'.repeat(10_001)) ?? '';
    lines.push('', '"an open quote');
    const file = await load(write(lines.join('\r\n')));
    expect(file).toMatchObject({ outcome: 'loaded', records: 2, rejected: 7, scopes: [scope] });
    expect(file.rejectedLines.map(({ line, code }) => [line, code])).toEqual([
      [3, 'csv_quotes'],
      [4, 'csv_columns'],
      [5, 'not_number'],
      [6, 'bad_day'],
      [7, 'negative'],
      [8, 'csv_field_too_long'],
      [12, 'truncated_line'],
    ]);
  });

  it('replaces whole days by overlapping months, without doubling', async () => {
    const scope = 'org:months';
    const use = (day: string, quantity: string): Use => ({ day, quantity, organization: 'months' });
    const first = write(bill(use('2026-08-30', '5'), use('2026-08-31', '7')));
    const second = write(
      gzipSync(bill(use('2026-08-31', '7'), use('2026-08-31', '1'), use('2026-09-01', '2'))),
      'b.gz',
    );
    await load(first);
    expect(await load(second)).toMatchObject({ outcome: 'loaded', days: 2 });
    const days = [
      ['2026-08-30', 5],
      ['2026-08-31', 8],
      ['2026-09-01', 2],
    ];
    expect(await sums('credit_usage', ['quantity'], scope, ['day'])).toEqual(days);
    expect(await load(second)).toMatchObject({ outcome: 'unchanged' });
    expect(await sums('credit_usage', ['quantity'], scope, ['day'])).toEqual(days);
  });

  it('loads one organization of a bill of several when asked to, or all of them for the enterprise', async () => {
    const path = write(
      bill(
        { organization: 'one', quantity: '1' },
        { organization: 'two', quantity: '2' },
        { organization: '', quantity: '4' },
      ),
    );
    expect(await load(path)).toMatchObject({ outcome: 'refused', code: 'scope_needed' });
    const one = await load(path, { scope: parseScope('org:one') });
    expect(one).toMatchObject({ outcome: 'loaded', records: 2, rejected: 0, elsewhere: 1, rejectedLines: [] });
    expect(await sums('credit_usage', ['quantity'], 'org:one')).toEqual([[5]]);
    await load(path, { scope: parseScope('enterprise:all') });
    expect(await sums('credit_usage', ['quantity'], 'enterprise:all', ['billed_organization'])).toEqual(
      [
        ['one', 1],
        ['two', 2],
        [null, 4],
      ].sort((a, b) => (String(a) < String(b) ? -1 : 1)),
    );
  });

  it.each([
    ['tabs', '\t'],
    ['semicolons', ';'],
  ])('are read with %s between the fields, whatever text holds', async (name, delimiter) => {
    const scope = `org:${name}`;
    const text = bill({ organization: name, user: 'a,b;c', quantity: '3' }, { organization: name, quantity: '4' });
    const path = write(text.replaceAll('","', `"${delimiter}"`), `${name}.tsv`);
    expect(await load(path)).toMatchObject({ outcome: 'loaded', report: 'ai-credit-usage', records: 2, rejected: 0 });
    expect(await sums('credit_usage', ['quantity'], scope, ['billed_user'])).toEqual([
      ['a,b;c', 3],
      ['octocat', 4],
    ]);
  });

  it('name a column that is missing whatever stands between the fields', async () => {
    const path = write('date\tproduct\tsku\tquantity\tmodel\n2026-08-01\tcopilot\tx\t1\tm\n');
    expect((await load(path, { scope: parseScope('org:lacks') })).message).toContain(
      'the column net_amount is missing',
    );
  });

  it('name lines in a unit that no total counts, with their number and sum, and load the others', async () => {
    const good = { organization: 'units', quantity: '5' };
    const lines = bill(
      good,
      { ...good, quantity: '30', gross: '0.6' },
      { ...good, quantity: '10.5', gross: '0.3' },
      good,
    )
      .replace('"30","ai-credits"', '"30","agent-hours"')
      .replace('"10.5","ai-credits"', '"10.5","agent-hours"');
    const { result, files } = await importFiles([write(lines)], { ...bench.tools, now: NOW });
    expect(result).toBe('partial');
    expect(files[0]).toMatchObject({ outcome: 'loaded', records: 2, rejected: 2, elsewhere: 0 });
    expect(files[0]?.rejectedLines).toEqual(
      [3, 4].map((line) => ({
        line,
        code: 'unknown_unit',
        path: 'unit_type',
        message: 'The line is counted in a unit that is neither AI credits nor requests, so no total counts it.',
      })),
    );
    expect(files[0]?.notices).toContain(
      'Unknown unit "agent-hours": 2 lines with a quantity of 40.5 and $0.9 gross left out. Totals of AI bills count AI credits and requests.',
    );
    expect(await sums('credit_usage', ['quantity'], 'org:units')).toEqual([[10]]);
  });

  it.each(['AI Credits', 'ai_credit', 'Credits'])('take the unit %s for AI credits', async (unit) => {
    const name = unit.toLowerCase().replace(/[ _]/, '-');
    const text = bill({ organization: `u-${name}`, quantity: '7' }).replace('"ai-credits"', `"${unit}"`);
    expect(await load(write(text))).toMatchObject({ outcome: 'loaded', report: 'ai-credit-usage', rejected: 0 });
    expect(await sums('credit_usage', ['quantity'], `org:u-${name}`, ['billed_unit'])).toEqual([['ai-credits', 7]]);
  });

  it('takes an activity report for the seats of its day', async () => {
    const path = write(
      [
        'report_time,login,last_authenticated_at,last_activity_at,last_surface_used',
        '2026-10-20T08:00:00Z,ada,2026-10-19T07:00:00Z,2026-10-18T23:30:00Z,vscode/1.105.0',
        '2026-10-20T08:00:00Z,bob,,None,None',
      ].join('\n'),
    );
    const file = await load(path, { scope: parseScope('org:active') });
    expect(file).toMatchObject({ outcome: 'loaded', report: 'seats', records: 2 });
    expect(await sums('seat_day', ['idle_days'], 'org:active', ['idle_band'])).toEqual([
      ['2-6', 2],
      ['never', null],
    ]);
  });

  it('is made again from the archive with the same content', async () => {
    const fresh = await openBench(folders.make());
    const { failed } = await replayMissing({
      ...fresh.tools,
      archive: bench.tools.archive,
      journal: bench.tools.journal,
    });
    expect(failed).toEqual([]);
    const [before, after] = [await bench.store.digests(), await fresh.store.digests()];
    for (const table of ['credit_usage', 'premium_request_usage', 'billing_usage', 'seat_day', 'ledger_day'])
      expect([table, after.get(table)]).toEqual([table, before.get(table)]);
    await fresh.close();
  });
});
