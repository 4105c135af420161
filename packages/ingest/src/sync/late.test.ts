import { parseScope, type ReportKind } from '@flightdeck/catalog';
import { openDuckdbStore } from '@flightdeck/store-duckdb';
import { afterEach, describe, expect, test } from 'vitest';
import { replayMissing } from '../replay/replay.ts';
import { type Bench, createFolders, openBench } from '../testing.ts';
import { type Canned, cannedGithub, userLine } from './canned.ts';
import { syncOnce } from './run.ts';

const ORG = parseScope('org:acme');
const DAY = '2026-10-22';
const folders = createFolders();
const closing: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const open of closing.splice(0).reverse()) await open.close();
  folders.clear();
});

/** A day that was in time: of a scope that never gave anything only the totals are asked for again. */
const IN_TIME = '2026-10-21';

/** A bench, and a GitHub whose users-1-day of the day is what was set last. */
async function world(first: Canned) {
  const opened = await openBench(folders.make());
  closing.push(opened);
  let serves = first;
  const github = cannedGithub((kind, day) => {
    if (kind !== 'users-1-day') return '204';
    return day === IN_TIME ? [userLine(IN_TIME, 1, 1)] : day === DAY ? serves : '204';
  });
  const sync = async (at: string, range?: { from: string; to: string }) => {
    github.asked.length = 0;
    const result = await syncOnce({
      ...opened.tools,
      github,
      scopes: [ORG],
      now: new Date(at),
      ...(range ? { range } : { since: '2026-10-20' }),
    });
    const asks = github.asked.filter((asked) => asked === `users-1-day ${DAY}`).length;
    return { result, asks, ...(await standing(opened)) };
  };
  return { opened, sync, serve: (files: Canned) => (serves = files) };
}

async function standing({ store }: Bench) {
  const row = (await store.ledger.days()).find(
    ({ report, day }) => report === ('users-1-day' as ReportKind) && day === DAY,
  );
  const sum = { name: 'n', aggregate: 'sum', column: 'code_generation_activity_count', when: [] } as const;
  const range = { from: DAY, to: DAY };
  const scan = {
    id: 'u',
    fact: 'user_day' as const,
    scopes: ['org:acme'],
    range,
    by: [],
    where: [],
    once: false,
    measures: [sum],
  };
  return { state: row?.state, outputs: (await store.scan(scan))[0]?.values[0] ?? null };
}

const of = (outputs: number): Canned => [userLine(DAY, 1, outputs)];

describe('a day is final when it was seen unchanged after three full UTC days', () => {
  test('a report that comes more than three days late and grows a day later arrives by itself', async () => {
    const { sync, serve, opened } = await world('204');
    expect(await sync('2026-10-26T08:00:00Z')).toMatchObject({ state: 'no_report', outputs: null });
    serve(of(3));
    expect(await sync('2026-10-27T08:00:00Z')).toMatchObject({ state: 'provisional', outputs: 3 });
    expect(await sync('2026-10-27T09:00:00Z')).toMatchObject({ asks: 0 });
    serve(of(310));
    expect(await sync('2026-10-28T08:00:00Z')).toMatchObject({ state: 'provisional', outputs: 310 });
    expect(await sync('2026-10-29T08:00:00Z')).toMatchObject({ state: 'present', outputs: 310 });
    expect(await sync('2026-10-30T08:00:00Z')).toMatchObject({ asks: 0 });
    // The archive says the same of every day.
    const store = await openDuckdbStore({
      file: `${folders.make()}/again.duckdb`,
      readFolders: [opened.tools.workFolder],
    });
    closing.push(store);
    await replayMissing({ ...opened.tools, store });
    const loadedOf = async ({ ledger }: Bench['store']) =>
      (await ledger.days()).filter(({ sha256 }) => sha256 !== null);
    expect(await loadedOf(store)).toEqual(await loadedOf(opened.store));
  });

  test('one that comes late and does not grow has three full days of its own', async () => {
    const { sync, serve } = await world('204');
    await sync('2026-10-26T08:00:00Z');
    serve(of(3));
    for (const day of ['27', '28', '29', '30']) {
      expect(await sync(`2026-10-${day}T08:00:00Z`)).toMatchObject({ state: 'provisional', asks: 1 });
    }
    expect(await sync('2026-10-31T08:00:00Z')).toMatchObject({ state: 'present', asks: 1 });
    expect(await sync('2026-11-01T08:00:00Z')).toMatchObject({ state: 'present', asks: 0 });
  });

  test('one that was in time is final at the first look after three full days that finds it unchanged', async () => {
    const { sync, serve } = await world(of(1));
    expect(await sync('2026-10-23T08:00:00Z')).toMatchObject({ state: 'provisional', asks: 1 });
    expect(await sync('2026-10-25T08:00:00Z')).toMatchObject({ state: 'provisional', asks: 1 });
    expect(await sync('2026-10-26T00:30:00Z')).toMatchObject({ state: 'present', asks: 1 });
    serve(of(9));
    expect(await sync('2026-10-27T00:30:00Z')).toMatchObject({ asks: 0, outputs: 1 });
  });

  test('one that changed on the fourth day is looked at on the fifth', async () => {
    const { sync, serve } = await world(of(1));
    await sync('2026-10-25T08:00:00Z');
    serve(of(2));
    expect(await sync('2026-10-26T08:00:00Z')).toMatchObject({ state: 'provisional', outputs: 2 });
    serve(of(3));
    expect(await sync('2026-10-27T08:00:00Z')).toMatchObject({ state: 'provisional', outputs: 3 });
    expect(await sync('2026-10-28T08:00:00Z')).toMatchObject({ state: 'present', outputs: 3 });
  });

  test('one that nobody looked at for a week may have come late; older ones are taken as they are', async () => {
    const { sync } = await world(of(1));
    expect(await sync('2026-10-29T08:00:00Z')).toMatchObject({ state: 'provisional' });
    const other = await world(of(1));
    expect(await other.sync('2026-10-30T08:00:00Z')).toMatchObject({ state: 'present' });
  });
});

describe('days that a person names', () => {
  const range = { from: DAY, to: DAY };

  test('are asked for again, also when they are final', async () => {
    const { sync, serve } = await world(of(3));
    expect(await sync('2026-11-20T08:00:00Z')).toMatchObject({ state: 'present', outputs: 3 });
    expect(await sync('2026-11-20T09:00:00Z', range)).toMatchObject({ asks: 1, outputs: 3, result: { unchanged: 1 } });
    serve(of(310));
    expect(await sync('2026-11-20T10:00:00Z', range)).toMatchObject({ asks: 1, outputs: 310, state: 'provisional' });
  });

  test('are not asked for without a word why', async () => {
    const { sync } = await world(of(3));
    const { result } = await sync('2026-11-20T08:00:00Z', { from: '2025-06-01', to: '2026-11-20' });
    expect(result.notes).toEqual([
      'Not asked for: days before 2025-11-20. GitHub keeps reports for one year; older ones only files can bring.',
      'Not asked for: 2026-11-20 and later. A day has a report only when it is over in UTC.',
    ]);
  });
});
