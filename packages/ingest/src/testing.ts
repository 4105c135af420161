import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGithub, type Github } from '@flightdeck/github';
import {
  createOrganization,
  type RunningSimulator,
  type SimulatorOptions,
  startSimulator,
} from '@flightdeck/simulator';

import { type Bench, openBench } from './testing-bench.ts';

export { bundled } from './testing-bundled.ts';
export { type Bench, openBench };

/** A new folder for a bench; `clear` removes all that were made. */
export function createFolders(): { make(): string; clear(): void } {
  const made: string[] = [];
  return {
    make() {
      const folder = mkdtempSync(join(tmpdir(), 'flightdeck-ingest-'));
      made.push(folder);
      return folder;
    },
    clear() {
      for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A bench for all tests of a file: made by `open`, removed by `close`. */
export interface FileBench {
  bench(): Bench;
  open(): Promise<void>;
  close(): Promise<void>;
}

/** A bench that `open` and `close` of the test file begin and end. */
export function createFileBench(): FileBench {
  const folders = createFolders();
  let opened: Bench | undefined;
  return {
    bench() {
      if (opened === undefined) throw new Error('the bench is not open');
      return opened;
    },
    async open() {
      opened = await openBench(folders.make());
    },
    async close() {
      await opened?.close();
      folders.clear();
    },
  };
}

/** 30 people, 12 days to 2026-10-31; the clock stands at 2026-11-01 22:00 UTC. */
export const SMALL = createOrganization({ seed: 4, people: 30, days: 12, lastDay: '2026-10-31' });
export const SMALL_NOW = new Date('2026-11-01T22:00:00Z');
/** The days of `SMALL`, so that a year of "no report" need not be asked for. */
export const SMALL_RANGE = { from: '2026-10-20', to: '2026-10-31' };

/** A simulator of `SMALL` and a client for it. */
export async function startSmall(
  options: SimulatorOptions = {},
): Promise<{ simulator: RunningSimulator; github: Github; close(): Promise<void> }> {
  const simulator = await startSimulator(SMALL, options);
  const github = createGithub({
    apiUrl: simulator.url,
    auth: { kind: 'token', token: 'test' },
    retries: 1,
    sleep: () => Promise.resolve(),
  });
  return {
    simulator,
    github,
    async close() {
      await github.close();
      await simulator.close();
    },
  };
}
