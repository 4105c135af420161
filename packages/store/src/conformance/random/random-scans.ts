import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Scan } from '@flightdeck/query';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../port.ts';
import { answerScan, countSharedDays } from '../../reference/index.ts';
import { loadFacts } from '../fixtures/load.ts';
import { comparable } from './comparable.ts';
import { inMemory } from './in-memory.ts';
import { scansOfAny } from './scans.ts';
import { WORLD_SCOPES } from './values.ts';
import { type SmallWorld, smallWorlds } from './world.ts';

/**
 * How many scans are asked. Another seed asks other scans of other worlds; a failure names the seed, the world and the
 * scan.
 */
export interface RandomScans {
  readonly worlds: number;
  readonly scans: number;
  readonly seed?: number;
}

const RECEIVED = {
  first: '2026-12-20T06:00:00.000Z',
  between: '2026-12-20T12:00:00.000Z',
  later: '2026-12-21T06:00:00.000Z',
};

/** Asks random scans of random small worlds to a store and to the reference; both have the same rows. */
export function randomScanTests(
  name: string,
  openStore: (readFolder: string) => Promise<Store>,
  { worlds, scans, seed = 2026 }: RandomScans,
): void {
  describe.each(fc.sample(smallWorlds, { numRuns: worlds, seed }).map((world, index) => ({ world, index })))(
    `${name} and the reference, world $index of seed ${seed},`,
    ({ world, index }) => {
      let folder = '';
      let store: Store | undefined;
      beforeAll(async () => {
        folder = await mkdtemp(join(tmpdir(), 'flightdeck-random-'));
        store = await openStore(folder);
        await loadWorld(store, folder, world);
      });
      afterAll(async () => {
        await store?.close();
        if (folder !== '') await rm(folder, { recursive: true, force: true });
      });
      const same = async (scan: Scan, isThen: boolean): Promise<void> => {
        const asked = isThen ? { ...scan, asOf: RECEIVED.between } : scan;
        const answered = await store?.scan(asked);
        expect(comparable(answered ?? [])).toEqual(comparable(answerScan(inMemory(world, isThen), asked)));
      };
      const arbitrary = scansOfAny(factsOf(world));

      it('have the same rows of every scan', async () => {
        const property = fc.asyncProperty(arbitrary, (scan) => same(scan, false));
        await fc.assert(property, { numRuns: scans, seed: seed + index });
      });

      it('have the same rows of what was known before some days were replaced', async () => {
        const property = fc.asyncProperty(arbitrary, (scan) => same(scan, true));
        await fc.assert(property, { numRuns: Math.ceil(scans / 4), seed: seed - index });
      });

      it('have the same rows of a scan with more measures beside its own', async () => {
        const property = fc.asyncProperty(arbitrary, async (scan) => {
          const alone = await Promise.all(
            scan.measures.map((measure) => store?.scan({ ...scan, measures: [measure] }) ?? []),
          );
          const together = await store?.scan(scan);
          const parts = scan.measures.map((_, index) =>
            together?.map(({ keys, values }) => ({ keys, values: [values[index] ?? null] })),
          );
          expect(parts.map((rows) => comparable(rows ?? []))).toEqual(alone.map(comparable));
        });
        await fc.assert(property, { numRuns: Math.ceil(scans / 4), seed: seed + 100 + index });
      });

      it('find the same days of people in several organizations', async () => {
        const rows = inMemory(world).rows('user_day');
        expect(await store?.sharedDays(WORLD_SCOPES, ALL_TIME)).toEqual(countSharedDays(rows));
      });
    },
  );
}

const ALL_TIME = { from: '2026-10-01', to: '2026-12-31' } as const;

/** Names of the facts that the world has rows of. */
export const factsOf = ({ first }: SmallWorld): readonly string[] => [
  ...new Set(first.flatMap(({ facts }) => facts.map(({ fact }) => fact))),
];

async function loadWorld(store: Store, folder: string, world: SmallWorld): Promise<void> {
  for (const phase of ['first', 'later'] as const) {
    for (const { facts, days } of world[phase]) {
      await loadFacts(store, folder, facts, { days, sha256: phase, fetchedAt: RECEIVED[phase] });
    }
  }
}
