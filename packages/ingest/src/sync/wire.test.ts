import { parseScope } from '@flightdeck/catalog';
import type { SimulatorOptions } from '@flightdeck/simulator';
import { afterEach, describe, expect, test } from 'vitest';
import { type Bench, createFolders, openBench, SMALL_NOW, startSmall } from '../testing.ts';
import { describeFailures } from './outcome/describe-failures.ts';
import { type SyncOptions, syncOnce } from './run.ts';

const ORG = parseScope('org:aurora-works');
const RANGE = { from: '2026-10-28', to: '2026-10-30' };
const folders = createFolders();
const closing: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const open of closing.splice(0).reverse()) await open.close();
  folders.clear();
});

async function synced(options: SimulatorOptions, more: Partial<SyncOptions> = { range: RANGE }) {
  const opened: Bench = await openBench(folders.make());
  const { github, simulator, close } = await startSmall(options);
  closing.push(opened, { close });
  const result = await syncOnce({ ...opened.tools, github, scopes: [ORG], now: SMALL_NOW, ...more });
  return { result, store: opened.store, simulator };
}

const seatRows = async (store: Bench['store'], by: readonly string[]) => {
  const range = { from: '2026-10-31', to: '2026-11-02' };
  const rows = { name: 'rows', aggregate: 'rows', column: null, when: [] } as const;
  const scan = {
    id: 's',
    fact: 'seat_day' as const,
    scopes: ['org:aurora-works'],
    range,
    by,
    where: [],
    once: false,
    measures: [rows],
  };
  return (await store.scan(scan)).map(({ keys, values }) => [...keys, ...values]).sort();
};

describe('what GitHub may send in another way', () => {
  test('files that are packed, lie on another port, and answers that are packed give the same rows', async () => {
    const plain = await synced({});
    const other = await synced({ packed: { api: true, files: true }, filesElsewhere: true });
    expect(other.result).toMatchObject({ result: 'ok', loaded: plain.result.loaded, failed: [] });
    expect(await other.store.digests()).toEqual(await plain.store.digests());
  });

  test('times of seats in another offset are the same instants', async () => {
    const seats = { since: '2026-11-01' };
    const plain = await synced({}, seats);
    const other = await synced({ seats: { offset: '+02:00' } }, seats);
    expect(await seatRows(other.store, ['last_active', 'idle_band'])).toEqual(
      await seatRows(plain.store, ['last_active', 'idle_band']),
    );
  });

  test('seats that were never used are seats without a last activity', async () => {
    const seats = { since: '2026-11-01' };
    const never = async (options: SimulatorOptions) =>
      (await seatRows((await synced(options, seats)).store, ['idle_band'])).find(([band]) => band === 'never')?.[1] ??
      0;
    expect(await never({ seats: { neverUsed: 3 } })).toBe(Number(await never({})) + 3);
  });

  test('a people report of one row a person for 28 days fills no day, and says so by leaving the gap', async () => {
    const rules = [{ fault: 'no-content', match: 'users-1-day', maxConsecutive: 99 }] as const;
    const { result, store, simulator } = await synced(
      { usersGrain: 'user', faults: { seed: 1, rules } },
      { since: '2026-10-01' },
    );
    expect(result.failed).toEqual([]);
    expect(simulator.requests.get('GET /orgs/aurora-works/copilot/metrics/reports/users-28-day/latest')).toBe(1);
    const users = (await store.ledger.days()).filter(({ report }) => report === 'users-1-day');
    expect([...new Set(users.map(({ state }) => state))]).toEqual(['no_report']);
  });
});

describe('a setting that is off', () => {
  test('named with 422 costs one question a report, and every day is named with the setting', async () => {
    const rules = [{ fault: 'policy-off-422', maxConsecutive: 999 }] as const;
    const { result, simulator } = await synced({ faults: { seed: 1, rules } }, {});
    const reports = [...simulator.requests].filter(([route]) => route.includes('/reports/'));
    expect(reports.map(([, count]) => count)).toEqual([1, 1, 1, 1, 1]);
    const [why, ...holes] = describeFailures(result.failed);
    expect(why).toContain(
      'The policy "Copilot usage metrics" is switched off. GitHub says: "Copilot Usage Metrics API setting',
    );
    expect(holes).toEqual([
      '  org:aurora-works aggregate-28-day',
      '  org:aurora-works user-teams-1-day 2026-05-14 to 2026-10-31 (171 days)',
      '  org:aurora-works users-1-day 2025-12-12 to 2026-10-31 (324 days)',
      '  org:aurora-works aggregate-1-day 2025-12-12 to 2026-10-31 (324 days)',
      '  org:aurora-works repos-1-day 2026-07-17 to 2026-10-31 (107 days)',
    ]);
  });
});
