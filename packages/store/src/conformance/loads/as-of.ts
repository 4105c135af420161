import { evaluate, type MetricQueryInput, parseQuery, planQuery, type ResultRow } from '@flightdeck/query';
import { expect, it } from 'vitest';
import type { LedgerDay } from '../../ledger.ts';
import type { Store } from '../../port.ts';
import { toReportedDays } from '../../reported-days.ts';
import { IN_ACME } from '../fixtures/ask.ts';
import type { FixtureFact } from '../fixtures/fixture-fact.ts';
import { loadFacts } from '../fixtures/load.ts';
import type { OpenCompany } from './loads.ts';

const ACME = 'org:acme';
const RANGE = { from: '2026-10-26', to: '2026-11-01' };
/** Six in the morning of a day of November. */
const at = (day: number): string => `2026-11-0${day}T06:00:00.000Z`;
const [BEFORE, FIRST, SECOND, THIRD] = [at(1), at(2), at(3), at(4)];

const people = (...rows: FixtureFact['rows']): FixtureFact => ({
  scope: ACME,
  fact: 'user_day',
  columns: ['day', 'user_id', 'user_login', 'code_acceptance_activity_count'],
  rows,
});
const members = (...rows: FixtureFact['rows']): FixtureFact => ({
  scope: ACME,
  fact: 'user_team_day',
  columns: ['day', 'user_id', 'team_id', 'team_slug', 'user_login'],
  rows,
});
const seats = (...rows: FixtureFact['rows']): FixtureFact => ({
  scope: ACME,
  fact: 'seat_day',
  columns: ['day', 'line', 'user_id', 'user_login', 'plan'],
  rows,
});

type Asked = Omit<MetricQueryInput, 'range'>;

async function askAsOf(store: Store, asOf: string | null, query: Asked): Promise<readonly ResultRow[]> {
  const plan = planQuery(parseQuery({ range: RANGE, where: [...IN_ACME], ...query, asOf }), [ACME]);
  const coverage = { finalTo: null, provisional: [], missing: [], noReport: [] };
  const reported = toReportedDays(await store.ledger.days(asOf === null ? {} : { asOf }));
  return (await evaluate(plan, (scan) => store.scan(scan), coverage, reported)).rows;
}

