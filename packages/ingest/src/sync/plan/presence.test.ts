import { parseScope, UpstreamError } from '@flightdeck/catalog';
import { afterEach, describe, expect, test } from 'vitest';
import { type Bench, createFolders, openBench, SMALL_NOW, startSmall } from '../../testing.ts';
import { cannedGithub, userLine } from '../canned.ts';
import { describeFailures } from '../outcome/describe-failures.ts';
import { syncOnce } from '../run.ts';

const ORG = parseScope('org:acme');
const BIG = parseScope('enterprise:big');
const NOW = new Date('2026-11-01T08:00:00Z');
const folders = createFolders();
const closing: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const open of closing.splice(0).reverse()) await open.close();
  folders.clear();
});

async function bench(): Promise<Bench> {
  const opened = await openBench(folders.make());
  closing.push(opened);
  return opened;
}

const notFound = new UpstreamError('Not there.', { code: 'not_found', retryable: false, status: 404 });
/** A GitHub that answers everything with 404. */
function nothing(exists: boolean) {
  let others = 0;
  const github = cannedGithub(() => '404');
  const refuse = () => {
    others += 1;
    throw notFound;
  };
  return {
    ...github,
    exists: async () => {
      others += 1;
      return exists;
    },
    async *seatPages() {
      yield refuse();
    },
    billing: async () => refuse(),
    total: () => github.asked.length + others,
  };
}

describe('a scope that GitHub does not show', () => {
  test('costs six requests and one sentence, names every day, and none is marked as empty', async () => {
    const opened = await bench();
    const { github, simulator, close } = await startSmall();
    closing.push({ close });
    const result = await syncOnce({ ...opened.tools, github, scopes: [parseScope('org:nobody')], now: SMALL_NOW });
    expect(result).toMatchObject({ result: 'failed', loaded: 0, noReport: 0, requests: 6 });
    expect([...simulator.requests.values()].reduce((sum, count) => sum + count, 0)).toBe(6);
    expect(describeFailures(result.failed)).toEqual([
      'GitHub knows no organization "nobody", or does not show it to this credential. It may have been renamed, or the credential has lost its right. Correct org:nobody in FLIGHTDECK_SCOPES or run "flightdeck doctor". No day was marked as empty; the next sync asks for all of them. [scope_not_found]',
      '  org:nobody seats 2026-11-01',
      '  org:nobody seat-summary 2026-11-01',
      '  org:nobody user-teams-1-day 2026-05-14 to 2026-10-31 (171 days)',
      '  org:nobody users-1-day 2025-12-12 to 2026-10-31 (324 days)',
      '  org:nobody aggregate-1-day 2025-12-12 to 2026-10-31 (324 days)',
      '  org:nobody repos-1-day 2026-07-17 to 2026-10-31 (107 days)',
      '  org:nobody aggregate-28-day',
    ]);
    expect((await opened.store.ledger.days()).filter(({ state }) => state === 'no_report')).toEqual([]);
  });

  test.each([
    [ORG, true],
    [BIG, false],
    [BIG, true],
  ])('is found out with few requests: %o, asked by name %s', async (scope, exists) => {
    const opened = await bench();
    const github = nothing(exists);
    const result = await syncOnce({ ...opened.tools, github, scopes: [scope], now: NOW });
    expect(result.result).toBe('failed');
    expect(result.failed.map(({ code }) => code)).toContain('scope_not_found');
    expect(github.total()).toBeLessThanOrEqual(exists ? 13 : 6);
    expect((await opened.store.ledger.days()).filter(({ state }) => state === 'no_report')).toEqual([]);
  });

  test('though it gave reports before has lost its right or its name; with the right back every day is asked for', async () => {
    const opened = await bench();
    const days = ['2026-10-27', '2026-10-28', '2026-10-29', '2026-10-30', '2026-10-31'];
    const has = (upTo: string) =>
      cannedGithub((kind, day) =>
        kind === 'users-1-day' && day !== null && day <= upTo && days.includes(day) ? [userLine(day, 1, 1)] : '404',
      );
    const sync = (github: Parameters<typeof syncOnce>[0]['github'], at: string) =>
      syncOnce({ ...opened.tools, github, scopes: [ORG], now: new Date(at), since: '2026-10-27' });
    await sync(has('2026-10-29'), '2026-10-30T08:00:00Z');
    const before = await opened.store.ledger.days();
    const lost = nothing(true);
    const result = await sync(lost, '2026-11-01T08:00:00Z');
    expect(result.result).toBe('failed');
    expect(describeFailures(result.failed)[0]).toContain(
      'GitHub answers 404 for organization "acme", also for the users-1-day report of 2026-10-29, which it gave before.',
    );
    expect(lost.total()).toBeLessThanOrEqual(10);
    const after = await opened.store.ledger.days();
    const ofState = (days: typeof after, wanted: string) => days.filter(({ state }) => state === wanted);
    expect(ofState(before, 'no_report')).toEqual(expect.arrayContaining(ofState(after, 'no_report')));
    // Days without a report that were to be asked for again are failed now, as by any other failure.
    const failed = ofState(after, 'failed').map(({ report, day }) => `${report} ${day}`);
    expect(failed).toEqual(expect.arrayContaining(['users-1-day 2026-10-30', 'user-teams-1-day 2026-10-28']));
    expect(ofState(after, 'provisional')).toEqual(ofState(before, 'provisional'));
    expect(await sync(has('2026-10-31'), '2026-11-01T09:00:00Z')).toMatchObject({ result: 'ok', loaded: 4 });
  });
});

test('a 404 of a scope that is there means that there is no report', async () => {
  const opened = await bench();
  const github = cannedGithub(() => '404');
  const result = await syncOnce({ ...opened.tools, github, scopes: [BIG], now: NOW });
  // Its seats are an empty list, so GitHub shows it; a new enterprise answers 404 until it has data.
  expect(result).toMatchObject({ result: 'ok', failed: [] });
});

test('without the right to the seats reports go on, and the seats are named as themselves', async () => {
  const opened = await bench();
  const { seatPages, billing } = nothing(true);
  const reports = cannedGithub((kind, day) =>
    kind === 'users-1-day' && day !== null && day >= '2026-10-30' ? [userLine(day, 1, 1)] : '404',
  );
  const github = { ...reports, seatPages, billing };
  const result = await syncOnce({ ...opened.tools, github, scopes: [BIG], now: NOW, since: '2026-10-28' });
  expect(result.failed.map(({ report, code }) => [report, code])).toEqual([['seats', 'not_found']]);
  expect(
    (await opened.store.ledger.days()).filter(({ state }) => state === 'provisional').map(({ day }) => day),
  ).toEqual(['2026-10-30', '2026-10-31']);
});
