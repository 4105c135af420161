import { readdirSync } from 'node:fs';
import { FACTS, type FactSource } from '@flightdeck/catalog';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createReader, type Reader } from './process/reader.ts';
import type { NormaliseTask } from './process/task.ts';
import { createWorkFolder, query, readExample, removeWorkFolder, writeTask } from './testing.ts';

type Kind = Pick<NormaliseTask, 'report' | 'userGrain'>;
type Json = Record<string, unknown>;

let workFolder: string;
let reader: Reader;

beforeAll(async () => {
  workFolder = await createWorkFolder();
  reader = createReader({ workFolder, threads: 1, memoryLimitMb: 300 });
});

afterAll(async () => {
  await reader.close();
  await removeWorkFolder(workFolder);
});

async function normalise(lines: readonly (string | object)[], kind: Kind) {
  return reader.normalise(await writeTask(workFolder, lines, kind));
}

/** Every example file of a report; an entry a report, because the page of the docs shows two enterprises in one file. */
const EXAMPLES: readonly (readonly [name: string, kind: Kind, record: number | null])[] = [
  ['synthetic/users-1-day.organization.ndjson', { report: 'users-1-day' }, null],
  ['synthetic/users-1-day.enterprise.ndjson', { report: 'users-1-day' }, null],
  ['synthetic/users-28-day.enterprise.user-day-rows.ndjson', { report: 'users-28-day', userGrain: 'day' }, null],
  ['synthetic/users-28-day.enterprise.one-row-per-user.ndjson', { report: 'users-28-day', userGrain: 'window' }, null],
  ['synthetic/enterprise-1-day.ndjson', { report: 'aggregate-1-day' }, null],
  ['synthetic/organization-1-day.ndjson', { report: 'aggregate-1-day' }, null],
  ['synthetic/enterprise-28-day.ndjson', { report: 'aggregate-28-day' }, null],
  ['synthetic/organization-28-day.ndjson', { report: 'aggregate-28-day' }, null],
  ['synthetic/repos-1-day.ndjson', { report: 'repos-1-day' }, null],
  ['synthetic/user-teams-1-day.enterprise.ndjson', { report: 'user-teams-1-day' }, null],
  ['docs/users-1-day.2026-spring.json', { report: 'users-1-day' }, null],
  ['docs/users-1-day.2026-spring.ndjson', { report: 'users-1-day' }, null],
  ['docs/users-1-day.2026-autumn.json', { report: 'users-1-day' }, null],
  ['docs/users-1-day.2026-autumn.ndjson', { report: 'users-1-day' }, null],
  ['docs/users-1-day.organization.partial.ndjson', { report: 'users-1-day' }, null],
  ['docs/user-teams-1-day.organization.ndjson', { report: 'user-teams-1-day' }, null],
  ['docs/repos-1-day.2026-summer.approx.ndjson', { report: 'repos-1-day' }, null],
  ['docs/enterprise-28-day.2026-spring.json', { report: 'aggregate-28-day' }, 0],
  ['docs/enterprise-28-day.2026-spring.json', { report: 'aggregate-28-day' }, 1],
];

/** Not reports: the answer "no report yet", a result of the docs' join, a part of a record. */
const NO_REPORTS = [
  'synthetic/report-not-ready-body.json',
  'docs/team-join-expected.json',
  'docs/agent-loc-fragment.json',
];

function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, step) => (inner as Json | null | undefined)?.[step], value);
}

/** Rows and the sum of every number of a source, by plain loops over parsed JSON. */
function addUp(source: FactSource, records: readonly Json[], numbers: ReadonlySet<string>) {
  const sums = new Map<string, number>();
  let rows = 0;
  for (const record of records) {
    const found = source.at === '' ? [record] : [at(record, source.at.replace('[]', '')) ?? []].flat();
    rows += found.length;
    for (const [name, paths] of Object.entries(source.paths)) {
      if (!numbers.has(name)) continue;
      for (const element of found) {
        const values = paths.map((path) => (path.startsWith('^') ? at(record, path.slice(1)) : at(element, path)));
        const value = values.find((each) => typeof each === 'number');
        if (typeof value === 'number') sums.set(name, (sums.get(name) ?? 0) + value);
      }
    }
  }
  return { rows, sums };
}

