import { join } from 'node:path';
import { parseScope } from '@flightdeck/catalog';
import { createGithub, type SeatPage } from '@flightdeck/github';
import { evaluate, parseQuery, planQuery, type ScanMeasure } from '@flightdeck/query';
import { createOrganization, type FaultPlan, seatsOf, startSimulator } from '@flightdeck/simulator';
import type { Store } from '@flightdeck/store';
import { openDuckdbStore } from '@flightdeck/store-duckdb';
import { afterEach, expect, test } from 'vitest';
import { replayMissing } from '../../replay/replay.ts';
import { type Bench, createFolders, openBench } from '../../testing.ts';
import { type SyncOptions, syncOnce } from '../run.ts';

const WORKS = parseScope('org:aurora-works');
const LABS = parseScope('org:aurora-labs');
const AURORA = parseScope('enterprise:aurora');
const TODAY = '2026-10-31';
const NOW = new Date(`${TODAY}T06:00:00Z`);
/** Seats of the first organization fill three pages. */
const LARGE = createOrganization({ seed: 4, people: 320, days: 120, lastDay: TODAY, organizations: 2 });
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

/** Other reports have tests of their own. */
const NO_REPORTS: Pick<SyncOptions['github'], 'fetchReport' | 'report' | 'exists'> = {
  fetchReport: async () => ({ kind: 'no_report', why: '404' }),
  report: async () => ({ kind: 'no_report', why: '404' }),
  exists: async () => true,
};

async function large(rules: FaultPlan['rules'] = []) {
  const simulator = await startSimulator(LARGE, { now: () => NOW, faults: { seed: 1, rules } });
  const auth = { kind: 'token', token: 'test' } as const;
  const github = createGithub({ apiUrl: simulator.url, auth, retries: 1, sleep: () => Promise.resolve() });
  closing.push({ close: () => simulator.close() }, github);
  return { simulator, github: { ...github, ...NO_REPORTS } };
}

const sync = ({ tools }: Bench, github: SyncOptions['github'], more: Partial<SyncOptions> = {}) =>
  syncOnce({ ...tools, github, scopes: [WORKS, LABS, AURORA], now: NOW, since: TODAY, ...more });

const stateOf = async ({ store }: Bench, report = 'seats') =>
  (await store.ledger.days())
    .filter((row) => row.report === report)
    .map(({ scope, day, state, code, records }) => [scope, day, state, code, records]);

const people: ScanMeasure = {
  name: 'people',
  aggregate: 'people',
  column: null,
  when: [{ column: 'user_id', op: 'known' }],
};
const rows: ScanMeasure = { name: 'rows', aggregate: 'rows', column: null, when: [] };

async function counted(store: Store, scopes: readonly string[], by: readonly string[] = []) {
  const range = { from: '2026-10-01', to: '2026-11-30' };
  const scan = {
    id: 'seats',
    fact: 'seat_day' as const,
    scopes,
    range,
    by,
    where: [],
    once: false,
    measures: [people, rows],
  };
  const found = await store.scan(scan);
  return found.map(({ keys, values }) => [...keys, ...values]).sort();
}

test('the seats of several pages and scopes are those of GitHub, and a person with several grants is one person', async () => {
  const opened = await bench();
  const { github, simulator } = await large();
  expect(await sync(opened, github)).toMatchObject({ result: 'ok', failed: [], rejected: 0 });
  expect(simulator.requests.get('GET /orgs/aurora-works/copilot/billing/seats')).toBe(3);
  for (const scope of [WORKS, LABS, AURORA]) {
    const seats = seatsOf(LARGE, scope, NOW, '') as { assignee: { id: number } | null }[];
    const ids = new Set(seats.flatMap(({ assignee }) => assignee?.id ?? []));
    if (scope === AURORA) expect(seats.length).toBeGreaterThan(ids.size);
    expect(await counted(opened.store, [`${scope.kind}:${scope.slug}`])).toEqual([[ids.size, seats.length]]);
  }
  const both = [WORKS, LABS].flatMap(
    (scope) => seatsOf(LARGE, scope, NOW, '') as { assignee: { id: number } | null }[],
  );
  const once = new Set(both.flatMap(({ assignee }) => assignee?.id ?? [])).size;
  expect(await counted(opened.store, ['org:aurora-works', 'org:aurora-labs'])).toEqual([[once, both.length]]);
  expect((await opened.store.ledger.runs())[0]?.message).toBeNull();
  expect(await opened.store.ledger.unknownFields()).toEqual([]);
  expect(await stateOf(opened, 'seat-summary')).toEqual([
    ['org:aurora-labs', TODAY, 'present', null, 1],
    ['org:aurora-works', TODAY, 'present', null, 1],
  ]);
});

