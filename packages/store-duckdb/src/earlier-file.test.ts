import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { ask, loadCompany } from '@flightdeck/store/conformance';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDuckdbStore } from './open-store.ts';

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
