import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parseScope } from '@flightdeck/catalog';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Bench, createFolders, openBench } from '../testing.ts';
import { importFiles } from './import-files.ts';
import type { ImportOptions } from './options.ts';

const NOW = new Date('2026-11-01T12:00:00Z');
vi.setConfig({ testTimeout: 300_000 });
const folders = createFolders();
let bench: Bench;

beforeEach(async () => {
  bench = await openBench(folders.make());
});

afterEach(async () => {
  await bench.close();
  folders.clear();
});

const rowOf = (day: string, user: number, more: object = {}) =>
  `${JSON.stringify({ day, organization_id: '999', user_id: user, user_login: `p${user}`, user_initiated_interaction_count: 5, ...more })}\n`;

const load = (paths: readonly string[], more: Partial<ImportOptions> = {}) =>
  importFiles(paths, { ...bench.tools, now: NOW, scope: parseScope('org:acme'), ...more });

const dayStates = async () => (await bench.store.ledger.days()).map(({ day, records }) => `${day} ${records}`).sort();

describe('files that are no plain files', () => {
  it.skipIf(process.platform === 'win32')('are named and never waited for, and the others load', async () => {
    const folder = join(bench.folder, 'drop');
    mkdirSync(folder);
    execFileSync('mkfifo', [join(folder, 'a-pipe.ndjson')]);
    symlinkSync('/dev/zero', join(folder, 'b-link.ndjson'));
    writeFileSync(join(folder, 'c-rf\n.ndjson'), rowOf('2026-10-01', 1));
    writeFileSync(join(folder, '-rf'), rowOf('2026-10-02', 1));
    const { result, files } = await load([folder, '/dev/zero']);
    expect(result).toBe('partial');
    expect(files.map(({ outcome, code }) => [outcome, code]).sort()).toEqual([
      ['loaded', null],
      ['loaded', null],
      ['skipped', 'not_a_file'],
      ['skipped', 'not_a_file'],
      ['skipped', 'not_a_file'],
    ]);
    expect(await dayStates()).toEqual(['2026-10-01 1', '2026-10-02 1']);
  });
});

describe('a file that grows while it is read', () => {
  it('counts as what was read of it: archive, sum and rows agree', async () => {
    const path = join(bench.folder, 'growing.ndjson');
    writeFileSync(path, rowOf('2026-10-01', 1) + rowOf('2026-10-02', 1));
    const faultPoint = (name: string): void => {
      if (name === 'land.scan') appendFileSync(path, rowOf('2026-10-03', 1));
    };
    await load([path], { faultPoint });
    for (const landing of await bench.store.ledger.landings()) {
      const packed = readFileSync(join(bench.tools.archive, landing.archivePath));
      const content = landing.archivePath.endsWith('.gz') ? gunzipSync(packed) : packed;
      expect(createHash('sha256').update(content).digest('hex')).toBe(landing.sha256);
      expect(content.toString().trim().split('\n').length).toBe(landing.records);
      expect((await dayStates()).length).toBe(landing.records);
    }
    // Given again it is another file: every day of it is loaded, none twice.
    await load([path]);
    const days = new Set(readFileSync(path, 'utf8').match(/2026-10-\d\d/g));
    expect(await dayStates()).toEqual([...days].map((day) => `${day} 1`).sort());
  });
});

describe('very many small files', () => {
  it('that are stopped go on where they were, and each is loaded once', async () => {
    const folder = join(bench.folder, 'many');
    mkdirSync(folder);
    const days = Array.from({ length: 6 }, (_, index) => `2026-10-${String(index + 1).padStart(2, '0')}`);
    for (const day of days) {
      for (let user = 1; user <= 15; user++) writeFileSync(join(folder, `${day}-${user}.ndjson`), rowOf(day, user));
    }
    const stopper = new AbortController();
    const stopped = await load([folder], {
      signal: stopper.signal,
      onProgress: ({ done }) => done === 40 && stopper.abort(),
    });
    expect(stopped.result).toBe('partial');
    expect(stopped.files.filter(({ outcome }) => outcome === 'not_done').length).toBeGreaterThan(30);
    expect((await load([folder])).result).toBe('ok');
    expect(await dayStates()).toEqual(days.map((day) => `${day} 15`));
  });
});
