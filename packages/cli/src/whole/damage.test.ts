import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFakeTerminal, type FakeTerminal } from '../testing.ts';

let terminal: FakeTerminal;
const data = (...path: string[]): string => join(terminal.folder, 'data', ...path);
const journal = (): string => data('journal.ndjson');
const lostDatabase = (): void => {
  for (const name of ['', '.wal']) rmSync(data(`flightdeck.duckdb${name}`), { force: true });
};
const ask = () =>
  terminal.run(
    'query',
    '--metrics',
    'reported_users',
    '--by',
    'day',
    '--from',
    '2026-09-01',
    '--to',
    '2026-09-02',
    '--format',
    'csv',
  );

/** Two files: one person on the first day, two on the second. */
beforeEach(async () => {
  terminal = createFakeTerminal();
  const row = (user: number, day: string): string => JSON.stringify({ user_id: user, day, organization_id: 999 });
  writeFileSync(join(terminal.folder, 'one.ndjson'), row(1, '2026-09-01'));
  writeFileSync(join(terminal.folder, 'two.ndjson'), `${row(1, '2026-09-02')}\n${row(2, '2026-09-02')}`);
  for (const file of ['one.ndjson', 'two.ndjson']) {
    expect((await terminal.run('import', file, '--scope', 'org:x')).code).toBe(0);
  }
});
afterEach(() => terminal.remove());

const WHOLE = 'day,reported_users\r\n2026-09-01,1\r\n2026-09-02,2\r\n';
const FILE = /raw\/api\.github\.com\/org-x\/users-1-day\/2026-09-01\/[0-9a-f]{16}\.ndjson\.gz/;

function archivedFile(day: string): string {
  const folder = data('raw', 'api.github.com', 'org-x', 'users-1-day', day);
  return join(folder, readdirSync(folder)[0] ?? '');
}

test('a lost archived file takes exactly its days, every command says so, and restoring it brings them back', async () => {
  expect(await ask()).toMatchObject({ code: 0, out: WHOLE });
  expect(await terminal.run('verify', '--deep')).toMatchObject({ code: 0, err: '' });
  const kept = join(terminal.folder, 'kept.gz');
  renameSync(archivedFile('2026-09-01'), kept);
  // The database still has the day.
  expect(await ask()).toMatchObject({ code: 0, out: WHOLE });
  const verified = await terminal.run('verify');
  expect(verified.code).toBe(3);
  expect(verified.out).toMatch(/1 missing\n {2}missing raw.*: users-1-day of org:x, 2026-09-01\. It is missing\./);
  lostDatabase();
  for (const _ of ['filled from the archive', 'asked again']) {
    const { code, out, err } = await ask();
    expect([code, out]).toEqual([3, 'day,reported_users\r\n2026-09-02,2\r\n']);
    expect(err).toMatch(/users-1-day of org:x lacks 2026-09-01: The archived file raw.* is missing: restore it/);
    expect(err).not.toContain('received for');
  }
  const status = await terminal.run('status');
  expect([status.code, FILE.test(status.out)]).toEqual([3, true]);
  expect(status.out).toContain('Answers lack days that were received:');
  const doctor = await terminal.run('doctor');
  expect(doctor.code).toBe(3);
  expect(doctor.out).toMatch(/FAILED {3}archive: Of the archive raw.* is missing\./);
  expect(doctor.out).toMatch(/FAILED {3}database: users-1-day of org:x lacks 2026-09-01/);
  renameSync(kept, join(data('raw', 'api.github.com', 'org-x', 'users-1-day', '2026-09-01'), fileName(verified.out)));
  expect(await ask()).toMatchObject({ code: 0, out: WHOLE });
  expect((await terminal.run('status')).code).toBe(0);
});

test('a folder or a pipe where an archived file was takes only its own days, and nobody waits for it', async () => {
  const file = archivedFile('2026-09-01');
  rmSync(file);
  for (const put of [() => mkdirSync(file), () => execFileSync('mkfifo', [file])]) {
    put();
    lostDatabase();
    const { code, out, err } = await ask();
    expect([code, out]).toEqual([3, 'day,reported_users\r\n2026-09-02,2\r\n']);
    expect(err).toMatch(/users-1-day of org:x lacks 2026-09-01: The archived file raw.* is not what was received/);
    rmSync(file, { recursive: true });
  }
});

