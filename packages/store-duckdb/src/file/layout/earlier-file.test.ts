import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { ask, loadCompany, loadFacts } from '@flightdeck/store/conformance';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDuckdbStore } from '../../open-store.ts';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flightdeck-earlier-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

it('brings a file from before repositories had names and engagements a column of their own up to date', async () => {
  const file = join(folder, 'flightdeck.duckdb');
  const first = await openDuckdbStore({ file, readFolders: [folder] });
  await loadCompany(first, folder);
  const digests = await first.digests();
  await first.close();

  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  for (const table of ['repository', 'repository_name']) await connection.run(`DROP TABLE ${table}`);
  await connection.run('ALTER TABLE feature_engagement RENAME COLUMN engagement_feature TO feature');
  connection.closeSync();
  instance.closeSync();

  const store = await openDuckdbStore({ file, readFolders: [folder] });
  const where = [{ dimension: 'organization', values: ['acme'] }];
  const by = async (metric: string, dimension: string) =>
    (await ask(store, { metrics: [metric], by: [dimension], where })).rows;
  expect(await by('pull_requests_created', 'repository')).toEqual([
    { repository: 'acme/api', pull_requests_created: 1 },
    { repository: 'acme/site', pull_requests_created: 4 },
  ]);
  expect(await by('feature_engaged_users', 'engagement_feature')).toEqual([
    { engagement_feature: 'code_completion', feature_engaged_users: 3 },
    { engagement_feature: 'copilot_cli', feature_engaged_users: 1 },
  ]);
  expect(await store.digests()).toEqual(digests);
  await store.close();
});

it('joins the grants of a person in a file from before plan and activity were the person’s', async () => {
  const file = join(folder, 'flightdeck.duckdb');
  const first = await openDuckdbStore({ file, readFolders: [folder] });
  const columns = ['day', 'line', 'user_id', 'user_login', 'plan', 'seat_created', 'quiet_days', 'idle_band'];
  const rows = [
    ['2026-11-20', 1, 1, 'ada', 'business', '2026-11-18', 2, 'never'],
    ['2026-11-20', 2, 1, 'ada', 'enterprise', '2026-02-01', 90, 'never'],
  ];
  for (const [sha256, kept] of [
    ['two grants', rows],
    ['one grant', rows.slice(0, 1)],
  ] as const) {
    const fetchedAt = `2026-11-20T0${kept.length === 2 ? 6 : 7}:00:00.000Z`;
    await loadFacts(first, folder, [{ scope: 'org:acme', fact: 'seat_day', columns, rows: kept }], {
      sha256,
      fetchedAt,
    });
  }
  await first.close();

  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  for (const table of ['seat_day', 'history_seat_day']) {
    for (const column of ['grant_plan', 'charged']) await connection.run(`ALTER TABLE ${table} DROP COLUMN ${column}`);
  }
  connection.closeSync();
  instance.closeSync();

  const store = await openDuckdbStore({ file, readFolders: [folder] });
  const range = { from: '2026-11-20', to: '2026-11-20' };
  const metrics = ['seats_unused_30', 'idle_seat_cost', 'seat_grants'];
  const known = async (asOf: string | null) => (await ask(store, { metrics, range, asOf })).rows;
  expect(await known('2026-11-20T06:30:00.000Z')).toEqual([{ seats_unused_30: 1, idle_seat_cost: 39, seat_grants: 2 }]);
  expect(await known(null)).toEqual([{ seats_unused_30: 0, idle_seat_cost: 0, seat_grants: 1 }]);
  await store.close();
});