test('a second sync of the day asks for no seats and changes nothing; the next day has a snapshot of its own', async () => {
  const opened = await bench();
  const { github, simulator } = await large();
  await sync(opened, github);
  const digests = await opened.store.digests();
  const asked = simulator.requests.get('GET /orgs/aurora-works/copilot/billing/seats');
  expect(await sync(opened, github)).toMatchObject({ result: 'ok', loaded: 0 });
  expect(await opened.store.digests()).toEqual(digests);
  expect(simulator.requests.get('GET /orgs/aurora-works/copilot/billing/seats')).toBe(asked);
  await sync(opened, github, { now: new Date('2026-11-01T06:00:00Z'), scopes: [LABS] });
  expect((await stateOf(opened)).map(([scope, day]) => [scope, day])).toEqual([
    ['enterprise:aurora', TODAY],
    ['org:aurora-labs', TODAY],
    ['org:aurora-labs', '2026-11-01'],
    ['org:aurora-works', TODAY],
  ]);
  expect(await opened.store.ledger.restatements()).toEqual([]);
});

test('when the third page fails there is no snapshot at all, the run is partial, and the next one takes it', async () => {
  const opened = await bench();
  const fault = {
    fault: 'server-error',
    match: /aurora-works\/copilot\/billing\/seats\?.*page=3/,
    maxConsecutive: 99,
  } as const;
  const broken = await large([fault]);
  const first = await sync(opened, broken.github, { scopes: [WORKS] });
  expect(first.result).toBe('partial');
  expect(first.failed.map(({ report, day, code }) => [report, day, code])).toEqual([
    ['seats', TODAY, 'github_unavailable'],
  ]);
  expect(await stateOf(opened)).toEqual([['org:aurora-works', TODAY, 'failed', 'github_unavailable', 0]]);
  expect((await opened.store.digests()).get('seat_day')).toBe('0-0-0');
  const { github } = await large();
  expect((await sync(opened, github, { scopes: [WORKS] })).result).toBe('ok');
  expect((await stateOf(opened)).map(([, , state]) => state)).toEqual(['present']);
});

test('the archive makes the same snapshots again', async () => {
  const opened = await bench();
  const { github, simulator } = await large();
  for (const now of [NOW, new Date('2026-11-01T06:00:00Z')]) {
    simulator.clock.set(now);
    await sync(opened, github, { now });
  }
  const workFolder = opened.tools.workFolder;
  const store = await openDuckdbStore({ file: join(folders.make(), 'again.duckdb'), readFolders: [workFolder] });
  closing.push(store);
  await replayMissing({ ...opened.tools, store });
  expect(await store.digests()).toEqual(await opened.store.digests());
  expect((await store.digests()).get('seat_day')).not.toBe('0-0-0');
});

/** GitHub as far as seats go: the pages one after the other, anew each time. */
function serve(...attempts: readonly (readonly SeatPage[])[]): SyncOptions['github'] {
  let attempt = 0;
  return {
    async *seatPages() {
      yield* attempts[Math.min(attempt++, attempts.length - 1)] ?? [];
    },
    billing: async () => ({ seat_breakdown: { total: 0 } }),
    ...NO_REPORTS,
  };
}

const seat = (more: Readonly<Record<string, unknown>>) => ({
  created_at: '2026-10-11T08:00:00Z',
  assignee: { id: 1, login: 'ada', type: 'User' },
  assigning_team: null,
  last_activity_at: null,
  last_activity_editor: null,
  plan_type: 'business',
  ...more,
});