function fileName(text: string): string {
  return FILE.exec(text)?.[0].split('/').at(-1) ?? '';
}

test('a rebuild stops at a lost file; with --skip-damaged it lists what it leaves out, and every later answer says so', async () => {
  rmSync(archivedFile('2026-09-01'));
  expect((await terminal.run('rebuild')).code).toBe(3);
  expect(await ask()).toMatchObject({ code: 0, out: WHOLE });
  const skipped = await terminal.run('rebuild', '--skip-damaged');
  expect(skipped.code).toBe(3);
  expect(skipped.err).toMatch(FILE);
  const { code, out, err } = await ask();
  expect([code, out]).toEqual([0, 'day,reported_users\r\n2026-09-02,2\r\n']);
  expect(err).toMatch(/lacks 2026-09-01: .* Left out on purpose\./);
  expect((await terminal.run('rebuild')).code).toBe(3);
});

test('an emptied or removed journal is never a new installation: nothing answers, and nothing is dropped', async () => {
  const whole = readFileSync(journal());
  const becomes = (make: () => void) => () => {
    rmSync(journal());
    make();
  };
  for (const damage of [
    () => truncateSync(journal(), 0),
    () => rmSync(journal()),
    becomes(() => mkdirSync(journal())),
    becomes(() => execFileSync('mkfifo', [journal()])),
  ]) {
    damage();
    for (const command of [
      ['query', '--metrics', 'accepted'],
      ['status'],
      ['rebuild'],
      ['rebuild', '--skip-damaged'],
    ]) {
      const { code, err } = await terminal.run(...command);
      expect([command, code]).toEqual([command, 3]);
      expect(err).toContain('is missing or empty, but reports were received here.');
    }
    expect((await terminal.run('import', 'one.ndjson', '--scope', 'org:x')).code).toBe(3);
    expect((await terminal.run('start', '--port', '0')).code).toBe(3);
    expect(existsSync(data('demo'))).toBe(false);
    rmSync(journal(), { recursive: true, force: true });
    writeFileSync(journal(), whole);
    expect(await ask()).toMatchObject({ code: 0, out: WHOLE });
  }
});

test('an emptied journal whose archive and seals are gone too is missing as long as the database has days', async () => {
  truncateSync(journal(), 0);
  for (const folder of ['raw', 'seals']) rmSync(data(folder), { recursive: true });
  const imported = await terminal.run('import', 'two.ndjson', '--scope', 'org:x');
  expect([imported.code, imported.err]).toEqual([3, expect.stringContaining('has 2 days of reports (2026-09-01 to')]);
  rmSync(journal());
  expect((await ask()).err).toContain('is missing or empty, but the database');
});

test('a changed digit of the journal is named and leaves no database behind; with --skip-damaged it costs no day', async () => {
  const whole = readFileSync(journal(), 'utf8');
  lostDatabase();
  writeFileSync(journal(), whole.replace('[["2026-09-01",1]]', '[["2026-09-01",9]]'));
  for (const _ of ['first', 'second']) {
    expect(await ask()).toMatchObject({
      code: 3,
      out: '',
      err: expect.stringMatching(/^Row 2 was changed after it was/),
    });
    expect(existsSync(data('flightdeck.duckdb'))).toBe(false);
  }
  const rebuilt = await terminal.run('rebuild', '--skip-damaged');
  expect([rebuilt.code, rebuilt.err]).toEqual([
    3,
    expect.stringContaining('Left out of the journal: Row 2 was changed after it was written.'),
  ]);
  expect(await ask()).toMatchObject({ code: 0, out: WHOLE });
  expect((await terminal.run('verify', '--deep')).out).toContain('1 of them was lost and left out on purpose.');
});

