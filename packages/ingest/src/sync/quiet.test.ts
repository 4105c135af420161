import { addDays, type Day, dayNumber, eachDay, parseScope, type ReportKind } from '@flightdeck/catalog';
import { createGithub } from '@flightdeck/github';
import { createOrganization, type SimulatorOptions, startSimulator } from '@flightdeck/simulator';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { createFolders, openBench } from '../testing.ts';
import { cannedGithub } from './canned.ts';
import { syncOnce } from './run.ts';

const SCOPES = ['enterprise:aurora', 'org:aurora-works', 'org:aurora-labs'].map((text) => parseScope(text));
const ACME = parseScope('org:acme');
/** A Wednesday. */
const TODAY = '2026-11-04';
const NOW = new Date(`${TODAY}T22:00:00Z`);
const DAY_MS = 86_400_000;
const folders = createFolders();
const closing: { close(): Promise<void> }[] = [];

async function closeAll(): Promise<void> {
  for (const open of closing.splice(0).reverse()) await open.close();
  folders.clear();
}
afterEach(closeAll);

const later = (days: number): Date => new Date(NOW.getTime() + days * DAY_MS);

/** An enterprise with two organizations, of which GitHub has the days that `offers` allows. */
async function world(days: number, offers: NonNullable<SimulatorOptions['offers']> = () => true) {
  const opened = await openBench(folders.make());
  const simulation = createOrganization({ seed: 4, people: 40, days, lastDay: addDays(TODAY, -1), organizations: 2 });
  const simulator = await startSimulator(simulation, { offers, now: () => NOW });
  const auth = { kind: 'token', token: 'test' } as const;
  const github = createGithub({ apiUrl: simulator.url, auth, retries: 0, sleep: () => Promise.resolve() });
  closing.push(opened, { close: () => simulator.close() }, github);
  const total = () => [...simulator.requests.values()].reduce((sum, count) => sum + count, 0);
  return {
    async sync(now = NOW) {
      simulator.clock.set(now);
      const before = total();
      const result = await syncOnce({ ...opened.tools, github, scopes: SCOPES, now });
      return { result, requests: total() - before };
    },
    loaded: async (scope: string, report: ReportKind): Promise<readonly Day[]> =>
      (await opened.store.ledger.days({ scope, report })).flatMap(({ day, state }) =>
        state === 'present' || state === 'provisional' ? [day] : [],
      ),
  };
}

describe('a policy that was switched on yesterday', () => {
  test('costs an enterprise and two organizations sixty requests with the files, and every hour few', async () => {
    const { sync, loaded } = await world(1);
    const first = await sync();
    expect(first.result).toMatchObject({ result: 'ok', failed: [] });
    expect(first.requests).toBeLessThanOrEqual(60);
    for (const scope of ['enterprise:aurora', 'org:aurora-works', 'org:aurora-labs']) {
      expect(await loaded(scope, 'aggregate-1-day')).toEqual(['2026-11-03']);
      expect(await loaded(scope, 'users-1-day')).toEqual(['2026-11-03']);
    }
    // The day that may still change and the 28-day report, half of it for files.
    expect((await sync(later(1 / 24))).requests).toBe(36);
  });

  test('without a report yet costs fewer; then the totals of the newest days, and a few old days a week', async () => {
    const { sync } = await world(1, () => false);
    expect((await sync()).requests).toBeLessThanOrEqual(60);
    expect((await sync(later(1 / 24))).requests).toBeLessThanOrEqual(18);
    await sync(later(6));
    // Nine samples an organization, and what each day costs: seats, totals of five days, one new day.
    expect((await sync(later(7))).requests).toBeLessThanOrEqual(66);
  });
});

/** A GitHub of one organization that has totals of these days, and a 28-day report of the newest of them. */
function totalsOf(has: (day: Day) => boolean, now: () => Date) {
  const line = (day: Day) => ({ day, organization_id: '2001', daily_active_users: 1 });
  return cannedGithub((kind, day) => {
    const yesterday = addDays(now().toISOString().slice(0, 10), -1);
    if (kind === 'aggregate-1-day' && day !== null) {
      return has(day) && day <= yesterday ? [`${JSON.stringify(line(day))}\n`] : '404';
    }
    if (kind !== 'aggregate-28-day') return '404';
    const range = { from: addDays(yesterday, -27), to: yesterday };
    const day_totals = eachDay(range).filter(has).map(line);
    const report = { report_start_day: range.from, report_end_day: range.to, organization_id: '2001', day_totals };
    return day_totals.length === 0 ? '404' : [`${JSON.stringify(report)}\n`];
  });
}