test('what may be null is kept as not known, and what is no person holds no seat', async () => {
  const opened = await bench();
  const seats = [
    seat({ assignee: null }),
    seat({ assignee: { id: 7, slug: 'a-team', name: 'A team' } }),
    seat({ assignee: { id: 8, login: 'acme', type: 'Organization' } }),
    seat({}),
    seat({ last_activity_at: '2026-10-29T23:30:00-06:00', last_activity_editor: 'vscode/1.9/copilot/1.0' }),
    seat({ created_at: '2026-01-01T00:00:00Z', assignee: { id: 2, login: 'bob', type: 'User' }, plan_type: null }),
  ];
  await sync(opened, serve([{ totalSeats: 5, seats }]), { scopes: [WORKS] });
  const by = ['user', 'plan', 'last_active', 'last_editor', 'idle_band'];
  expect(await counted(opened.store, ['org:aurora-works'], by)).toEqual([
    [null, 'business', null, null, 'never', 0, 3],
    // Two grants of one person; 30 October in UTC.
    ['ada', 'business', '2026-10-30', 'vscode', '0-1', 1, 2],
    ['bob', null, null, null, 'never', 1, 1],
  ]);
  expect((await opened.store.ledger.runs())[0]?.message).toBeNull();
});

test.each([
  [{ business: 1900, enterprise: 3900 }, 39],
  [{ business: 1000, enterprise: 0 }, 0],
])(
  'a person with two grants and no activity is unused once, at the higher plan, at prices of %o',
  async (prices, cost) => {
    const opened = await bench();
    const grant = (plan_type: string, day: string) => seat({ plan_type, created_at: `${day}T08:00:00Z` });
    const seats = [grant('business', '2026-11-18'), grant('enterprise', '2026-02-01')];
    await sync(opened, serve([{ totalSeats: 1, seats }]), { scopes: [WORKS], now: new Date('2026-11-20T06:00:00Z') });
    const answer = async (by: readonly string[]) => {
      const query = parseQuery({
        metrics: ['seats', 'seats_unused_30', 'idle_seat_cost'],
        by,
        range: { from: '2026-11-20', to: '2026-11-20' },
      });
      const plan = planQuery(query, ['org:aurora-works']);
      const coverage = { finalTo: null, provisional: [], missing: [], noReport: [] };
      const { rows: answers } = await evaluate(
        plan,
        (scan) => opened.store.scan(scan),
        coverage,
        () => new Set(),
        prices,
      );
      return answers.map((row) => Object.values(row));
    };
    expect(await answer([])).toEqual([[1, 1, cost]]);
    expect(await answer(['user', 'plan', 'seat_created'])).toEqual([['ada', 'enterprise', '2026-02-01', 1, 1, cost]]);
    expect(await answer(['plan'])).toEqual([['enterprise', 1, 1, cost]]);
  },
);

test('an empty list is a snapshot of nobody', async () => {
  const opened = await bench();
  await sync(opened, serve([{ totalSeats: 0, seats: [] }]), { scopes: [WORKS] });
  expect(await stateOf(opened)).toEqual([['org:aurora-works', TODAY, 'present', null, 1]]);
  expect((await opened.store.digests()).get('seat_day')).toBe('0-0-0');
});

test('a list that changes while it is read is read again', async () => {
  const opened = await bench();
  const changing = [
    { totalSeats: 2, seats: [seat({})] },
    { totalSeats: 1, seats: [] },
  ];
  const result = await sync(opened, serve(changing, [{ totalSeats: 1, seats: [seat({})] }]), { scopes: [WORKS] });
  expect(result.failed).toEqual([]);
  expect(await counted(opened.store, ['org:aurora-works'])).toEqual([[1, 1]]);
  expect((await opened.store.ledger.landings()).filter(({ report }) => report === 'seats')).toHaveLength(1);
});

