import { parseScope } from '@flightdeck/catalog';
import { createGithub } from '@flightdeck/github';
import { createOrganization, type Simulation, startSimulator } from '@flightdeck/simulator';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Bench, createFolders, openBench } from '../testing.ts';
import { syncOnce } from './run.ts';

const ORG = parseScope('org:aurora-works');
vi.setConfig({ testTimeout: 300_000 });
const folders = createFolders();
const opened: Bench[] = [];

afterEach(async () => {
  for (const bench of opened.splice(0)) await bench.close();
  folders.clear();
});

async function open(): Promise<Bench> {
  const bench = await openBench(folders.make());
  opened.push(bench);
  return bench;
}

async function sync({ tools }: Bench, world: Simulation, instant: string, from: string, clockOfGithub = instant) {
  const simulator = await startSimulator(world);
  simulator.clock.set(new Date(clockOfGithub));
  const github = createGithub({ apiUrl: simulator.url, auth: { kind: 'token', token: 'test' }, retries: 0 });
  try {
    const range = { from, to: world.lastDay };
    return await syncOnce({ ...tools, github, scopes: [ORG], now: new Date(instant), range });
  } finally {
    await github.close();
    await simulator.close();
  }
}

/** Digests of every table but the ledger of days, which says when a day was looked at last; and what is known of each day. */
async function heldBy({ store }: Bench) {
  const digests = new Map(await store.digests());
  digests.delete('ledger_day');
  const days = await store.ledger.days();
  return { digests, days: days.map(({ report, day, records }) => `${report} ${day} ${records}`) };
}

const WORLD = createOrganization({ seed: 5, people: 10, days: 3, lastDay: '2026-10-31' });

describe('a clock that is wrong', () => {
  it('and steps back takes nothing away, and doubles nothing', async () => {
    const bench = await open();
    expect(await sync(bench, WORLD, '2026-11-06T12:00:00Z', '2026-10-29')).toMatchObject({ result: 'ok', failed: [] });
    const before = await heldBy(bench);
    const back = await sync(bench, WORLD, '2026-11-01T23:59:59Z', '2026-10-29', '2026-11-06T12:00:00Z');
    expect(back).toMatchObject({ result: 'ok', loaded: 0, failed: [] });
    expect(await heldBy(bench)).toEqual(before);
    expect(await sync(bench, WORLD, '2026-11-07T12:00:00Z', '2026-10-29')).toMatchObject({ result: 'ok', failed: [] });
    expect(await heldBy(bench)).toEqual(before);
  });
});

describe('a leap day', () => {
  it('is a day like others', async () => {
    const bench = await open();
    const world = createOrganization({ seed: 5, people: 10, days: 3, lastDay: '2028-03-01' });
    expect(await sync(bench, world, '2028-03-06T12:00:00Z', '2028-02-28')).toMatchObject({ result: 'ok', failed: [] });
    const days = (await bench.store.ledger.days()).filter(({ report }) => report === 'users-1-day');
    expect(days.map(({ day, records }) => [day, records > 0])).toEqual([
      ['2028-02-28', true],
      ['2028-02-29', true],
      ['2028-03-01', true],
    ]);
  });
});

describe('a report that shrinks by half', () => {
  it('is loaded as GitHub gives it, and what went is listed as a restatement', async () => {
    const bench = await open();
    await sync(bench, WORLD, '2026-11-06T12:00:00Z', '2026-10-29');
    const half = createOrganization({ seed: 5, people: 5, days: 3, lastDay: '2026-10-31' });
    const again = await sync(bench, half, '2026-11-07T12:00:00Z', '2026-10-29');
    expect(again.failed).toEqual([]);
    expect(again.loaded).toBeGreaterThan(0);
    const alone = await open();
    await sync(alone, half, '2026-11-07T12:00:00Z', '2026-10-29');
    const factsOf = async ({ store }: Bench) => (await store.digests()).get('user_day');
    expect(await factsOf(bench)).toBe(await factsOf(alone));
    const lessRows = (await bench.store.ledger.restatements()).filter(
      ({ before, after }) => Number(after) < Number(before),
    );
    expect(new Set(lessRows.map(({ day }) => day)).size).toBeGreaterThan(0);
  });
});
