import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConfig } from '../../settings/config.ts';
import { ownHome } from '../../wiring/home.ts';
import { createLogger } from '../../wiring/log/logger.ts';
import { openApp } from '../../wiring/open-app.ts';
import { createArchiveWatch } from './archive-watch.ts';
import { createIntegrity } from './integrity.ts';

let folder: string;
let now: Date;
let lines: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'flightdeck-watch-'));
  now = new Date('2026-11-02T08:00:00Z');
  lines = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const config = () =>
  readConfig({ flags: { FLIGHTDECK_DATA: join(folder, 'data') }, env: {}, cwd: folder, readFile: () => null });

/** An app on a folder with one imported day. */
async function openWithDay() {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'users.ndjson');
  writeFileSync(file, JSON.stringify({ user_id: 1, day: '2026-10-30', organization_id: 999 }));
  const log = createLogger({ ...config(), logLevel: 'info' }, { write: (line) => lines.push(line), isTerminal: false });
  const home = ownHome(config());
  const app = await openApp(config(), home, { now: () => now, log });
  await app.importFiles([file], { scope: { kind: 'org', slug: 'x', host: 'api.github.com' } });
  const rests: number[] = [];
  const watchOf = (isBusy = false) => {
    const integrity = createIntegrity(home, app.store, { now: () => now });
    const rest = async (ms: number) => void rests.push(ms);
    return {
      integrity,
      watch: createArchiveWatch({ home, integrity, now: () => now, log, isBusy: () => isBusy, rest }),
    };
  };
  return { app, watchOf, rests };
}

function flipArchived(): void {
  const raw = join(folder, 'data', 'raw', 'api.github.com', 'org-x', 'users-1-day', '2026-10-30');
  const path = join(raw, readdirSync(raw)[0] ?? '');
  const bytes = readFileSync(path);
  bytes[bytes.length - 9] = (bytes.at(-9) ?? 0) ^ 1;
  writeFileSync(path, bytes);
}

test('checksums are compared once a week, also across restarts, and never while something is written', async () => {
  const { app, watchOf, rests } = await openWithDay();
  const first = watchOf();
  expect(await watchOf(true).watch.tick()).toBe(false);
  expect(await first.watch.tick()).toBe(true);
  expect(rests).toHaveLength(1);
  now = new Date('2026-11-09T07:59:00Z');
  expect(await first.watch.tick()).toBe(false);
  // As after a restart: what the last process did is remembered.
  expect(await watchOf().watch.tick()).toBe(false);
  now = new Date('2026-11-09T08:00:00Z');
  const later = watchOf();
  expect(await later.watch.tick()).toBe(true);
  expect((await later.integrity.read()).archive).toMatchObject({
    files: 1,
    faults: [],
    checksumsAt: now.toISOString(),
  });
  await app.close();
});

test('a file whose size is right and whose content is not is found by its checksum, stays found, and is asked for again', async () => {
  const { app, watchOf } = await openWithDay();
  const { integrity, watch } = watchOf();
  flipArchived();
  await watch.start();
  expect((await integrity.read()).archive?.faults).toEqual([]);
  expect(await watch.tick()).toBe(true);
  const fault = {
    state: 'changed',
    scope: 'org:x',
    report: 'users-1-day',
    days: { from: '2026-10-30', to: '2026-10-30' },
  };
  expect((await integrity.read()).archive?.faults).toMatchObject([fault]);
  await integrity.check({ isDeep: false });
  expect((await integrity.read()).archive?.faults).toMatchObject([fault]);
  expect([...(await integrity.daysToFetch())]).toEqual(['org:x|users-1-day|2026-10-30']);
  expect(lines.some((line) => line.includes('archive_changed'))).toBe(true);
  flipArchived();
  await integrity.check({ isDeep: false });
  expect((await integrity.read()).archive?.faults).toEqual([]);
  await watch.stop();
  await app.close();
});
