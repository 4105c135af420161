import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseScope } from '@flightdeck/catalog';
import { afterEach, expect, test } from 'vitest';
import { importFiles } from '../../import/import-files.ts';
import { type Bench, createFolders, openBench, SMALL, SMALL_NOW, SMALL_RANGE, startSmall } from '../../testing.ts';
import { syncOnce } from '../run.ts';
import { describeFailures } from './describe-failures.ts';

const ORG = parseScope('org:aurora-works');
const folders = createFolders();
const closing: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const open of closing.splice(0).reverse()) await open.close();
  folders.clear();
});

async function bench(): Promise<Bench> {
  const opened = await openBench(folders.make());
  closing.push(opened);
  return opened;
}

async function small(options: Parameters<typeof startSmall>[0] = {}): ReturnType<typeof startSmall> {
  const started = await startSmall(options);
  closing.push(started);
  return started;
}

test('a second sync changes nothing and asks only for days that may still change', async () => {
  const { tools, store } = await bench();
  const { github } = await small();
  const sync = () => syncOnce({ ...tools, github, scopes: [ORG], now: SMALL_NOW, range: SMALL_RANGE });
  const first = await sync();
  expect(first).toMatchObject({ result: 'ok', failed: [], rejected: 0 });
  const digests = await store.digests();
  const second = await sync();
  expect(second).toMatchObject({ result: 'ok', loaded: 0, failed: [] });
  expect(await store.digests()).toEqual(digests);
});

const DAY = { from: '2026-10-22', to: '2026-10-22' };
type Small = Awaited<ReturnType<typeof small>>;
type Rules = NonNullable<NonNullable<Parameters<typeof startSmall>[0]>['faults']>['rules'];

function faults(...rules: Rules): Parameters<typeof startSmall>[0] {
  return { shardsPerReport: 3, faults: { seed: 1, rules } };
}

const syncDay = ({ tools }: Bench, { github }: Small, more: Partial<Parameters<typeof syncOnce>[0]> = {}) =>
  syncOnce({ ...tools, github, scopes: [ORG], now: SMALL_NOW, range: DAY, ...more });

const stateOf = async ({ store }: Bench, report: string) =>
  (await store.ledger.days()).filter((row) => row.report === report).map(({ day, state, code }) => [day, state, code]);

test('when one file of three fails the day is not loaded, the run is partial, and the next run fills the hole', async () => {
  const opened = await bench();
  const broken = await small(faults({ fault: 'cut-body', match: 'users-1-day/2026-10-22/3', maxConsecutive: 99 }));
  const first = await syncDay(opened, broken);
  expect(first).toMatchObject({ result: 'partial', loaded: 3 });
  expect(first.failed.map(({ scope, report, day }) => [scope, report, day])).toEqual([
    ['org:aurora-works', 'users-1-day', '2026-10-22'],
  ]);
  expect(await stateOf(opened, 'users-1-day')).toEqual([['2026-10-22', 'failed', first.failed[0]?.code]]);
  expect((await opened.store.ledger.landings()).filter(({ report }) => report === 'users-1-day')).toEqual([]);
  const second = await syncDay(opened, await small({ shardsPerReport: 3 }));
  expect(second).toMatchObject({ result: 'ok', loaded: 1, unchanged: 3 });
  expect(await stateOf(opened, 'users-1-day')).toEqual([['2026-10-22', 'present', null]]);
});

test('of a file that ends in the middle of a line nothing is loaded, and the line is in the ledger', async () => {
  const opened = await bench();
  const { github } = await small(faults({ fault: 'truncated', match: 'users-1-day', times: 1 }));
  const result = await syncDay(opened, { github } as Small);
  expect(result.failed.map(({ day, code }) => [day, code])).toEqual([['2026-10-22', 'truncated_line']]);
  expect((await opened.store.digests()).get('user_day')).toBe('0-0-0');
  expect((await opened.store.ledger.rejectedLines()).map(({ code }) => code)).toEqual(['truncated_line']);
  expect(await syncDay(opened, { github } as Small)).toMatchObject({ result: 'ok', loaded: 1 });
});

