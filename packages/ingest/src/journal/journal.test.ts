import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { addChain, chainOf, splitChain } from './chain.ts';
import { inspectJournal } from './inspect.ts';
import { headOf, type JournalEvent, journalPath, openJournal, readJournal } from './journal.ts';
import { salvageJournal } from './salvage.ts';
import { sealPath, witnessPath } from './seal-file.ts';

function newPath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'flightdeck-journal-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return journalPath(join(folder, 'archive'));
}

const EVENT: JournalEvent = {
  kind: 'landed',
  at: '2026-11-22T10:00:00Z',
  scope: 'org:acme',
  report: 'users-1-day',
  days: '2026-11-19',
  sha256s: ['ab'],
  counts: { records: 3 },
};

async function write(path: string, ...events: JournalEvent[]): Promise<void> {
  const journal = await openJournal(path);
  await Promise.all(events.map((event) => journal.append(event)));
  await journal.close();
}

test('rows come back in the order they were appended, numbered from 1, across openings', async () => {
  const path = newPath();
  expect(await readJournal(path)).toEqual([]);
  await write(path, EVENT, { ...EVENT, kind: 'loaded' });
  await write(path, { ...EVENT, kind: 'no_report', days: { from: '2026-10-01', to: '2026-10-28' } });
  expect((await readJournal(path)).map((row) => [row.seq, row.kind])).toEqual([
    [1, 'landed'],
    [2, 'loaded'],
    [3, 'no_report'],
  ]);
  expect((await readJournal(path))[0]).toEqual({ seq: 1, ...EVENT });
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('a journal whose line ends git or an editor changed is the same journal, and goes on', async () => {
  const path = newPath();
  await write(path, EVENT, { ...EVENT, scope: 'org:gr\u00fcn' });
  const before = readFileSync(path, 'utf8');
  const chains = (await inspectJournal(dirname(path))).chains;
  for (const text of [before.replaceAll('\n', '\r\n'), `\uFEFF${before}`, `\uFEFF${before.replaceAll('\n', '\r\n')}`]) {
    writeFileSync(path, text);
    expect(await inspectJournal(dirname(path))).toMatchObject({ chains, faults: [], isUnsealed: false, isGone: false });
  }
  await write(path, { ...EVENT, kind: 'loaded' });
  const state = await inspectJournal(dirname(path));
  expect(state).toMatchObject({ faults: [], isUnsealed: false });
  expect(state.rows.map(({ kind }) => kind)).toEqual(['landed', 'landed', 'loaded']);
  // A carriage return that does not end a line is a change.
  writeFileSync(path, readFileSync(path, 'utf8').replace('{"', '{\r"'));
  expect((await inspectJournal(dirname(path))).faults).toEqual([{ kind: 'changed', from: 1, to: 1 }]);
});

test('a row a crash cut before it was acknowledged is left out, and opening cuts it away', async () => {
  const path = newPath();
  await write(path, EVENT);
  const one = statSync(path).size;
  const seal = readFileSync(sealPath(path));
  await write(path, { ...EVENT, scope: 'org:gr\u00fcn' });
  const two = readFileSync(path);
  for (let size = one; size < two.length; size += 7) {
    writeFileSync(path, two);
    writeFileSync(sealPath(path), seal);
    truncateSync(path, size);
    expect((await readJournal(path)).map((row) => row.seq)).toEqual([1]);
    await (await openJournal(path)).close();
    expect(statSync(path).size).toBe(one);
  }
  await write(path, { ...EVENT, kind: 'failed', code: 'not_report' });
  expect((await readJournal(path)).map((row) => row.kind)).toEqual(['landed', 'failed']);
});

test('a row that was acknowledged and is cut is missing, wherever it is cut', async () => {
  const path = newPath();
  await write(path, EVENT, EVENT, EVENT);
  const whole = readFileSync(path);
  const two = whole.lastIndexOf('\n', whole.length - 2) + 1;
  for (const size of [two, two + 1, whole.length - 1]) {
    truncateSync(path, size);
    await expect(readJournal(path)).rejects.toMatchObject({ code: 'journal_damaged', line: 3 });
    await expect(openJournal(path)).rejects.toMatchObject({ code: 'journal_damaged', line: 3 });
    writeFileSync(path, whole);
  }
  expect(await readJournal(path)).toHaveLength(3);
});

test('an emptied or removed journal is missing, one in which nothing was written yet is empty', async () => {
  const path = newPath();
  await write(path);
  expect(await readJournal(path)).toEqual([]);
  rmSync(path);
  expect(await readJournal(path)).toEqual([]);
  await write(path, EVENT);
  for (const damage of [() => truncateSync(path, 0), () => rmSync(path)]) {
    damage();
    await expect(readJournal(path)).rejects.toMatchObject({ code: 'journal_missing' });
    await expect(openJournal(path)).rejects.toMatchObject({ code: 'journal_missing' });
  }
});

test('an empty journal beside an archived file is missing, but not when its first row was still to be written', async () => {
  const path = newPath();
  const folder = join(dirname(path), 'raw', 'api.github.com', 'org-acme', 'users-1-day', '2026-11-19');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, '0123456789abcdef.ndjson.gz'), 'x');
  await expect(readJournal(path)).rejects.toMatchObject({ code: 'journal_missing' });
  rmSync(join(dirname(path), 'raw'), { recursive: true });
  await write(path);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, '0123456789abcdef.ndjson.gz'), 'x');
  expect(await readJournal(path)).toEqual([]);
});

