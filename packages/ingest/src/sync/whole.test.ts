import { parseScope, type ReportKind, UpstreamError } from '@flightdeck/catalog';
import { afterEach, describe, expect, test } from 'vitest';
import { replayMissing } from '../replay/replay.ts';
import { type Bench, createFolders, openBench } from '../testing.ts';
import { type Canned, cannedGithub, userLine } from './canned.ts';
import { describeFailures } from './outcome/describe-failures.ts';
import { type SyncOptions, syncOnce } from './run.ts';

const ORG = parseScope('org:acme');
const DAY = '2026-10-22';
const NOW = new Date('2026-11-01T08:00:00Z');
const folders = createFolders();
const closing: Bench[] = [];

afterEach(async () => {
  for (const open of closing.splice(0)) await open.close();
  folders.clear();
});

async function bench(): Promise<Bench> {
  const opened = await openBench(folders.make());
  closing.push(opened);
  return opened;
}

/** A GitHub that has only users-1-day of one day, in these files. */
const users = (files: Canned) => cannedGithub((kind, day) => (kind === 'users-1-day' && day === DAY ? files : '204'));
const syncDay = ({ tools }: Bench, github: SyncOptions['github'], more: Partial<SyncOptions> = {}) =>
  syncOnce({ ...tools, github, scopes: [ORG], now: NOW, range: { from: DAY, to: DAY }, ...more });
const stateOf = async ({ store }: Bench, report: ReportKind = 'users-1-day') =>
  (await store.ledger.days())
    .filter((row) => row.report === report)
    .map(({ day, state, code, records }) => [day, state, code, records]);
const outputs = async ({ store }: Bench) => {
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
  return (await store.scan(scan))[0]?.values[0] ?? null;
};

/** Rows of people 1 to 9 in three files of three. */
const FILES = [1, 4, 7].map((first) => [0, 1, 2].map((next) => userLine(DAY, first + next, 10)).join(''));

describe('a report of several files', () => {
  const GARBAGE = '{"broken\n{"also broken\n';
  test.each([
    [
      'two broken lines',
      GARBAGE,
      'partial_report',
      'The users-1-day report of 2026-10-22 has 3 files, 1 of them without a row.',
    ],
    ['nothing', '', 'partial_report', 'The users-1-day report of 2026-10-22 has 3 files, 1 of them without a row.'],
    [
      'a blank line',
      '\n',
      'partial_report',
      'The users-1-day report of 2026-10-22 has 3 files, 1 of them without a row.',
    ],
    ['a bare JSON string', '"No report is available."', 'partial_report', 'has 3 files, 1 of them without a row.'],
    ['a page of HTML', '<html>oops</html>', 'not_report', 'It is a web page or XML.'],
    [
      'an error of a blob store',
      '<?xml version="1.0"?><Error>BlobNotFound</Error>',
      'not_report',
      'It is a web page or XML.',
    ],
  ])('is not loaded when one file holds %s, and is asked for again', async (_name, text, code, says) => {
    const opened = await bench();
    const [first = '', , third = ''] = FILES;
    const result = await syncDay(opened, users([first, text, third]));
    expect(result).toMatchObject({ result: 'partial', loaded: 0 });
    expect(result.failed).toMatchObject([{ scope: 'org:acme', report: 'users-1-day', day: DAY, code }]);
    expect(result.failed[0]?.message).toContain(says);
    expect(await stateOf(opened)).toEqual([[DAY, 'failed', code, 0]]);
    expect(await outputs(opened)).toBeNull();
    expect((await opened.store.ledger.runs())[0]?.message).toContain(`org:acme users-1-day ${DAY}: `);
    // Neither a crash before the failure was written down nor a rebuild loads it.
    await replayMissing(opened.tools);
    expect(await outputs(opened)).toBeNull();
    const mended = await syncOnce({ ...opened.tools, github: users(FILES), scopes: [ORG], now: NOW, since: DAY });
    expect(mended).toMatchObject({ result: 'ok', failed: [] });
    expect(await outputs(opened)).toBe(90);
  });

  test('that are all empty says that there is none', async () => {
    const opened = await bench();
    expect(await syncDay(opened, users(['', '""']))).toMatchObject({ result: 'ok', noReport: 4 });
    expect(await stateOf(opened)).toEqual([[DAY, 'no_report', 'empty_file', 0]]);
  });
});

