import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { examineUpgrade, readVersion } from '@flightdeck/app';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { answersOf, configOf, makeRoom, readAll, unpack, withApp } from './earlier-folder.ts';

let room: ReturnType<typeof makeRoom>;
beforeEach(() => {
  room = makeRoom();
});
afterEach(() => room.remove());

test.each(['885ebfd', '243d839'] as const)(
  'a data folder written by %s answers what it answered then, with its database and without',
  async (commit) => {
    const { token, ...expected } = answersOf(commit);
    for (const withDatabase of [true, false]) {
      unpack(commit, room.data, { withDatabase });
      const database = join(room.data, 'flightdeck.duckdb');
      const before = withDatabase ? readFileSync(database) : null;
      const plan = await examineUpgrade(configOf(room.data));
      expect(plan.folder).toEqual({ noted: null, to: 1, steps: [] });
      // Looking changes nothing.
      if (before !== null) expect(readFileSync(database).equals(before)).toBe(true);
      expect(plan.database.header).toEqual(withDatabase ? { storage: 64, library: 'v1.5.6' } : null);
      const { usage, seats, digests, signOffs, tokens, settings, lacking } = await withApp(room.data, readAll);
      // Tables of facts that came later are empty, and the others hold what they held.
      const known = new Map(expected.digests);
      expect(digests.filter(([table]) => known.has(table))).toEqual(expected.digests);
      expect({ usage, seats }).toEqual({ usage: expected.usage, seats: expected.seats });
      expect(signOffs.map(({ comment }) => comment)).toEqual(['No. 1', 'No. 0']);
      expect([tokens.length, settings.length]).toEqual(token === undefined ? [0, 0] : [1, 4]);
      expect(lacking).toEqual([[], [], []]);
      const after = await examineUpgrade(configOf(room.data));
      expect([after.isPending, after.database.state, after.folder.noted?.version]).toEqual([
        false,
        'current',
        readVersion(),
      ]);
      expect(existsSync(`${database}.before-upgrade`)).toBe(plan.database.state === 'older');
      rmSync(room.data, { recursive: true });
    }
  },
  60_000,
);

test('a folder of a newer version is refused before anything in it is touched, and says which version to use', async () => {
  unpack('243d839', room.data, { withDatabase: false });
  writeFileSync(join(room.data, 'format.json'), '{"format":2,"version":"3.4.5"}\n');
  const before = readdirSync(room.data).sort();
  await expect(withApp(room.data, readAll)).rejects.toMatchObject({
    code: 'folder_newer',
    hint: expect.stringContaining('Run Flightdeck 3.4.5 or later.'),
  });
  await expect(examineUpgrade(configOf(room.data))).rejects.toMatchObject({ code: 'folder_newer' });
  expect(readdirSync(room.data).sort()).toEqual(before);
});

function toFolder(file: string): void {
  rmSync(file);
  mkdirSync(file);
}

const DATABASES: readonly (readonly [what: string, apply: (file: string) => void, code: string | null])[] = [
  ['missing', (file) => rmSync(file), null],
  ['cut to nothing', (file) => truncateSync(file, 0), 'store_damaged'],
  ['cut in the middle', (file) => truncateSync(file, 1_000_000), 'store_damaged'],
  ['a folder', toFolder, 'store'],
];

test.each(DATABASES)(
  'a database that is %s is filled again, or refused by name and filled once it is moved away',
  async (_, apply, code) => {
    unpack('243d839', room.data);
    const file = join(room.data, 'flightdeck.duckdb');
    apply(file);
    if (code !== null) {
      await expect(withApp(room.data, readAll)).rejects.toMatchObject({
        code: expect.stringContaining(code),
        hint: expect.any(String),
      });
      rmSync(file, { recursive: true });
    }
    const { digests, lacking } = await withApp(room.data, readAll);
    expect([digests, lacking]).toEqual([answersOf('243d839').digests, [[], [], []]]);
  },
);

test('a database that is deleted under a running app goes on answering, and the next start fills another', async () => {
  unpack('243d839', room.data);
  const expected = answersOf('243d839').digests;
  const answered = await withApp(room.data, async (app) => {
    await app.store.digests();
    rmSync(join(room.data, 'flightdeck.duckdb'));
    return (await readAll(app)).digests;
  });
  expect(answered).toEqual(expected);
  expect((await withApp(room.data, readAll)).digests).toEqual(expected);
});