test('every bit of every row is watched', async () => {
  const path = newPath();
  await write(path, EVENT, { ...EVENT, days: '2026-11-20' }, EVENT);
  const whole = readFileSync(path);
  const lineOf = (at: number) => whole.subarray(0, at).toString('latin1').split('\n').length;
  /** In the chain of a row that is followed by another one, which vouches for it. */
  const isVouchedFor = (at: number) => lineOf(at) < 3 && whole[at] !== 10 && lineOf(at + 77) > lineOf(at);
  let vouched = 0;
  for (let at = 0; at < whole.length; at += 3) {
    const changed = Buffer.from(whole);
    changed[at] = (changed[at] ?? 0) ^ (1 << (at % 7));
    writeFileSync(path, changed);
    const { faults, rows } = await inspectJournal(dirname(path));
    if (isVouchedFor(at)) expect([at, faults, rows.length]).toEqual([at, [], 3]);
    else expect([at, faults[0]?.from]).toEqual([at, lineOf(at)]);
    vouched += isVouchedFor(at) ? 1 : 0;
  }
  expect(vouched).toBeLessThan(whole.length / 6);
});

test('a row that was changed, lost, doubled or moved is named, not skipped', async () => {
  const path = newPath();
  await write(path, EVENT, EVENT, { ...EVENT, kind: 'loaded' }, EVENT);
  const [one, two, three, four] = readFileSync(path, 'utf8').split('\n');
  const damages: readonly (readonly [readonly (string | undefined)[], number])[] = [
    [[one, three, four], 2],
    [[one, 'x', three, four], 2],
    [[one, three, two, four], 2],
    [[one, two, two, three, four], 3],
    [[two, three, four], 1],
    [[one, two?.replace('"records":3', '"records":4'), three, four], 2],
    [[one, two, three, four?.replace('org:acme', 'org:acne')], 4],
  ];
  for (const [lines, line] of damages) {
    writeFileSync(path, [...lines, ''].join('\n'));
    await expect(readJournal(path)).rejects.toMatchObject({ code: 'journal_damaged', line });
  }
});

test('a journal of another archive is recognised by its seal, and one without a seal by nothing but itself', async () => {
  const [path, other] = [newPath(), newPath()];
  await write(path, EVENT, EVENT);
  await write(other, { ...EVENT, scope: 'org:other' }, EVENT, EVENT);
  cpSync(other, path);
  await expect(readJournal(path)).rejects.toMatchObject({ code: 'journal_damaged', line: 2 });
  rmSync(sealPath(path));
  expect(await readJournal(path)).toHaveLength(3);
});

