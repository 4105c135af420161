import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FACTS, type FactName, parseScope } from '@flightdeck/catalog';
import type { Scan } from '@flightdeck/query';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replayMissing } from '../replay/replay.ts';
import { type Bench, createFolders, openBench } from '../testing.ts';
import { importFiles } from './import-files.ts';
import type { ImportOptions } from './options.ts';

const REST = fileURLToPath(new URL('../../../../fixtures/github/examples/rest/', import.meta.url));
const METRICS = join(REST, 'metrics-legacy__get__orgs-org-copilot-metrics__200.json');
const USAGE = join(REST, 'usage-legacy__get__orgs-org-copilot-usage__200.json');
const ENTERPRISE_USAGE = join(REST, 'usage-legacy__get__enterprises-enterprise-copilot-usage__200.json');
const NOW = new Date('2026-11-01T12:00:00Z');
const ACME = parseScope('org:acme');
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
  const { files } = await importFiles(paths, { ...bench.tools, now: NOW, scope: ACME, ...options });
  return files;
}

/** Sums of columns, by keys where some are asked for. */
async function sums(fact: FactName, columns: readonly string[], by: Scan['by'] = [], scope = 'org:acme') {
  const rows = await bench.store.scan({
    id: 'test',
    fact,
    scopes: [scope],
    range: { from: '2023-01-01', to: '2026-12-31' },
    by,
    where: [],
    once: false,
    measures: columns.map((column) => ({ name: column, aggregate: 'sum', column, when: [] })),
  });
  return rows.map((row) => [...row.keys, ...row.values]).sort((a, b) => (String(a) < String(b) ? -1 : 1));
}

type UsageDay = Readonly<Record<string, number>> & { readonly breakdown: readonly Readonly<Record<string, unknown>>[] };

const COMPLETIONS = ['suggestions', 'acceptances', 'lines_suggested', 'lines_accepted'];