test('an answer with the report of another day is not loaded', async () => {
  const opened = await bench();
  const wrong = await small(
    faults(
      { fault: 'wrong-day', match: 'aggregate-1-day', maxConsecutive: 99 },
      { fault: 'wrong-day', match: 'organization-1-day', maxConsecutive: 99 },
    ),
  );
  const result = await syncDay(opened, wrong);
  expect(result.failed.map(({ report, day, code }) => [report, day, code])).toEqual([
    ['aggregate-1-day', '2026-10-22', 'other_day'],
  ]);
  expect(await stateOf(opened, 'aggregate-1-day')).toEqual([['2026-10-22', 'failed', 'other_day']]);
});

test('an expired link is asked for once more', async () => {
  const opened = await bench();
  const result = await syncDay(opened, await small(faults({ fault: 'expired', match: 'users-1-day', times: 1 })));
  expect(result).toMatchObject({ result: 'ok', loaded: 4, failed: [] });
});

test('a report that is switched off is named once and stops no other report', async () => {
  const opened = await bench();
  const { github, simulator } = await small(faults({ fault: 'policy-off', match: 'repos-1-day', maxConsecutive: 99 }));
  const result = await syncOnce({ ...opened.tools, github, scopes: [ORG], now: SMALL_NOW, range: SMALL_RANGE });
  expect(result.result).toBe('partial');
  expect(describeFailures(result.failed)).toEqual([
    expect.stringMatching(
      /^org:aurora-works repos-1-day 2026-10-20 to 2026-10-31 \(12 days\): The policy "Copilot usage/,
    ),
  ]);
  expect(simulator.requests.get('GET /orgs/aurora-works/copilot/metrics/reports/repos-1-day')).toBe(1);
  expect((await stateOf(opened, 'aggregate-1-day')).length).toBe(12);
  // The ledger has every day the run named, so that the status names the same.
  expect(describeFailures((await opened.store.ledger.days()).filter((row) => row.state === 'failed'))).toEqual(
    describeFailures(result.failed),
  );
});

test('every way of having no report is recorded as itself, and is no failure', async () => {
  const opened = await bench();
  const { github } = await small(
    faults(
      { fault: 'no-content', match: 'users-1-day', maxConsecutive: 99 },
      { fault: 'not-found', match: 'organization-1-day', maxConsecutive: 99 },
      { fault: 'bare-string', match: 'repos-1-day', maxConsecutive: 99 },
    ),
  );
  const result = await syncDay(opened, { github } as Small);
  expect(result).toMatchObject({ result: 'ok', loaded: 1, noReport: 3, failed: [] });
  expect(await stateOf(opened, 'users-1-day')).toEqual([['2026-10-22', 'no_report', '204']]);
  expect(await stateOf(opened, 'aggregate-1-day')).toEqual([['2026-10-22', 'no_report', '404']]);
  expect(await stateOf(opened, 'repos-1-day')).toEqual([['2026-10-22', 'no_report', 'bare_string']]);
});

test('a scope nobody knows stops no other scope, and a refused token stops everything with one message', async () => {
  const opened = await bench();
  const started = await small();
  const scopes = [parseScope('org:nobody'), ORG];
  const result = await syncDay(opened, started, { scopes });
  expect(result).toMatchObject({ result: 'partial', loaded: 4, noReport: 0 });
  expect([...new Set(result.failed.map(({ scope, code }) => `${scope} ${code}`))]).toEqual([
    'org:nobody scope_not_found',
  ]);
  const refused = await syncDay(await bench(), await small({ tokens: ['another'] }), { scopes });
  expect(refused).toMatchObject({ result: 'failed', loaded: 0 });
  expect(describeFailures(refused.failed)).toEqual([
    expect.stringContaining('GitHub does not accept the credentials.'),
    ...scopes.flatMap(({ slug }) =>
      ['user-teams-1-day', 'users-1-day', 'aggregate-1-day', 'repos-1-day'].map(
        (report) => `  org:${slug} ${report} 2026-10-22`,
      ),
    ),
  ]);
});