/** What a store must answer as of an instant. */
export function asOfTests(openEmpty: OpenCompany): void {
  /** On the second of November two days of two people came, on the third more of the later day, on the fourth bob's rows went. */
  const openHistory: OpenCompany = async () => {
    const opened = await openEmpty();
    const { store, folder } = opened;
    const earlier = people(['2026-10-26', 1, 'ada', 1]);
    await loadFacts(store, folder, [earlier], { sha256: 'earlier', fetchedAt: FIRST });
    const days = [
      [people(['2026-10-30', 1, 'ada', 5], ['2026-10-30', 2, 'bob', 3]), FIRST],
      [people(['2026-10-30', 1, 'ada', 6], ['2026-10-30', 2, 'bob', 3], ['2026-10-30', 3, 'cyd', 9]), SECOND],
      [people(['2026-10-30', 1, 'ada', 6], ['2026-10-30', 3, 'cyd', 9]), THIRD],
    ] as const;
    for (const [fact, fetchedAt] of days) {
      await loadFacts(store, folder, [fact], { sha256: fetchedAt, fetchedAt, final: fetchedAt === THIRD });
    }
    return opened;
  };

  it('answers sums and people from what had been received by the instant', async () => {
    const { store } = await openHistory();
    const valuesAt = async (asOf: string | null, by: readonly string[] = []) =>
      (await askAsOf(store, asOf, { metrics: ['accepted', 'reported_users'], by: [...by] })).map(
        ({ accepted, reported_users }) => [accepted, reported_users],
      );
    expect(await valuesAt(BEFORE)).toEqual([[null, null]]);
    expect(await valuesAt(FIRST)).toEqual([[9, 2]]);
    expect(await valuesAt('2026-11-03T05:59:59.999Z')).toEqual([[9, 2]]);
    expect(await valuesAt(SECOND)).toEqual([[19, 3]]);
    expect(await valuesAt(THIRD)).toEqual([[16, 2]]);
    expect(await valuesAt(null)).toEqual([[16, 2]]);
    expect(await valuesAt('2099-01-01T00:00:00.000Z')).toEqual([[16, 2]]);
    expect(await valuesAt(FIRST, ['day'])).toEqual([
      [1, 1],
      [8, 2],
    ]);
    for (const by of ['week', 'month']) expect(await valuesAt(SECOND, [by])).toEqual([[19, 3]]);
  });

  it('lists the people known at the instant, by the names they have now', async () => {
    const { store, folder } = await openHistory();
    await loadFacts(store, folder, [people(['2026-10-31', 2, 'bobby', 1])], { fetchedAt: at(5) });
    const query = { metrics: ['accepted'], by: ['user'] };
    expect(await askAsOf(store, FIRST, query)).toEqual([
      { user: 'ada', accepted: 6 },
      { user: 'bobby', accepted: 3 },
    ]);
    expect(await askAsOf(store, THIRD, query)).toEqual([
      { user: 'ada', accepted: 7 },
      { user: 'cyd', accepted: 9 },
    ]);
  });

  it('joins the members of teams that were known then with the activity that was', async () => {
    const { store, folder } = await openHistory();
    const first = members(['2026-10-30', 1, 11, 'web', 'ada'], ['2026-10-30', 2, 12, 'core', 'bob']);
    const second = members(['2026-10-30', 1, 12, 'core', 'ada'], ['2026-10-30', 3, 11, 'web', 'cyd']);
    await loadFacts(store, folder, [first], { sha256: 'one', fetchedAt: FIRST });
    await loadFacts(store, folder, [second], { sha256: 'two', fetchedAt: THIRD });
    const byTeam = { metrics: ['accepted', 'reported_users'], by: ['team'] };
    expect(await askAsOf(store, SECOND, byTeam)).toEqual([
      { team: 'core', accepted: 3, reported_users: 1 },
      { team: 'web', accepted: 6, reported_users: 1 },
    ]);
    expect(await askAsOf(store, THIRD, byTeam)).toEqual([
      { team: 'core', accepted: 6, reported_users: 1 },
      { team: 'web', accepted: 9, reported_users: 1 },
    ]);
    const ofCore = (asOf: string) =>
      askAsOf(store, asOf, {
        metrics: ['accepted'],
        where: [...IN_ACME, { dimension: 'team', values: ['core'] }],
      });
    expect(await ofCore(SECOND)).toEqual([{ accepted: 3 }]);
    expect(await ofCore(THIRD)).toEqual([{ accepted: 6 }]);
  });

  it('reads the last snapshot that was known then, also when a later one of the day was empty', async () => {
    const { store, folder } = await openEmpty();
    const load = (fetchedAt: string, day: string, ...rows: FixtureFact['rows']) =>
      loadFacts(store, folder, [seats(...rows)], { days: [day], sha256: `${day}${fetchedAt}`, fetchedAt });
    await load(FIRST, '2026-10-30', ['2026-10-30', 1, 1, 'ada', 'business'], ['2026-10-30', 2, 2, 'bob', 'business']);
    await load(SECOND, '2026-10-31', ['2026-10-31', 1, 1, 'ada', 'business']);
    await load(THIRD, '2026-10-31');
    const valuesAt = async (asOf: string) => (await askAsOf(store, asOf, { metrics: ['seats'] }))[0]?.seats;
    expect(await valuesAt(FIRST)).toBe(2);
    expect(await valuesAt(SECOND)).toBe(1);
    expect(await valuesAt(THIRD)).toBe(await valuesAt(at(9)));
    expect(await valuesAt(THIRD)).toBeNull();
  });

  it('counts what a 28-day report had filled as a version of its own', async () => {
    const { store, folder } = await openEmpty();
    const seed = { sha256: 'window', source: 'users-28-day', fetchedAt: FIRST } as const;
    await loadFacts(store, folder, [people(['2026-10-30', 1, 'ada', 1])], seed);
    await loadFacts(store, folder, [people(['2026-10-30', 1, 'ada', 2])], { fetchedAt: SECOND });
    const versions = await store.ledger.versions({ scope: ACME });
    expect(versions.map(({ source, receivedAt, replacedAt }) => [source, receivedAt, replacedAt])).toEqual([
      ['users-28-day', FIRST, SECOND],
      ['users-1-day', SECOND, null],
    ]);
    const valuesAt = (asOf: string) => askAsOf(store, asOf, { metrics: ['accepted'] });
    expect([await valuesAt(FIRST), await valuesAt(SECOND)]).toEqual([[{ accepted: 1 }], [{ accepted: 2 }]]);
  });

  it('knows no version that was replaced by what came at the same instant', async () => {
    const { store, folder } = await openEmpty();
    await loadFacts(store, folder, [people(['2026-10-30', 1, 'ada', 1])], { sha256: 'one', fetchedAt: FIRST });
    await loadFacts(store, folder, [people(['2026-10-30', 1, 'ada', 2])], { sha256: 'two', fetchedAt: FIRST });
    expect(await store.ledger.restatements()).toMatchObject([{ before: 1, after: 2, at: FIRST }]);
    expect((await store.ledger.versions()).length).toBe(1);
    expect(await askAsOf(store, FIRST, { metrics: ['accepted'] })).toEqual([{ accepted: 2 }]);
  });

  it('gives the ledger as it was: what was missing, failed, provisional or final', async () => {
    const { store, folder } = await openEmpty();
    const missed = (state: 'failed' | 'no_report', fetchedAt: string): LedgerDay => ({
      scope: ACME,
      report: 'users-1-day',
      day: '2026-10-30',
      state,
      source: 'users-1-day',
      via: 'api',
      sha256: null,
      fetchedAt,
      records: 0,
      restated: 0,
      code: state === 'failed' ? 'reset' : 'no_content',
      message: null,
    });
    // Asked once more with the same outcome: it has stood since the first time.
    const again = missed('failed', '2026-11-01T18:00:00.000Z');
    await store.ledger.recordDays([missed('failed', at(1))]);
    await store.ledger.recordDays([again, missed('no_report', at(2))]);
    const day = people(['2026-10-30', 1, 'ada', 5]);
    await loadFacts(store, folder, [day], { sha256: 'one', fetchedAt: at(3), final: false });
    await loadFacts(store, folder, [day], { sha256: 'one', fetchedAt: at(4), final: true });
    const valuesAt = async (asOf: string) => (await store.ledger.days({ scope: ACME, asOf })).map(({ state }) => state);
    expect(await valuesAt('2026-10-31T06:00:00.000Z')).toEqual([]);
    expect(await valuesAt(at(1))).toEqual(['failed']);
    expect(await valuesAt(at(2))).toEqual(['no_report']);
    expect(await valuesAt(at(3))).toEqual(['provisional']);
    expect(await valuesAt(at(4))).toEqual(['present']);
  });

  it('dates each restatement with the receipt of the new version, and narrows them', async () => {
    const { store } = await openHistory();
    const rows = await store.ledger.restatements();
    expect(rows.map(({ at: seen, measure, before, after }) => [seen, measure, before, after])).toEqual([
      [THIRD, 'user_day.code_acceptance_activity_count', 18, 15],
      [THIRD, 'user_day.rows', 3, 2],
      [SECOND, 'user_day.code_acceptance_activity_count', 8, 18],
      [SECOND, 'user_day.rows', 2, 3],
    ]);
    const within = (from: string, to: string) => store.ledger.restatements(10, { scope: ACME, range: { from, to } });
    expect((await within('2026-10-30', '2026-10-30')).length).toBe(4);
    expect(await within('2026-10-31', '2026-11-30')).toEqual([]);
    expect(await store.ledger.restatements(10, { scope: 'org:globex' })).toEqual([]);
    expect(await store.ledger.restatements(10, { report: 'repos-1-day' })).toEqual([]);
  });
}