test('a list with fewer people than GitHub counts is no snapshot: what stood there stays, and the run names it', async () => {
  const opened = await bench();
  const list = (totalSeats: number, ...seats: ReturnType<typeof seat>[]) => serve([{ totalSeats, seats }]);
  await sync(opened, list(1, seat({})), { scopes: [WORKS], now: new Date('2026-10-30T06:00:00Z') });
  const digests = await opened.store.digests();
  const result = await sync(opened, list(3, seat({}), seat({})), { scopes: [WORKS], seats: true });
  expect(result.result).toBe('partial');
  expect(result.failed.map(({ scope, report, day, code }) => [scope, report, day, code])).toEqual([
    ['org:aurora-works', 'seats', TODAY, 'pages_missing'],
  ]);
  expect(result.failed[0]?.message).toContain('GitHub says 3 seats, its list names 1: pages of it are missing.');
  expect((await opened.store.digests()).get('seat_day')).toBe(digests.get('seat_day'));
  expect(await stateOf(opened)).toEqual([
    ['org:aurora-works', '2026-10-30', 'present', null, 2],
    ['org:aurora-works', TODAY, 'failed', 'pages_missing', 0],
  ]);
});

test('a list that names more people than GitHub counts is taken, and the run says so', async () => {
  const opened = await bench();
  const two = [seat({}), seat({ assignee: { id: 2, login: 'bob', type: 'User' } })];
  const result = await sync(opened, serve([{ totalSeats: 1, seats: two }]), { scopes: [WORKS] });
  expect(result.result).toBe('ok');
  const note = 'org:aurora-works seats 2026-10-31: GitHub says 1 seat, its list names 2.';
  expect(result.notes).toEqual([note]);
  expect((await opened.store.ledger.runs())[0]?.message).toBe(note);
});

test('whole numbers beyond 2^53 are kept digit for digit, and one odd seat stops no other report', async () => {
  const opened = await bench();
  const seats = [
    seat({ serial: 9007199254740993n }),
    ...Array.from({ length: 30 }, (_, index) => seat({ assignee: { id: index + 2, login: `u${index}` } })),
  ];
  const odd = { ...seat({}), assignee: { login: 'b', id: 9007199254740993n } };
  const result = await sync(opened, serve([{ totalSeats: 32, seats: [...seats, odd] }]), { scopes: [WORKS] });
  expect(result.notes).toEqual(['org:aurora-works seats 2026-10-31: 1 of 33 lines left out (bad_id 1).']);
  expect(await counted(opened.store, ['org:aurora-works'])).toEqual([[31, 31]]);
  const [unknown] = await opened.store.ledger.unknownFields();
  expect([unknown?.path, unknown?.example]).toEqual(['seat.serial', '9007199254740993']);
  expect(await stateOf(opened, 'seat-summary')).toEqual([['org:aurora-works', TODAY, 'present', null, 1]]);
});

test('one seat with a time that is none is left out by name, and the others are the snapshot', async () => {
  const opened = await bench();
  const seats = Array.from({ length: 30 }, (_, index) =>
    seat({ assignee: { id: index + 1, login: `u${index}` }, last_activity_at: index === 0 ? '2026-10-30' : null }),
  );
  const odd = seat({ assignee: { id: 99, login: 'odd' }, last_activity_at: 'yesterday' });
  const result = await sync(opened, serve([{ totalSeats: 31, seats: [...seats, odd] }]), { scopes: [WORKS] });
  expect(result.failed).toEqual([]);
  expect(result.notes).toEqual(['org:aurora-works seats 2026-10-31: 1 of 32 lines left out (bad_time 1).']);
  expect(await counted(opened.store, ['org:aurora-works'], ['last_active'])).toEqual([
    [null, 29, 29],
    ['2026-10-30', 1, 1],
  ]);
});

test('a list of one seat without a readable id is no snapshot, and the other reports go on', async () => {
  const opened = await bench();
  const odd = { assignee: { login: 'b', id: 9007199254740993n } };
  const result = await sync(opened, serve([{ totalSeats: 1, seats: [odd] }]), { scopes: [WORKS] });
  expect(result.failed.map(({ report, code }) => [report, code])).toEqual([['seats', 'rejected_lines']]);
  expect(await stateOf(opened, 'seat-summary')).toEqual([['org:aurora-works', TODAY, 'present', null, 1]]);
});

test('seats are not asked for when they are switched off', async () => {
  const opened = await bench();
  const github = {
    ...serve([{ totalSeats: 1, seats: [seat({})] }]),
    billing: () => Promise.reject(new Error('asked')),
  };
  await sync(opened, github, { scopes: [WORKS], seats: false });
  expect([...(await stateOf(opened)), ...(await stateOf(opened, 'seat-summary'))]).toEqual([]);
});
