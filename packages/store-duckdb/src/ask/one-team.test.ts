import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Scan } from '@flightdeck/query';
import type { Store } from '@flightdeck/store';
import { loadFacts } from '@flightdeck/store/conformance';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDuckdbStore } from '../open-store.ts';
import { NONE_STALE } from '../rollup/stale-buckets.ts';
import { compileScan } from './compile.ts';

let folder = '';
let store: Store;

/** Ada works 10 and is in teams 11 and 13, which took the name frontend when 11 was renamed to web; bob works 6 and is in 11. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flightdeck-one-team-'));
  store = await openDuckdbStore({ file: join(folder, 'db', 'flightdeck.duckdb'), readFolders: [folder] });
  const work = {
    scope: 'org:acme',
    fact: 'user_day',
    columns: ['day', 'user_id', 'user_login', 'code_generation_activity_count'],
    rows: [
      ['2026-10-30', 1, 'ada', 10],
      ['2026-10-30', 2, 'bob', 6],
    ],
  };
  const members = {
    scope: 'org:acme',
    fact: 'user_team_day',
    columns: ['day', 'user_id', 'team_id', 'team_slug', 'user_login'],
    rows: [
      ['2026-10-29', 1, 11, 'frontend', 'ada'],
      ['2026-10-30', 1, 11, 'web', 'ada'],
      ['2026-10-30', 2, 11, 'web', 'bob'],
      ['2026-10-30', 1, 13, 'frontend', 'ada'],
    ],
  };
  await loadFacts(store, folder, [work]);
  await loadFacts(store, folder, [members]);
});

afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

const ofTeams = (...values: string[]): Scan => ({
  id: 'rows:user_day',
  fact: 'user_day',
  scopes: ['org:acme'],
  range: { from: '2026-10-29', to: '2026-10-30' },
  by: [],
  where: [{ dimension: 'team', is: 'in', values }],
  once: false,
  measures: [{ name: 'generated', aggregate: 'sum', column: 'code_generation_activity_count', when: [] }],
});

it.each([
  [['web'], 16],
  [['frontend'], 10],
  [['web', 'frontend'], 16],
  [['nobody'], null],
])('adds up the members of %s, nobody twice', async (names, sum) => {
  expect((await store.scan(ofTeams(...names)))[0]?.values).toEqual([sum]);
});

it('reads one team from what is added up by team, and teams that may share people from their members', () => {
  const sqlOf = (isOfOneTeam: boolean) => compileScan(ofTeams('web'), { stale: NONE_STALE, isOfOneTeam })[0]?.sql;
  expect(sqlOf(true)).toContain('FROM "team_day_rollup_user_day" AS f WHERE');
  expect(sqlOf(false)).toContain('FROM "user_day" AS f WHERE');
});