test('a seal that is missing, cut, changed or older takes nothing from the journal, and the next row renews it', async () => {
  const path = newPath();
  await write(path, EVENT);
  const older = readFileSync(sealPath(path), 'utf8');
  await write(path, EVENT);
  const seal = readFileSync(sealPath(path), 'utf8');
  for (const text of [null, '', seal.slice(0, 20), seal.replace('"seq":2', '"seq":9'), older]) {
    if (text === null) rmSync(sealPath(path));
    else writeFileSync(sealPath(path), text);
    expect(await readJournal(path)).toHaveLength(2);
    await write(path);
    expect(readFileSync(sealPath(path), 'utf8')).toBe(seal);
  }
});

test('an older journal put back together with its seal is cut, as the seal among the archived files has it', async () => {
  const path = newPath();
  mkdirSync(join(dirname(path), 'raw'), { recursive: true });
  await write(path, EVENT);
  const older = [readFileSync(path), readFileSync(sealPath(path))] as const;
  await write(path, { ...EVENT, days: '2026-11-20' }, EVENT);
  const newer = readFileSync(path);
  writeFileSync(path, older[0]);
  writeFileSync(sealPath(path), older[1]);
  await expect(readJournal(path)).rejects.toMatchObject({ code: 'journal_damaged', line: 2 });
  writeFileSync(path, newer);
  expect(await readJournal(path)).toHaveLength(3);
  await write(path);
  for (const text of [null, '', readFileSync(sealPath(path), 'utf8').slice(0, 20), older[1]]) {
    if (text === null) rmSync(witnessPath(path));
    else writeFileSync(witnessPath(path), text);
    expect(await readJournal(path)).toHaveLength(3);
  }
  await write(path);
  expect(readFileSync(witnessPath(path), 'utf8')).toBe(readFileSync(sealPath(path), 'utf8'));
});

test('rows of an earlier version are sealed once, by one row, and then a change of any of them is named', async () => {
  const path = newPath();
  mkdirSync(dirname(path), { recursive: true });
  const file = 'raw/h/org-acme/users-1-day/2026-11-19/abababababababab.ndjson.gz';
  const landed = { ...EVENT, sha256s: ['ab'.repeat(32)], files: [file], dayList: ['2026-11-19'] };
  const loaded = { ...EVENT, kind: 'loaded', landings: [1], dayList: [['2026-11-19', 1]] };
  const earlier = [landed, loaded].map((event, index) => `${JSON.stringify({ seq: index + 1, ...event })}\n`).join('');
  writeFileSync(path, earlier);
  mkdirSync(dirname(join(dirname(path), file)), { recursive: true });
  writeFileSync(join(dirname(path), file), 'twelve bytes');
  expect(await readJournal(path)).toHaveLength(2);
  await write(path, EVENT);
  await write(path, EVENT);
  const rows = await readJournal(path);
  expect(rows.map(({ kind }) => kind)).toEqual(['landed', 'loaded', 'sealed', 'landed', 'landed']);
  expect(rows[2]).toMatchObject({ sizes: { [file]: 12 } });
  expect(readFileSync(path, 'utf8').startsWith(earlier)).toBe(true);
  writeFileSync(path, readFileSync(path, 'utf8').replace('"landings":[1]', '"landings":[2]'));
  await expect(readJournal(path)).rejects.toMatchObject({ code: 'journal_damaged', line: 2 });
});

