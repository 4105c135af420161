import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DAILY_REPORTS, parseScope } from '@flightdeck/catalog';
import { afterAll, expect, test } from 'vitest';
import { createFolders, openBench, SMALL_NOW, startSmall } from '../testing.ts';
import { dayKey, planSync } from './plan/plan.ts';
import { syncOnce } from './run.ts';

const ORG = parseScope('org:aurora-works');
const RANGE = { from: '2026-10-20', to: '2026-10-21' };
const folders = createFolders();

afterAll(() => folders.clear());

test('a final day is asked for once more when its archived file is lost, and its neighbours are not', () => {
  const row = { report: 'users-1-day', state: 'present', source: 'users-1-day', via: 'api', records: 1 } as const;
  const rest = { sha256: 'ab', fetchedAt: '2026-10-31T00:00:00Z', restated: 0, code: null, message: null };
  const days = ['2026-10-20', '2026-10-21'];
  const ledger = DAILY_REPORTS.flatMap((report) =>
    days.map((day) => ({ ...row, ...rest, report, source: report, scope: 'org:aurora-works', day })),
  );
  const plan = { scopes: [ORG], ledger, now: SMALL_NOW, range: RANGE };
  expect(planSync(plan)).toEqual([]);
  const lost = new Set([dayKey('org:aurora-works', 'users-1-day', '2026-10-21')]);
  expect(planSync({ ...plan, lost }).map(({ report, days: asked }) => [report, asked])).toEqual([
    ['users-1-day', ['2026-10-21']],
  ]);
});

test('a lost archived file comes back with its day, with and without the database', async () => {
  const folder = folders.make();
  const { github, close } = await startSmall();
  let bench = await openBench(folder);
  const sync = () => syncOnce({ ...bench.tools, github, scopes: [ORG], now: SMALL_NOW, range: RANGE });
  expect(await sync()).toMatchObject({ result: 'ok' });
  const whole = await bench.store.digests();
  const landing = (await bench.store.ledger.landings()).find(({ report }) => report === 'users-1-day');
  const file = join(bench.tools.archive, landing?.archivePath ?? '');
  for (const lose of [() => rmSync(file), () => writeFileSync(file, 'rot')]) {
    lose();
    expect(await sync()).toMatchObject({ result: 'ok', loaded: 0 });
    expect(existsSync(file)).toBe(true);
  }
  await bench.close();
  rmSync(file);
  rmSync(join(folder, 'db'), { recursive: true });
  bench = await openBench(folder);
  // What the journal promises and nobody can load is named, and fetched in the same run.
  const mended = await sync();
  expect(mended.failed).toMatchObject([{ code: 'archive_missing', report: 'users-1-day' }]);
  expect(await bench.store.digests()).toEqual(whole);
  expect(await sync()).toMatchObject({ result: 'ok', failed: [] });
  await bench.close();
  await close();
});
