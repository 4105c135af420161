import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { FACTS } from '@flightdeck/catalog';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tableOf } from '../layout/layout.ts';
import { compileDocuments } from './documents.ts';
import { type FactRows, readFactFiles } from './fact-rows.ts';
import { openWorkbench, readRows, streamTexts, type Workbench } from './workbench.ts';

const folder = mkdtempSync(join(tmpdir(), 'flightdeck-documents-'));
const file = join(folder, 'user_day.parquet');
let bench: Workbench;
let rows: FactRows;

beforeAll(async () => {
  const writer = await (await DuckDBInstance.create(':memory:')).connect();
  await writer.run(
    `COPY (SELECT 'org:acme' AS scope, DATE '2026-10-31' AS day, 1::BIGINT AS user_id, 'a"d' AS user_login,
       3::BIGINT AS user_initiated_interaction_count, 9007199254740993::BIGINT AS code_generation_activity_count,
       1.000000001::DECIMAL(28,9) AS ai_credits_used, 2::BIGINT AS ai_adoption_phase_number, true AS used_chat
     UNION ALL SELECT 'org:acme', DATE '2026-10-31', 2, repeat('bob', 400), 0, 5, NULL, NULL, false)
     TO '${file}' (FORMAT parquet)`,
  );
  bench = await openWorkbench([folder]);
  const facts = FACTS.filter(({ report }) => report === 'users-1-day');
  const batch = { scope: 'org:acme', report: 'users-1-day', files: [{ fact: 'user_day', file }] } as const;
  rows = await readFactFiles(bench.connection, batch, facts, ['2026-10-31']);
  for (const statement of [
    `CREATE TEMP TABLE load_number AS SELECT DATE '2026-10-31' AS day, 7::BIGINT AS load`,
    `CREATE TEMP TABLE member AS SELECT DATE '2026-10-31' AS day, 1::BIGINT AS user_id, 11::BIGINT AS team_id, 'web' AS team
     UNION ALL SELECT DATE '2026-10-31', 1, 12, 'core'`,
    `CREATE TEMP TABLE overlap AS SELECT DATE '2026-10-31' AS day, 2::BIGINT AS user_id, '["globex"]' AS also_in`,
  ]) {
    await readRows(bench.connection, statement);
  }
});

afterAll(() => {
  bench.close();
  rmSync(folder, { recursive: true });
});

async function documents(fact: string, kind: Parameters<typeof tableOf>[1]): Promise<readonly [object, string][]> {
  const found: [object, string][] = [];
  for await (const texts of streamTexts(bench.connection, compileDocuments('fd', tableOf(fact, kind), rows))) {
    for (const text of texts) {
      const [head = '', body = ''] = text.split('\n');
      found.push([JSON.parse(head) as object, body]);
    }
  }
  return found.sort(([, a], [, b]) => (a < b ? -1 : 1));
}

describe('documents of a fact', () => {
  it('hold the row, its teams of the day and where else it counts; what is null is left out', async () => {
    const [ada, bob] = (await documents('user_day', 'fact')).map(([, body]) => body);
    expect(ada).toContain('"code_generation_activity_count":9007199254740993');
    expect(JSON.parse(ada ?? '')).toMatchObject({
      table: 'user_day',
      scope: 'org:acme',
      organization: 'acme',
      day: '2026-10-31',
      weekday: 6,
      load: 7,
      user_login: 'a"d',
      ai_credits_used: 1.000000001,
      ai_credits_used_whole: 1,
      ai_credits_used_nano: 1,
      used_chat: true,
      team_id: [11, 12],
      team: ['web', 'core'],
    });
    expect(JSON.parse(bob ?? '')).toMatchObject({
      user_login: 'bob'.repeat(400),
      also_in: ['globex'],
      used_chat: false,
    });
    expect(Object.keys(JSON.parse(bob ?? '') as object)).not.toContain('ai_credits_used');
  });

  it('have an id of grain and load, the same each time', async () => {
    const first = (await documents('user_day', 'fact')).map(([head]) => head);
    const again = (await documents('user_day', 'fact')).map(([head]) => head);
    expect(again).toEqual(first);
    expect(new Set(first.map((head) => JSON.stringify(head))).size).toBe(2);
    expect(first[0]).toMatchObject({
      index: { _index: 'fd-facts-2026-10', _id: expect.stringMatching(/^[0-9a-f]{32}$/) },
    });
  });

  it('have ids of 32 bytes, however long the names are: an engine takes 512', async () => {
    const heads = (await documents('user_day', 'fact')).map(([head]) => head as { index: { _id: string } });
    expect(heads.length).toBe(2);
    for (const { index } of heads) expect(index._id).toMatch(/^[0-9a-f]{32}$/);
  });

  it('are added up by day and by team, with the people that count', async () => {
    const byDay = (await documents('user_day', 'day_rollup')).map(([, body]) => JSON.parse(body) as object);
    expect(byDay).toMatchObject([
      { also_in: ['globex'], row_count: 1, active_people: 0, active_people_known: 1, chat_people: 0 },
      { row_count: 1, active_people: 1, chat_people: 1 },
    ]);
    const byTeam = (await documents('user_day', 'team_day_rollup')).map(([, body]) => JSON.parse(body) as object);
    expect(byTeam).toMatchObject([
      { team_id: 11, team: 'web', active_people: 1 },
      { team_id: 12, team: 'core', active_people: 1 },
    ]);
  });
});
