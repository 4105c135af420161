/**
 * Everything that goes wrong upstream, at random and at once. `FAULT_RUNS` is how many compositions to try (3 unless
 * set), `FAULT_SEED` the number of the first; each prints its number.
 *
 *     FAULT_RUNS=200 FAULT_SEED=1000 npx vitest run packages/ingest/src/sync/random-faults
 */
import { eachDay, parseScope } from '@flightdeck/catalog';
import { createGithub } from '@flightdeck/github';
import { createOrganization, type FaultPlan, startSimulator } from '@flightdeck/simulator';
import type { Store } from '@flightdeck/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFolders, openBench } from '../testing.ts';
import { syncOnce } from './run.ts';

type Rule = FaultPlan['rules'][number];

const RUNS = Number(process.env.FAULT_RUNS ?? 3);
const FIRST = Number(process.env.FAULT_SEED ?? 1);
/** A day more than is asked for, so that rows of the day before are rows. */
const WORLD = createOrganization({ seed: 7, people: 8, days: 5, lastDay: '2026-10-31' });
const RANGE = { from: '2026-10-28', to: '2026-10-31' };
const NOW = new Date('2026-11-01T22:00:00Z');
const ORG = parseScope('org:aurora-works');

const FAULTS: readonly Rule['fault'][] = [
  'rate-limit',
  'secondary-limit',
  'server-error',
  'hang',
  'reset',
  'policy-off',
  'policy-off-422',
  'not-found',
  'no-content',
  'bare-string',
  'wrong-day',
  'wrong-rows',
  'expired',
  'truncated',
  'garbage',
  'empty-file',
  'cut-body',
];
/** Answers, not failures: there is no report; nor is there one whose only file with rows comes empty. */
const NO_REPORT: ReadonlySet<string> = new Set(['not-found', 'no-content', 'bare-string', 'empty-file']);
const REPORTS_OF_DAYS = ['aggregate-1-day', 'users-1-day', 'user-teams-1-day', 'repos-1-day'];
/** Parts of what is asked for, one of them everything. */
const PLACES = ['', ...REPORTS_OF_DAYS, '2026-10-29'];

const folders = createFolders();
let whole: { readonly digests: ReadonlyMap<string, string>; readonly days: ReadonlyMap<string, string> };

beforeAll(async () => {
  const bench = await openBench(folders.make());
  expect(await sync(bench)).toMatchObject({ result: 'ok' });
  whole = { digests: await bench.store.digests(), days: await daysOf(bench.store) };
  await bench.close();
});
afterAll(() => folders.clear());

async function sync({ tools }: Awaited<ReturnType<typeof openBench>>, faults?: FaultPlan) {
  const simulator = await startSimulator(WORLD, { shardsPerReport: 2, ...(faults && { faults }) });
  simulator.clock.set(NOW);
  const auth = { kind: 'token', token: 'test' } as const;
  const github = createGithub({ apiUrl: simulator.url, auth, retries: 1, sleep: () => Promise.resolve() });
  try {
    return await syncOnce({ ...tools, github, scopes: [ORG], now: NOW, range: RANGE, batchDays: 2 });
  } finally {
    await github.close();
    await simulator.close();
  }
}

/** Reports and days with their state and number of rows. */
async function daysOf({ ledger }: Store): Promise<ReadonlyMap<string, string>> {
  const days = await ledger.days();
  return new Map(days.map(({ report, day, state, records }) => [`${report} ${day}`, `${state} ${records}`]));
}

/** Some faults at some places, the same for the same seed. */
function compose(seed: number): FaultPlan {
  let state = seed * 2654435761;
  const next = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const rules = Array.from({ length: 2 + next(5) }, (): Rule => {
    const match = PLACES[next(PLACES.length)] ?? '';
    const fault = FAULTS[next(FAULTS.length)] ?? 'reset';
    return {
      fault,
      probability: 0.1 + next(9) / 10,
      maxConsecutive: 1 + next(6),
      match,
    };
  });
  return { seed, rules, hangMs: 40, retryAfterSeconds: 1 };
}

const COMPOSITIONS = Array.from({ length: RUNS }, (_, index) => FIRST + index);

describe('a sync through faults at random', () => {
  it.each(COMPOSITIONS)(
    'names exactly its holes, harms no other day, and the next one fills them (composition %i)',
    { timeout: 300_000 },
    async (seed) => {
      const faults = compose(seed);
      const bench = await openBench(folders.make());
      try {
        const { result, failed, loaded } = await sync(bench, faults);
        const days = await daysOf(bench.store);
        console.log(
          `${seed}: ${result}, ${loaded} loaded, ${failed.length} holes by ${faults.rules.map((r) => r.fault)}`,
        );

        const mayLack = faults.rules.some(({ fault }) => NO_REPORT.has(fault));
        const holes = [...whole.days.keys()].filter((key) => {
          const found = days.get(key) ?? 'missing';
          if (found === whole.days.get(key)) return false;
          return !(mayLack && found.startsWith('no_report '));
        });
        const named = new Set(failed.map(({ report, day }) => `${report} ${day}`));
        expect([...named].filter((key) => whole.days.has(key)).sort()).toEqual(holes.sort());
        expect(result === 'ok').toBe(failed.length === 0);
        for (const { code, message } of failed) {
          expect(code).toMatch(/^[a-z_]+$/);
          expect(message).not.toMatch(/127\.0\.0\.1.*sig=/);
        }

        expect(await sync(bench)).toMatchObject({ result: 'ok', failed: [] });
        expect(await daysOf(bench.store)).toEqual(whole.days);
        expect(await bench.store.digests()).toEqual(whole.digests);
      } finally {
        await bench.close();
      }
    },
  );

  it('asks for every day of the range', () => {
    expect(whole.days.size).toBe(eachDay(RANGE).length * REPORTS_OF_DAYS.length);
  });
});