describe("GitHub's older APIs", () => {
  it('copilot/metrics imports with totals equal to the file', async () => {
    const [file] = await load([METRICS]);
    expect(file).toMatchObject({ outcome: 'loaded', report: 'legacy-metrics', lines: 1, records: 1, rejected: 0 });
    expect(file?.range).toEqual({ from: '2024-06-24', to: '2024-06-24' });
    // 249+496+112+132, 123+253+56+67, 225+520+143+154, 135+270+61+72: added up by hand.
    expect(await sums('legacy_completion_day', COMPLETIONS)).toEqual([[989, 499, 1042, 538]]);
    expect(await sums('legacy_total_day', COMPLETIONS)).toEqual([[989, 499, 1042, 538]]);
    expect(await sums('legacy_total_day', ['chat_turns', 'chat_insertions', 'chat_copies', 'chat_accepted'])).toEqual([
      [55, 23, 19, 42],
    ]);
    expect(await sums('legacy_completion_day', ['suggestions', 'engaged_users'], ['ide', 'model', 'language'])).toEqual(
      [
        ['neovim', 'a-custom-model', 'go', 132, 4],
        ['neovim', 'a-custom-model', 'typescript', 112, 3],
        ['vscode', 'default', 'python', 249, 6],
        ['vscode', 'default', 'ruby', 496, 7],
      ],
    );
    expect(await sums('legacy_chat_day', ['chat_turns', 'chat_insertions', 'chat_copies', 'chat_accepted'])).toEqual([
      [55, 23, 19, 42],
    ]);
    expect(await sums('legacy_dotcom_chat_day', ['dotcom_chat_turns', 'engaged_users'])).toEqual([[38, 14]]);
    expect(await sums('legacy_pull_request_day', ['pull_request_summaries'])).toEqual([[16]]);
    const people = ['active_users', 'engaged_users', 'completion_users', 'chat_users', 'dotcom_chat_users'];
    expect(await sums('legacy_total_day', [...people, 'pull_request_users'])).toEqual([[24, 20, 20, 13, 14, 12]]);
  });

  it('meets no unknown field in them', async () => {
    expect(await bench.store.ledger.unknownFields()).toEqual([]);
  });

  it.each([
    ['org:usage', USAGE],
    ['enterprise:usage', ENTERPRISE_USAGE],
  ])('copilot/usage imports for %s with totals equal to the file', async (scope, path) => {
    const days = JSON.parse(readFileSync(path, 'utf8')) as UsageDay[];
    const [file] = await load([path], { scope: parseScope(scope) });
    expect(file).toMatchObject({ outcome: 'loaded', report: 'legacy-usage', lines: days.length, rejected: 0 });
    const total = (key: string) => days.reduce((sum, day) => sum + Number(day[key]), 0);
    const reported = [
      'total_suggestions_count',
      'total_acceptances_count',
      'total_lines_suggested',
      'total_lines_accepted',
    ];
    // GitHub's own examples do not add up: their breakdown is kept as it is, beside the totals.
    const parts = (key: string) =>
      days.flatMap((day) => day.breakdown).reduce((sum, part) => sum + Number(part[key]), 0);
    const keys = ['suggestions_count', 'acceptances_count', 'lines_suggested', 'lines_accepted'];
    expect(await sums('legacy_completion_day', COMPLETIONS, [], scope)).toEqual([keys.map(parts)]);
    expect(await sums('legacy_total_day', COMPLETIONS, [], scope)).toEqual([reported.map(total)]);
    expect(await sums('legacy_usage_day', COMPLETIONS, [], scope)).toEqual([reported.map(total)]);
    expect(await sums('legacy_chat_day', ['chat_turns', 'chat_accepted', 'chat_insertions'], [], scope)).toEqual([
      [total('total_chat_turns'), total('total_chat_acceptances'), null],
    ]);
  });

  it('changes nothing when imported again', async () => {
    const before = await bench.store.digests();
    const files = await load([METRICS]);
    expect(files.map(({ outcome }) => outcome)).toEqual(['unchanged']);
    expect(await bench.store.digests()).toEqual(before);
  });

  it('counts the newer API where both have a day, in whichever order they come, and keeps the other', async () => {
    const both = { day: '2024-11-05', total_suggestions_count: 700, total_active_users: 9, breakdown: [] as object[] };
    both.breakdown = [{ language: 'go', editor: 'vscode', suggestions_count: 700, acceptances_count: 300 }];
    const newer = (JSON.parse(readFileSync(METRICS, 'utf8')) as object[]).map((day) => ({
      ...day,
      date: '2024-11-05',
    }));
    const [old, now] = [join(bench.folder, 'old.json'), join(bench.folder, 'now.json')];
    writeFileSync(old, JSON.stringify([both]));
    writeFileSync(now, JSON.stringify(newer));
    for (const [slug, paths] of [
      ['first', [old, now]],
      ['last', [now, old]],
    ] as const) {
      for (const path of paths) await load([path], { scope: parseScope(`org:${slug}`) });
      expect(await sums('legacy_completion_day', ['suggestions'], [], `org:${slug}`)).toEqual([[989]]);
      expect(await sums('legacy_usage_day', ['suggestions'], [], `org:${slug}`)).toEqual([[700]]);
    }
  });

  it('takes no day after GitHub closed the API for a report of it', async () => {
    const [day] = JSON.parse(readFileSync(METRICS, 'utf8')) as object[];
    const path = join(bench.folder, 'late.json');
    writeFileSync(
      path,
      JSON.stringify([
        { ...day, date: '2026-04-02' },
        { ...day, date: '2026-04-03' },
      ]),
    );
    const [file] = await load([path], { scope: parseScope('org:late') });
    expect(file).toMatchObject({ lines: 2, records: 1, rejected: 1, range: { from: '2026-04-02', to: '2026-04-02' } });
    expect(await sums('legacy_completion_day', ['suggestions'], [], 'org:late')).toEqual([[989]]);
    const usage = join(bench.folder, 'late-usage.json');
    writeFileSync(usage, JSON.stringify([{ day: '2025-03-02', total_suggestions_count: 7, breakdown: [] }]));
    const [refused] = await load([usage], { scope: parseScope('org:late') });
    expect(refused).toMatchObject({ outcome: 'refused' });
    expect(JSON.stringify(refused)).toContain('GitHub closed this API before the day');
  });

  it('leaves out a hostile day of a file and loads the others', async () => {
    const deep = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
    const days = [
      `{"date":"2024-07-01","total_engaged_users":1,"copilot_ide_chat":${deep}}`,
      '{"date":"2024-07-02","total_engaged_users":1.5}',
      '{"date":"2024-07-03","total_engaged_users":3,"copilot_ide_code_completions":{"editors":{"name":"vscode"}}}',
      '{"date":"2024-07-04","total_engaged_users":4,"copilot_ide_code_completions":null}',
      '{"date":"2024-07-05","total_engaged_users":5,"copilot_ide_code_completions":{"editors":[{"name":"__proto__","models":null},{"name":"x","models":[{"name":null,"languages":[{"name":"go","total_code_suggestions":9007199254740993}]}]}]}}',
    ];
    const path = join(bench.folder, 'hostile.ndjson');
    writeFileSync(path, days.join('\n'));
    const [file] = await load([path], { scope: parseScope('org:hostile') });
    expect(file).toMatchObject({ outcome: 'loaded', records: 2, rejected: 3 });
    expect(file?.rejectedLines.map(({ line, code }) => [line, code])).toEqual([
      [1, 'too_deep'],
      [2, 'not_integer'],
      [3, 'wrong_type'],
    ]);
    expect(await sums('legacy_total_day', ['engaged_users', 'suggestions'], [], 'org:hostile')).toEqual([
      [9, 9007199254740993n],
    ]);
  });

  it('asks whose files they are, because they do not say', async () => {
    const { files } = await importFiles([METRICS], { ...bench.tools, now: NOW });
    expect(files[0]).toMatchObject({ outcome: 'refused', code: 'scope_needed' });
  });

  it('takes files of teams, one after the other, beside their organization', async () => {
    const scope = parseScope('org:teams');
    const metrics = join(REST, 'metrics-legacy__get__orgs-org-team-team-slug-copilot-metrics__200.json');
    const usage = join(REST, 'usage-legacy__get__orgs-org-team-team-slug-copilot-usage__200.json');
    for (const [team, path] of [
      ['web', metrics],
      ['data', metrics],
      ['web', usage],
      ['web', metrics],
    ] as const) {
      const [file] = await load([path], { scope, team });
      expect(file).toMatchObject({ report: 'legacy-team-metrics', rejected: 0, code: null });
    }
    expect(await sums('legacy_team_total_day', ['suggestions'], ['legacy_team', 'day'] as never, 'org:teams')).toEqual([
      ['data', '2024-06-24', 989],
      ['web', '2023-10-15', 1000],
      ['web', '2023-10-16', 800],
      ['web', '2024-06-24', 989],
    ]);
    expect(await sums('legacy_total_day', ['suggestions'], [], 'org:teams')).toEqual([[null]]);
    const again = await load([metrics], { scope, team: 'data' });
    expect(again[0]).toMatchObject({ outcome: 'unchanged' });
    const csv = join(REST, '../csv/ai-usage-report.2026-08.csv');
    expect((await load([csv], { scope, team: 'data' }))[0]).toMatchObject({ outcome: 'refused', code: 'not_report' });
  });

  it('is made again from the archive with the same content', async () => {
    const fresh = await openBench(folders.make());
    const { archive, journal } = bench.tools;
    expect((await replayMissing({ ...fresh.tools, archive, journal })).failed).toEqual([]);
    const [before, after] = [await bench.store.digests(), await fresh.store.digests()];
    for (const { name } of FACTS.filter((fact) => fact.name.startsWith('legacy_')))
      expect([name, after.get(name)]).toEqual([name, before.get(name)]);
    await fresh.close();
  });
});