test('the 28-day aggregate brings feature engagement and fills no day that has its own report', async () => {
  const opened = await bench();
  const { github, simulator } = await small();
  const days = { from: '2026-10-20', to: '2026-10-31' };
  const sync = () => syncOnce({ ...opened.tools, github, scopes: [ORG], now: SMALL_NOW });
  await syncOnce({ ...opened.tools, github, scopes: [ORG], now: SMALL_NOW, range: days });
  const before = await opened.store.digests();
  const result = await sync();
  expect(result.failed).toEqual([]);
  const after = await opened.store.digests();
  expect(after.get('scope_day')).toBe(before.get('scope_day'));
  expect(after.get('feature_engagement')).not.toBe(before.get('feature_engagement'));
  const asked = simulator.requests.get('GET /orgs/aurora-works/copilot/metrics/reports/organization-1-day') ?? 0;
  await sync();
  expect(await opened.store.digests()).toEqual(after);
  const again =
    (simulator.requests.get('GET /orgs/aurora-works/copilot/metrics/reports/organization-1-day') ?? 0) - asked;
  expect(again).toBe(3);
});

test('a sync that is stopped loads what it has, says partial, and goes on the next time', async () => {
  const opened = await bench();
  const { github } = await small();
  const stop = new AbortController();
  const first = await syncOnce({
    ...opened.tools,
    github,
    scopes: [ORG],
    now: SMALL_NOW,
    range: SMALL_RANGE,
    batchDays: 3,
    signal: stop.signal,
    onProgress: (progress) => {
      if (progress.kind === 'day' && progress.done === 3) stop.abort();
    },
  });
  expect(first.result).toBe('partial');
  expect(first.failed).toEqual([]);
  expect(first.loaded).toBeLessThan(46);
  const second = await syncOnce({ ...opened.tools, github, scopes: [ORG], now: SMALL_NOW, range: SMALL_RANGE });
  expect(second.result).toBe('ok');
  expect((await opened.store.ledger.days()).length).toBe(48);
  expect((await opened.store.ledger.runs()).map(({ result }) => result).toSorted()).toEqual(['ok', 'partial']);
});

test("an imported day is replaced by GitHub's own, and an import does not replace what GitHub gave", async () => {
  const opened = await bench();
  const started = await small();
  const path = join(opened.folder, 'users.ndjson');
  const row = {
    user_id: 5,
    day: '2026-10-22',
    organization_id: SMALL.organizations[0]?.id,
    code_generation_activity_count: 1,
  };
  writeFileSync(path, JSON.stringify(row));
  const load = (replace: boolean) => importFiles([path], { ...opened.tools, now: SMALL_NOW, scope: ORG, replace });
  expect((await load(false)).files[0]).toMatchObject({ outcome: 'loaded' });
  expect(await syncDay(opened, started)).toMatchObject({ result: 'ok', loaded: 4 });
  expect((await load(false)).files[0]).toMatchObject({ outcome: 'kept' });
  expect((await load(true)).files[0]).toMatchObject({ outcome: 'loaded' });
  expect(await syncDay(opened, started)).toMatchObject({ result: 'ok', loaded: 0, unchanged: 3 });
});

test('nothing is asked for from before the oldest day worth it, but the 28-day reports are', async () => {
  const opened = await bench();
  const { github, simulator } = await small();
  await syncOnce({ ...opened.tools, github, scopes: [ORG], now: SMALL_NOW, since: '2026-10-30' });
  const days = (await opened.store.ledger.days()).filter(({ report }) => report === 'users-1-day');
  expect(days.map(({ day }) => day)).toEqual(['2026-10-30', '2026-10-31']);
  const window = 'GET /orgs/aurora-works/copilot/metrics/reports/organization-28-day/latest';
  expect(simulator.requests.get(window)).toBe(1);
});
