import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type JournalEvent, journalPath, openJournal, readJournal } from './journal.ts';

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

test('wherever the last row is cut, it is left out, and opening cuts it away', async () => {
  const path = newPath();
  await write(path, EVENT);
  const one = statSync(path).size;
  await write(path, { ...EVENT, scope: 'org:gr\u00fcn' });
  const two = readFileSync(path);
  for (let size = one; size < two.length; size++) {
    writeFileSync(path, two);
    truncateSync(path, size);
    expect((await readJournal(path)).map((row) => row.seq)).toEqual([1]);
    await (await openJournal(path)).close();
    expect(statSync(path).size).toBe(one);
  }
  await write(path, { ...EVENT, kind: 'failed', code: 'not_report' });
  expect((await readJournal(path)).map((row) => row.kind)).toEqual(['landed', 'failed']);
});

test('a row that was changed or lost in the middle is named, not skipped', async () => {
  const path = newPath();
  await write(path, EVENT, EVENT, EVENT);
  const lines = readFileSync(path, 'utf8').split('\n');
  writeFileSync(path, [lines[0], lines[2], ''].join('\n'));
  await expect(readJournal(path)).rejects.toMatchObject({ code: 'journal_damaged', line: 2 });
  writeFileSync(path, [lines[0], 'x', lines[2], ''].join('\n'));
  await expect(openJournal(path)).rejects.toMatchObject({ code: 'journal_damaged', line: 2 });
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

test('fields a later version adds are kept', async () => {
  const path = newPath();
  await write(path, EVENT);
  appendFileSync(path, `${JSON.stringify({ seq: 2, ...EVENT, added: 'later' })}\n`);
  expect((await readJournal(path))[1]).toMatchObject({ added: 'later' });
});