test('a row of an earlier version that contradicts itself or another is named before it is sealed', async () => {
  const path = newPath();
  mkdirSync(dirname(path), { recursive: true });
  const days = ['2026-10-25', '2026-10-26'];
  const landing = (seq: number, sum: string) => ({
    ...EVENT,
    seq,
    days: { from: '2026-10-25', to: '2026-10-26' },
    sha256s: [sum.repeat(32)],
    files: [`raw/h/org-acme/users-1-day/x/${sum.repeat(8)}.ndjson.gz`],
    dayList: days,
  });
  const loaded = {
    ...EVENT,
    seq: 3,
    kind: 'loaded',
    days: { from: '2026-10-25', to: '2026-10-26' },
    landings: [2],
    dayList: days.map((day) => [day, 2]),
  };
  const whole = [landing(1, 'ab'), landing(2, 'cd'), loaded].map((row) => `${JSON.stringify(row)}\n`).join('');
  writeFileSync(path, whole);
  expect(await readJournal(path)).toHaveLength(3);
  for (const [before, after, line] of [
    ['["2026-10-26",2]', '["2026-10-26",1]', 3],
    ['["2026-10-26",2]', '["2026-10-24",2]', 3],
    ['["2026-10-26",2]', '["2026-10-25",2]', 3],
    ['"cdcd', '"kdcd', 2],
  ] as const) {
    writeFileSync(path, whole.replace(before, after));
    await expect(readJournal(path)).rejects.toMatchObject({ code: 'journal_damaged', line });
    await expect(openJournal(path)).rejects.toMatchObject({ code: 'journal_damaged', line });
  }
});

test('a damaged journal goes on without the rows that are lost, each of the others with its number', async () => {
  const path = newPath();
  await write(path, EVENT, { ...EVENT, days: '2026-11-20' }, EVENT, EVENT);
  const lines = readFileSync(path, 'utf8').split('\n');
  const damaged = [lines[0], lines[1]?.replace('2026-11-20', '2026-11-21'), lines[2], ''].join('\n');
  writeFileSync(path, damaged);
  const { faults, kept } = await salvageJournal(dirname(path), new Date('2026-11-25T08:00:00Z'));
  expect(faults).toEqual([
    { kind: 'changed', from: 2, to: 2 },
    { kind: 'missing', from: 4, to: 4 },
  ]);
  expect(readFileSync(kept ?? '', 'utf8')).toBe(damaged);
  await write(path, EVENT);
  expect((await readJournal(path)).map(({ seq, kind }) => [seq, kind])).toEqual([
    [1, 'landed'],
    [2, 'lost'],
    [3, 'landed'],
    [4, 'lost'],
    [5, 'landed'],
  ]);
  expect((await salvageJournal(dirname(path), new Date())).kept).toBe(null);
});

test('two that write one journal in turns, as servers of a cluster do, keep one chain', async () => {
  const path = newPath();
  const [one, other] = [await openJournal(path), await openJournal(path)];
  await one.append(EVENT);
  await other.append(EVENT);
  await one.append(EVENT);
  expect(other.head.seq).toBe(2);
  expect(one.head).toEqual(headOf(await inspectJournal(dirname(path))));
  await Promise.all([one.close(), other.close()]);
  expect(await readJournal(path)).toHaveLength(3);
});

test('a row whose append was stopped before it was written is not there, one stopped after it is', async () => {
  for (const [point, rows] of [
    ['journal.before_row', 0],
    ['journal.after_row', 1],
  ] as const) {
    const path = newPath();
    const journal = await openJournal(path, (at) => {
      if (at === point) throw new Error('stopped');
    });
    await expect(journal.append(EVENT)).rejects.toThrow('stopped');
    await journal.close();
    expect(await readJournal(path)).toHaveLength(rows);
  }
});

test('fields a later version adds are kept, a kind of row it adds is not read as nothing', async () => {
  const path = newPath();
  await write(path, EVENT);
  const [first] = readFileSync(path, 'utf8').split('\n');
  const { chain } = splitChain(first ?? '');
  const append = (row: object): void => {
    const body = JSON.stringify(row);
    writeFileSync(path, `${first}\n`);
    appendFileSync(path, `${addChain(body, chainOf(chain ?? '', body))}\n`);
  };
  append({ seq: 2, ...EVENT, added: 'later' });
  expect((await readJournal(path))[1]).toMatchObject({ added: 'later' });
  append({ seq: 2, ...EVENT, kind: 'merged' });
  await expect(readJournal(path)).rejects.toMatchObject({ code: 'journal_newer', line: 2 });
});
