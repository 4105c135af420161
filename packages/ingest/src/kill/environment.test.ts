import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { bundled, createFolders } from '../testing.ts';
import { runChild } from './testing-run.ts';
import { NOW, TINY_RANGE, writeDrop } from './testing-world.ts';

const CHILD = bundled('testing-child.js');
const folders = createFolders();
afterAll(() => folders.clear());

function filesBelow(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}

it('an odd environment changes no number and opens no file to others', async () => {
  const drop = writeDrop(folders.make());
  const argsOf = (folder: string) => [folder, 'import', NOW, drop, TINY_RANGE.from, TINY_RANGE.to];
  const plain = await runChild(CHILD, argsOf(folders.make()));

  const hostile = folders.make();
  writeFileSync(join(hostile, '.duckdbrc'), "SET TimeZone='Asia/Tokyo';\n");
  writeFileSync(join(hostile, 'package.json'), '{"type":"commonjs"}');
  const folder = folders.make();
  const odd = await runChild(CHILD, argsOf(folder), {
    cwd: hostile,
    umask: 0,
    env: { TZ: 'America/Santiago', LANG: 'tr_TR.UTF-8', LC_ALL: 'ar_EG.UTF-8', NODE_OPTIONS: '--throw-deprecation' },
  });

  expect(odd).toMatchObject({ killed: false, outcome: 'partial' });
  expect({ ...odd, tookMs: 0 }).toEqual({ ...plain, tookMs: 0 });
  const found = filesBelow(folder).map((path) => [
    path.slice(folder.length),
    (statSync(path).mode & 0o777).toString(8),
  ]);
  expect(found.length).toBeGreaterThan(3);
  expect(found.filter(([, mode]) => mode !== '600')).toEqual([]);
});
