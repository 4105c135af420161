import { cpSync } from 'node:fs';
import type { Github } from '@flightdeck/github';
import type { RunningSimulator } from '@flightdeck/simulator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { replayMissing } from './load/replay.ts';
import { createFolders, SMALL_NOW, startSmall } from './testing.ts';
import { contentOf, finishImport, finishSync, randomMoments, runChild, writeDrop } from './testing-kill.ts';

const folders = createFolders();
const instant = SMALL_NOW.toISOString();
let small: { readonly simulator: RunningSimulator; readonly github: Github; close(): Promise<void> };

beforeAll(async () => {
  small = await startSmall();
});

afterAll(async () => {
  await small.close();
  folders.clear();
});

/** Kills the same work on one folder at each share of the time it takes; how often it came in time. */
async function killAt(moments: readonly number[], ofMs: number, args: readonly string[]): Promise<number> {
  let kills = 0;
  for (const moment of moments) {
    const { killed } = await runChild(args, moment * ofMs);
    if (killed) kills += 1;
  }
  return kills;
}

/** Two moments for each of `count` folders: the second kill meets what the first one left. */
function pairs(seed: string, count: number): readonly (readonly [number, number])[] {
  const second = randomMoments(`${seed} again`, count).toReversed();
  return randomMoments(seed, count).map((first, index) => [first, second[index] ?? 0]);
}

describe('killed at a random moment, nothing is lost, doubled or half', () => {
  test('sync', { timeout: 900_000 }, async () => {
    const whole = folders.make();
    const { tookMs } = await runChild([whole, 'sync', instant, small.simulator.url]);
    const expected = await finishSync(whole, small.github);
    let kills = 0;
    // A killed sync leaves less to do, so that later kills of a folder must come early to come in time.
    for (const moments of [randomMoments('sync', 4), randomMoments('sync again', 4).toReversed()]) {
      const folder = folders.make();
      kills += await killAt(moments, tookMs / 2, [folder, 'sync', instant, small.simulator.url]);
      expect([moments, await finishSync(folder, small.github)]).toEqual([moments, expected]);
    }
    expect(kills).toBeGreaterThan(0);
  });

  test('import', { timeout: 900_000 }, async () => {
    const drop = writeDrop(folders.make());
    const whole = folders.make();
    const { tookMs } = await runChild([whole, 'import', instant, drop]);
    const expected = await finishImport(whole, drop);
    let kills = 0;
    for (const moments of pairs('import', 4)) {
      const folder = folders.make();
      kills += await killAt(moments, tookMs, [folder, 'import', instant, drop]);
      expect([moments, await finishImport(folder, drop)]).toEqual([moments, expected]);
    }
    expect(kills).toBeGreaterThan(0);
  });

  test('rebuild', { timeout: 900_000 }, async () => {
    const folder = folders.make();
    const expected = await finishSync(folder, small.github);
    const aside = folders.make();
    cpSync(folder, aside, { recursive: true });
    const { tookMs } = await runChild([aside, 'rebuild', instant]);
    let kills = 0;
    for (const moment of randomMoments('rebuild', 6)) {
      kills += await killAt([moment], tookMs, [folder, 'rebuild', instant]);
      expect([moment, await contentOf(folder, ({ tools }) => replayMissing(tools))]).toEqual([moment, expected]);
    }
    expect(kills).toBeGreaterThan(0);
  });
});
