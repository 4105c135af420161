import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FolderStep, pendingSteps, readFolderFormat, upgradeFolder } from './folder-format.ts';

let folder: string;
let done: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'flightdeck-format-'));
  done = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const step = (to: number, fails = false): FolderStep => ({
  ...{ to, says: `step to ${to}` },
  run: async () => {
    done.push(`${to}`);
    if (fails) throw new Error('cut short');
  },
});
const upgrade = (version: string, ...steps: readonly FolderStep[]) =>
  upgradeFolder(folder, { version, steps, snapshot: async () => done.push('snapshot') });

test('a folder that notes nothing has the first format, and notes it with the version that opened it', async () => {
  await upgrade('0.1.0');
  expect([done, readFolderFormat(folder)]).toEqual([[], { format: 1, version: '0.1.0' }]);
  await upgrade('0.2.0');
  expect(readFolderFormat(folder)).toEqual({ format: 1, version: '0.2.0' });
});

test('steps are taken once, in order and after a snapshot; one that is cut short is taken again', async () => {
  await expect(upgrade('0.3.0', step(2), step(3, true))).rejects.toThrow('cut short');
  expect([done, readFolderFormat(folder)]).toEqual([['snapshot', '2', '3'], { format: 2, version: '0.3.0' }]);
  done = [];
  await upgrade('0.3.0', step(2), step(3));
  expect([done, readFolderFormat(folder)]).toEqual([['snapshot', '3'], { format: 3, version: '0.3.0' }]);
  done = [];
  await upgrade('0.3.0', step(2), step(3));
  expect(done).toEqual([]);
});

test('nothing is changed without a snapshot', async () => {
  const failing = { version: '0.2.0', steps: [step(2)], snapshot: () => Promise.reject(new Error('disk full')) };
  await expect(upgradeFolder(folder, failing)).rejects.toThrow('disk full');
  expect([done, readFolderFormat(folder)]).toEqual([[], null]);
});

test('a folder of a newer version is refused with that version, and left alone', async () => {
  writeFileSync(join(folder, 'format.json'), '{"format":4,"version":"9.0.0"}\n');
  await expect(upgrade('0.1.0', step(2))).rejects.toMatchObject({ code: 'folder_newer' });
  expect(() => pendingSteps(folder)).toThrow(
    `The data folder ${folder} was written by Flightdeck 9.0.0, which is newer.`,
  );
  expect(readFileSync(join(folder, 'format.json'), 'utf8')).toBe('{"format":4,"version":"9.0.0"}\n');
});