describe('lines that are left out', () => {
  const people = (count: number) => Array.from({ length: count }, (_, index) => userLine(DAY, index + 1, 1)).join('');
  const bad = (count: number) => '{"user_id":-1,"day":"2026-10-22"}\n'.repeat(count);

  test('are said, and up to a twentieth of them the day is loaded', async () => {
    const opened = await bench();
    const result = await syncDay(opened, users([people(95) + bad(5)]));
    expect(result).toMatchObject({ result: 'ok', rejected: 5, loaded: 1 });
    expect(result.notes).toEqual(['org:acme users-1-day 2026-10-22: 5 of 100 lines left out (bad_id 5).']);
    expect((await opened.store.ledger.runs())[0]?.message).toBe(result.notes[0]);
    expect(await outputs(opened)).toBe(95);
  });

  test('keep the day out above a twentieth, also when rows stood there', async () => {
    const opened = await bench();
    await syncDay(opened, users([people(3)]));
    const result = await syncDay(opened, users([people(94) + bad(6)]));
    expect(result).toMatchObject({ result: 'partial', loaded: 0 });
    expect(result.failed).toMatchObject([{ day: DAY, code: 'rejected_lines' }]);
    expect(result.failed[0]?.message).toContain('has 6 of 100 lines that cannot be loaded. Line 95: An id must be');
    expect(await outputs(opened)).toBe(3);
  });

  test('keep the day out above a hundred of them', async () => {
    const opened = await bench();
    expect((await syncDay(opened, users([people(3000) + bad(101)]))).failed).toMatchObject([
      { code: 'rejected_lines' },
    ]);
    expect(await outputs(opened)).toBeNull();
  });

  test('that only repeat a row are no loss', async () => {
    const opened = await bench();
    const result = await syncDay(opened, users([people(3) + people(3)]));
    expect(result).toMatchObject({ result: 'ok', loaded: 1, rejected: 3 });
    expect(await outputs(opened)).toBe(3);
  });
});

test('a stop that concerns a whole host names every hole by scope, report and day', async () => {
  const opened = await bench();
  const limit = new UpstreamError("GitHub's rate limit is used up.", { code: 'rate_limited', retryable: true });
  const lab = parseScope('org:lab');
  const github = cannedGithub((kind, day, scope) => {
    return scope === ORG && kind === 'users-1-day' && day === '2026-10-20' ? [userLine('2026-10-20', 1, 1)] : limit;
  });
  const range = { from: '2026-10-20', to: '2026-10-23' };
  const result = await syncOnce({ ...opened.tools, github, scopes: [ORG, lab], now: NOW, range });
  expect(describeFailures(result.failed)).toEqual([
    "GitHub's rate limit is used up. [rate_limited]",
    ...[ORG, lab].flatMap(({ slug }) =>
      ['user-teams-1-day', 'users-1-day', 'aggregate-1-day', 'repos-1-day'].map(
        (report) => `  org:${slug} ${report} 2026-10-20 to 2026-10-23 (4 days)`,
      ),
    ),
  ]);
  expect(github.asked).toHaveLength(1);
});

describe('a sync that a refused token stopped', () => {
  const refused = new UpstreamError('GitHub does not accept the credentials.', {
    code: 'bad_credentials',
    retryable: false,
    status: 401,
  });
  const sync = ({ tools }: Bench, github: SyncOptions['github'], now = NOW) =>
    syncOnce({ ...tools, github, scopes: [ORG], now });

  test('names the same days in its answer and in the ledger, and the next one asks as if there had been none', async () => {
    const opened = await bench();
    const result = await sync(
      opened,
      cannedGithub(() => refused),
    );
    const daysOf = result.failed.flatMap(({ report, day }) => (day === null ? [] : [`${report} ${day}`]));
    expect(daysOf).toContain('users-1-day 2026-10-22');
    expect(daysOf).toHaveLength(926);
    const failed = (await opened.store.ledger.days()).filter(({ state }) => state === 'failed');
    expect(failed.map(({ report, day }) => `${report} ${day}`)).toEqual(daysOf.toSorted());
    expect(new Set(failed.map(({ code }) => code))).toEqual(new Set(['bad_credentials']));
    const none = cannedGithub(() => '204');
    const fresh = cannedGithub(() => '204');
    await sync(opened, none);
    await sync(await bench(), fresh);
    expect(none.asked).toEqual(fresh.asked);
    expect((await opened.store.ledger.days()).filter(({ state }) => state === 'failed')).toEqual([]);
  });
});