test('a report whose rows of the journal were left out is named by every answer until it is imported again', async () => {
  const whole = readFileSync(journal(), 'utf8');
  const landed = '"kind":"landed"';
  writeFileSync(journal(), whole.replace(landed, '"kind":"landes"'));
  expect((await terminal.run('rebuild', '--skip-damaged')).code).toBe(3);
  const { code, out, err } = await ask();
  expect([code, out]).toEqual([0, 'day,reported_users\r\n2026-09-02,2\r\n']);
  expect(err).toMatch(
    /users-1-day of org:x lacks 2026-09-01: The rows of the journal about raw.* Left out on purpose\./,
  );
  expect((await terminal.run('status')).out).toContain('users-1-day of org:x lacks 2026-09-01');
  expect((await terminal.run('import', archivedFile('2026-09-01'), '--scope', 'org:x')).code).toBe(0);
  expect(await ask()).toMatchObject({ code: 0, out: WHOLE, err: '' });
});

test('files newer than a journal that was put back are named until they are imported again', async () => {
  const older = readFileSync(journal(), 'utf8').trimEnd().split('\n');
  const cut = older.findLastIndex((row) => row.includes('"kind":"landed"'));
  writeFileSync(journal(), `${older.slice(0, cut).join('\n')}\n`);
  for (const name of readdirSync(data())) if (name.includes('seal')) rmSync(data(name), { recursive: true });
  for (const name of readdirSync(data('raw'))) if (name.includes('seal')) rmSync(data('raw', name));
  lostDatabase();
  const yesterday = new Date('2026-10-07T12:00:00Z');
  utimesSync(archivedFile('2026-09-02'), yesterday, yesterday);
  for (const _ of ['first', 'second']) {
    expect(await ask()).toMatchObject({
      code: 3,
      out: 'day,reported_users\r\n2026-09-01,1\r\n',
      err: expect.stringMatching(/users-1-day of org:x lacks 2026-09-02: The journal does not know raw/),
    });
  }
  expect((await terminal.run('status')).out).toContain('users-1-day of org:x lacks 2026-09-02');
  expect((await terminal.run('import', archivedFile('2026-09-02'), '--scope', 'org:x')).code).toBe(0);
  expect(await ask()).toMatchObject({ code: 0, out: WHOLE, err: '' });
});

test('a database of another archive is refused, an older copy of the own one catches up', async () => {
  const { folder } = terminal;
  const NOW = 'day,reported_users\r\n2026-09-01,2\r\n2026-09-02,2\r\n';
  const older = readFileSync(data('flightdeck.duckdb'));
  const rows = [3, 4].map((user) => JSON.stringify({ user_id: user, day: '2026-09-01', organization_id: 999 }));
  writeFileSync(join(folder, 'three.ndjson'), rows.join('\n'));
  await terminal.run('import', 'three.ndjson', '--scope', 'org:x', '--replace');
  lostDatabase();
  writeFileSync(data('flightdeck.duckdb'), older);
  expect(await ask()).toMatchObject({ code: 0, out: NOW });
  expect((await terminal.run('restatements', '--format', 'csv')).out).toContain('2026-09-01');
  await terminal.run('import', 'three.ndjson', '--scope', 'org:x', '--data', 'other');
  renameSync(join(folder, 'other', 'flightdeck.duckdb'), data('flightdeck.duckdb'));
  for (const command of [['query', '--metrics', 'accepted'], ['status'], ['rebuild'], ['doctor']]) {
    const { code, out, err } = await terminal.run(...command);
    expect([command, code]).toEqual([command, 3]);
    expect(out + err).toContain('was not made from the archive in');
  }
  lostDatabase();
  expect(await ask()).toMatchObject({ code: 0, out: NOW });
});

test('an older journal beside a newer database is refused until somebody decides which to keep', async () => {
  const older = readFileSync(journal());
  const seals = [data('seals', 'journal.json'), data('raw', 'journal-seal.json')] as const;
  const olderSeals = seals.map((file) => readFileSync(file));
  writeFileSync(
    join(terminal.folder, 'three.ndjson'),
    JSON.stringify({ user_id: 3, day: '2026-09-03', organization_id: 999 }),
  );
  await terminal.run('import', 'three.ndjson', '--scope', 'org:x');
  writeFileSync(journal(), older);
  // Put back with one of its two seals, the other names what is missing.
  writeFileSync(seals[0], olderSeals[0] ?? '');
  expect((await ask()).err).toContain('Rows 7 to 9 are missing in the journal');
  writeFileSync(seals[1], olderSeals[1] ?? '');
  for (const command of [['query', '--metrics', 'accepted'], ['rebuild']]) {
    const { code, err } = await terminal.run(...command);
    expect([code, err]).toEqual([3, expect.stringContaining('is newer than the journal')]);
  }
  lostDatabase();
  expect(await ask()).toMatchObject({ code: 0, out: WHOLE });
});