async function syncTotals(has: (day: Day) => boolean) {
  const opened = await openBench(folders.make());
  closing.push(opened);
  let now = NOW;
  const github = totalsOf(has, () => now);
  const sync = async (at: Date) => {
    now = at;
    github.asked.length = 0;
    await syncOnce({ ...opened.tools, github, scopes: [ACME], now: at, seats: false, batchDays: 400 });
    return github.asked.length;
  };
  const missing = async () => {
    const rows = await opened.store.ledger.days({ scope: 'org:acme', report: 'aggregate-1-day' });
    const loaded = new Set(
      rows.flatMap(({ day, state }) => (state === 'no_report' || state === 'failed' ? [] : [day])),
    );
    return eachDay({ from: '2025-12-12', to: addDays(TODAY, -1) }).filter((day) => has(day) && !loaded.has(day));
  };
  return { sync, missing };
}

const isWeekend = (day: Day): boolean => [2, 3].includes(dayNumber(day) % 7);

describe('a year with holes', () => {
  test('is loaded whole by the first sync, whichever weeks and weekends are missing', async () => {
    const weeks = fc.array(fc.record({ on: fc.integer({ min: 10, max: 14 }), off: fc.integer({ min: 0, max: 12 }) }), {
      minLength: 1,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(weeks, fc.integer({ min: 0, max: 20 }), async (turns, offNow) => {
        // Back from today: off, then on for at least ten weeks, then off, and so on.
        const on = [
          ...Array(offNow).fill(false),
          ...turns.flatMap((turn) => [...Array(turn.on).fill(true), ...Array(turn.off).fill(false)]),
        ];
        const has = (day: Day) => on[Math.floor((dayNumber(TODAY) - dayNumber(day)) / 7)] === true && !isWeekend(day);
        const { sync, missing } = await syncTotals(has);
        await sync(NOW);
        expect(await missing()).toEqual([]);
        await closeAll();
      }),
      { numRuns: 2, seed: 7 },
    );
  }, 240_000);

  test('has an island of three weeks found by the samples of some weeks when the first sync goes past it', async () => {
    const island = { from: '2026-05-25', to: '2026-06-12' };
    const { sync, missing } = await syncTotals(
      (day) => (day >= island.from && day <= island.to) || day >= '2026-11-02',
    );
    expect(await sync(NOW)).toBeLessThanOrEqual(20);
    expect((await missing()).length).toBe(19);
    let weeks = 0;
    for (; (await missing()).length > 0 && weeks < 12; weeks += 1) await sync(later(7 * (weeks + 1)));
    expect(weeks).toBeLessThanOrEqual(8);
    expect(await missing()).toEqual([]);
  });
});

describe('an idle Sunday', () => {
  test('does not bring the 28-day report of people each hour', async () => {
    const opened = await openBench(folders.make());
    closing.push(opened);
    const has = (day: Day) => !isWeekend(day);
    const github = totalsOf(has, () => NOW);
    for (const hour of [0, 1, 2]) {
      const now = later(hour / 24);
      await syncOnce({ ...opened.tools, github, scopes: [ACME], now, seats: false, since: '2026-10-05' });
    }
    // Nobody's report is there, though there are totals: a gap, looked for once with each new 28-day report.
    expect(github.asked.filter((asked) => asked === 'users-28-day')).toHaveLength(1);
    const idle = cannedGithub((kind, day) =>
      kind === 'aggregate-28-day' || (day !== null && day <= '2026-10-04') ? '404' : '204',
    );
    const other = await openBench(folders.make());
    closing.push(other);
    await syncOnce({ ...other.tools, github: idle, scopes: [ACME], now: NOW, seats: false, since: '2026-10-05' });
    expect(idle.asked).not.toContain('users-28-day');
  });
});