describe("GitHub's example files", () => {
  it('are all used', () => {
    const folder = new URL('../../../../fixtures/github/examples/', import.meta.url);
    const present = ['docs', 'synthetic'].flatMap((part) =>
      readdirSync(new URL(part, folder)).map((f) => `${part}/${f}`),
    );
    const used = new Set([...EXAMPLES.map(([name]) => name), ...NO_REPORTS]);
    expect(present.filter((name) => !used.has(name))).toEqual([]);
  });

  it.each(EXAMPLES)('%s gives every fact the rows and sums that stand in it', async (name, kind, only) => {
    const lines = (await readExample(name)).filter((_, index) => only === null || index === only);
    const result = await normalise(lines, kind);
    const wrapped = lines.flatMap((line) => (line.day_totals ?? []) as Json[]);
    expect(result.facts.length).toBeGreaterThan(0);
    for (const written of result.facts) {
      const fact = FACTS.find((each) => each.name === written.fact);
      if (!fact) throw new Error(`Unknown fact ${written.fact}`);
      const records = kind.report === 'aggregate-28-day' && fact.report === 'aggregate-1-day' ? wrapped : lines;
      const numbers = new Set(
        fact.columns.filter(({ type }) => ['count', 'decimal', 'number', 'id'].includes(type)).map((c) => c.name),
      );
      const parts = fact.sources.map((source) => addUp(source, records, numbers));
      expect(written.rows, fact.name).toBe(parts.reduce((sum, { rows }) => sum + rows, 0));
      const names = [...numbers];
      const select = `SELECT ${names.map((name) => `coalesce(sum("${name}"), 0)::DOUBLE`).join(', ')} FROM fact`;
      const [sums] = names.length > 0 ? await query(result, fact.name, select) : [[]];
      names.forEach((name, index) => {
        const expected = parts.reduce((sum, part) => sum + (part.sums.get(name) ?? 0), 0);
        expect(sums?.[index], `${fact.name}.${name}`).toBeCloseTo(expected, 6);
      });
    }
  });

  it('give alice the row that stands in the file', async () => {
    const result = await normalise(await readExample('synthetic/users-1-day.organization.ndjson'), {
      report: 'users-1-day',
    });
    expect(result.days).toEqual([{ day: '2026-10-05', records: 2 }]);
    const select = `SELECT scope, day::VARCHAR, user_login, ai_credits_used::VARCHAR, loc_added_sum, used_copilot_cloud_agent,
      used_copilot_code_review_passive, ai_adoption_phase_number, ai_adoption_phase FROM fact WHERE user_id = 1001`;
    expect(await query(result, 'user_day', select)).toEqual([
      ['github.com/org/octo', '2026-10-05', 'alice', '12.500000000', 480n, true, null, 3n, 'Phase 3'],
    ]);
    const surfaces = `SELECT surface, session_count, prompt_tokens_sum, total_user_messages, cli_version FROM fact
      WHERE user_id = 1001 ORDER BY surface`;
    expect(await query(result, 'user_day_surface', surfaces)).toEqual([
      ['cli', 2n, 3800n, null, '1.0.88'],
      ['copilot_app', 1n, 5400n, null, null],
      ['vscode_agent', 4n, null, 20n, null],
    ]);
    const names = 'SELECT kind, name, interaction_count FROM fact WHERE user_id = 1001 ORDER BY ALL';
    expect(await query(result, 'user_day_customization', names)).toEqual([
      ['custom_agent', 'general-purpose', 4n],
      ['mcp', 'github-mcp-server', 8n],
      ['plugin', 'other', 2n],
      ['skill', 'other', 5n],
      ['slash_cmd', '/plan', 3n],
      ['slash_cmd', 'custom', 1n],
    ]);
  });
});