test('a rebuild or a check that is stopped says so, changes nothing and leaves no half of a database', async () => {
  const stopped = {
    onStop: (stop: () => void) => {
      stop();
      return () => undefined;
    },
  };
  const half = data('flightdeck.duckdb.rebuild');
  writeFileSync(half, 'left by a rebuild that was killed');
  expect(await ask()).toMatchObject({ code: 0, out: WHOLE });
  expect(existsSync(half)).toBe(false);
  const { code, err } = await terminal.runWith(stopped, 'rebuild');
  expect([code, err]).toEqual([
    3,
    'Stopped before the end: the database is as it was before. Run "flightdeck rebuild" again.\n',
  ]);
  expect(existsSync(half)).toBe(false);
  expect(await terminal.runWith(stopped, 'verify')).toMatchObject({
    code: 3,
    err: 'Stopped before all files were compared.\n',
  });
  expect(await ask()).toMatchObject({ code: 0, out: WHOLE });
});

test('the list of runs is there again after the database was lost', async () => {
  const runs = async () => {
    const { out } = await terminal.run('status', '--format', 'json');
    return (JSON.parse(out) as { runs: { id: string; kind: string }[] }).runs.map(({ id, kind }) => `${kind} ${id}`);
  };
  const before = await runs();
  expect(before).toHaveLength(2);
  lostDatabase();
  expect(await runs()).toEqual(before);
  await terminal.run('rebuild');
  const rebuilt = await runs();
  expect(rebuilt.filter((run) => !before.includes(run))).toEqual([expect.stringMatching(/^rebuild /)]);
  expect(rebuilt).toHaveLength(3);
});

test('the database is compared too: none, whole, behind, without a day, of another archive, damaged', async () => {
  const says = async (...args: string[]) => {
    const { code, out } = await terminal.run('verify', ...args);
    return [code, out.slice(out.indexOf('Database:')).split('\n').slice(0, 2).join('|')];
  };
  expect(await says('--deep')).toEqual([0, 'Database: 2 days, read to its end, all of the journal.|']);
  const copy = join(terminal.folder, 'older.duckdb');
  cpSync(data('flightdeck.duckdb'), copy);
  writeFileSync(
    join(terminal.folder, 'three.ndjson'),
    JSON.stringify({ user_id: 3, day: '2026-09-03', organization_id: 999 }),
  );
  expect((await terminal.run('import', 'three.ndjson', '--scope', 'org:x')).code).toBe(0);
  lostDatabase();
  expect(await says()).toEqual([0, 'Database: There is none; the next command fills one from the archive.|']);
  cpSync(copy, data('flightdeck.duckdb'));
  expect(await says()).toEqual([0, 'Database: 2 days, up to row 6 of 9; the next command takes in the rest.|']);
  expect(readFileSync(data('flightdeck.duckdb')).equals(readFileSync(copy))).toBe(true);
  rmSync(archivedFile('2026-09-03'));
  await ask();
  expect(await says()).toEqual([
    3,
    expect.stringMatching(
      /^Database: 2 days, all of the journal but what follows\.\| {2}users-1-day of org:x lacks 2026-09-03: /,
    ),
  ]);
  expect((await terminal.run('import', 'one.ndjson', '--scope', 'org:x', '--data', 'other')).code).toBe(0);
  cpSync(join(terminal.folder, 'other', 'flightdeck.duckdb'), data('flightdeck.duckdb'));
  expect(await says()).toEqual([3, expect.stringContaining('was not made from the archive')]);
  writeFileSync(data('flightdeck.duckdb'), 'text');
  expect(await says()).toEqual([3, expect.stringContaining('is damaged or not a store of Flightdeck')]);
});
