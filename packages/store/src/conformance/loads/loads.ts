import { expect, it } from 'vitest';
import type { Store } from '../../port.ts';
import { ask, IN_ACME } from '../fixtures/ask.ts';
import { COMPANY } from '../fixtures/company.ts';
import type { FixtureFact } from '../fixtures/fixture-fact.ts';
import { loadCompany, loadFacts } from '../fixtures/load.ts';

/** A company store of its own, and the folder its fact files are in. */
export type OpenCompany = () => Promise<{ readonly store: Store; readonly folder: string }>;

const ACME_PEOPLE = COMPANY.filter(({ scope, fact }) => scope === 'org:acme' && /^user_day/.test(fact));
const COLUMNS = ['day', 'user_id', 'user_login', 'code_generation_activity_count', 'code_acceptance_activity_count'];
const people = (...rows: FixtureFact['rows']): FixtureFact => ({
  scope: 'org:acme',
  fact: 'user_day',
  columns: COLUMNS,
  rows,
});
const accepted = async (store: Store) =>
  (await ask(store, { metrics: ['accepted'], by: ['day'], where: [...IN_ACME] })).rows.map((row) => row.accepted);

/** What loading days must do. */
export function loadTests(openEmpty: OpenCompany): void {
  const openCompany: OpenCompany = async () => {
    const opened = await openEmpty();
    await loadCompany(opened.store, opened.folder);
    return opened;
  };

  it('loads the same bytes once', async () => {
    const { store, folder } = await openCompany();
    const digests = await store.digests();
    const outcomes = await loadFacts(store, folder, ACME_PEOPLE);
    expect(outcomes.map(({ outcome, restatements }) => [outcome, restatements.length])).toEqual([
      ['unchanged', 0],
      ['unchanged', 0],
      ['unchanged', 0],
    ]);
    expect(await store.digests()).toEqual(digests);
  });

  it('has the same content whichever order reports arrive in', async () => {
    const one = await openCompany();
    const other = await openEmpty();
    await loadCompany(other.store, other.folder, true);
    expect(await other.store.digests()).toEqual(await one.store.digests());
    const query = { metrics: ['accepted', 'reported_users'], by: ['team', 'month'], where: [...IN_ACME] };
    expect((await ask(other.store, query)).rows).toEqual((await ask(one.store, query)).rows);
  });

  it('gives values a colour slot when first loaded, the lowest least used, and never another', async () => {
    const { store, folder } = await openCompany();
    const slots = async (opened: Store, dimension: string) =>
      (await opened.ledger.entitySlots())
        .filter((row) => row.dimension === dimension)
        .map((row) => [row.value, row.slot]);
    expect(await slots(store, 'model')).toEqual([
      ['claude-sonnet', 2],
      ['gpt-5.2', 1],
    ]);
    // Ten languages are fixed by the catalogue; typescript and python need none.
    expect(await slots(store, 'language')).toEqual([['__proto__', 1]]);
    expect(await slots(store, 'team')).toEqual([
      ['acme/platform', 2],
      ['globex/platform', 4],
      ['platform', 2],
      ['support', 3],
      ['web', 1],
    ]);
    const models = (day: string, ...names: readonly string[]): FixtureFact => ({
      scope: 'org:acme',
      fact: 'user_day_model_feature',
      columns: ['day', 'user_id', 'model', 'feature', 'code_generation_activity_count'],
      rows: names.map((name) => [day, 1, name, 'chat_inline', 1]),
    });
    // An earlier day with a name that sorts first comes later, and takes nobody's colour.
    const later = [models('2026-11-03', 'zeta', 'beta', 'unknown'), models('2026-10-20', 'alpha')];
    for (const fact of later) await loadFacts(store, folder, [fact]);
    const kept = await slots(store, 'model');
    expect(kept).toEqual([
      ['alpha', 5],
      ['beta', 3],
      ['claude-sonnet', 2],
      ['gpt-5.2', 1],
      ['zeta', 4],
    ]);
    const again = await openCompany();
    for (const fact of later) await loadFacts(again.store, again.folder, [fact]);
    expect(await slots(again.store, 'model')).toEqual(kept);
  });

  it('says of a flag in how many rows it was set, and is now', async () => {
    const { store, folder } = await openEmpty();
    const chatted = (...users: readonly number[]): FixtureFact => ({
      scope: 'org:acme',
      fact: 'user_day',
      columns: ['day', 'user_id', 'user_login', 'used_chat'],
      rows: [1, 2, 3].map((user) => ['2026-10-30', user, `u${user}`, users.includes(user)]),
    });
    await loadFacts(store, folder, [chatted(1, 2)]);
    const [outcome] = await loadFacts(store, folder, [chatted(3)], { sha256: 'second' });
    expect(outcome?.restatements.map(({ measure, before, after }) => [measure, before, after])).toEqual([
      ['user_day.used_chat', 2, 1],
    ]);
    expect((await store.ledger.restatements()).map(({ measure }) => measure)).toEqual(['user_day.used_chat']);
  });

  it('replaces a day whole, other days stay, and says what changed', async () => {
    const { store, folder } = await openCompany();
    const outcomes = await loadFacts(store, folder, [people(['2026-10-30', 1, 'ada', 12, 5])], { sha256: 'second' });
    expect(await accepted(store)).toEqual([5, 4, 0]);
    const changed = outcomes[0]?.restatements.filter(({ measure }) => measure.startsWith('user_day.')) ?? [];
    expect(outcomes[0]?.outcome).toBe('loaded');
    expect(changed.find(({ measure }) => measure === 'user_day.rows')).toMatchObject({ before: 3, after: 1 });
    expect(changed.find(({ measure }) => measure === 'user_day.code_generation_activity_count')).toMatchObject({
      scope: 'org:acme',
      report: 'users-1-day',
      day: '2026-10-30',
      before: 16,
      after: 12,
    });
    expect((await store.ledger.restatements()).length).toBe(outcomes[0]?.restatements.length);
    const days = await store.ledger.days({ scope: 'org:acme', report: 'users-1-day' });
    expect(days.map(({ day, restated, sha256 }) => [day, restated, sha256])).toEqual([
      ['2026-10-30', 1, 'second'],
      ['2026-11-01', 0, 'sha-of-org:acme-users-1-day-2026-11-01'],
      ['2026-11-02', 0, 'sha-of-org:acme-users-1-day-2026-11-02'],
    ]);
  });

  it('counts the people of whole weeks again when one of their days is replaced', async () => {
    const { store, folder } = await openCompany();
    const metrics = ['reported_users', 'active_users', 'cli_users'];
    const weeks = async (to: string) =>
      (await ask(store, { metrics, by: ['week'], range: { from: '2026-10-26', to }, where: [...IN_ACME] })).rows;
    const second = { week: '2026-11-02', reported_users: 1, active_users: 0, cli_users: 0 };
    const first = { week: '2026-10-26', reported_users: 3, active_users: 2, cli_users: 1 };
    expect(await weeks('2026-11-08')).toEqual([first, second]);
    await loadFacts(store, folder, [people(['2026-10-30', 1, 'ada', 12, 5])], { sha256: 'second' });
    const changed = { ...first, reported_users: 2 };
    expect(await weeks('2026-11-08')).toEqual([changed, second]);
    expect(await weeks('2026-11-02')).toEqual([changed, second]);
    const { rows } = await ask(store, {
      metrics: ['reported_users'],
      by: ['week', 'organization'],
      range: { from: '2026-10-26', to: '2026-11-01' },
      where: [{ dimension: 'organization', values: ['acme', 'globex'] }],
    });
    expect(rows).toEqual([
      { week: '2026-10-26', organization: 'acme', reported_users: 2 },
      { week: '2026-10-26', organization: 'globex', reported_users: 2 },
    ]);
  });

  it('moves people to their new teams when memberships are replaced', async () => {
    const { store, folder } = await openCompany();
    const columns = ['day', 'user_id', 'team_id', 'team_slug', 'user_login'];
    const members = { scope: 'org:acme', fact: 'user_team_day', columns, rows: [['2026-10-30', 1, 13, 'new', 'ada']] };
    await loadFacts(store, folder, [members], { sha256: 'second' });
    const { rows } = await ask(store, { metrics: ['accepted', 'reported_users'], by: ['team'], where: [...IN_ACME] });
    expect(rows).toEqual([
      { team: 'new', accepted: 4, reported_users: 1 },
      { team: 'platform', accepted: 3, reported_users: 1 },
      { team: 'web', accepted: 1, reported_users: 1 },
    ]);
  });

  it('makes a provisional day final without loading it again', async () => {
    const { store, folder } = await openEmpty();
    const day = people(['2026-10-30', 1, 'ada', 12, 5]);
    const states = async () => (await store.ledger.days()).map(({ state }) => state);
    await loadFacts(store, folder, [day], { final: false });
    expect(await states()).toEqual(['provisional']);
    const outcomes = await loadFacts(store, folder, [day], { final: true });
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['unchanged']);
    expect(await states()).toEqual(['present']);
  });

  it('lets a 28-day report fill a day until its 1-day report comes, and never the other way', async () => {
    const { store, folder } = await openEmpty();
    const seed = { sha256: 'window', source: 'users-28-day' } as const;
    await loadFacts(store, folder, [people(['2026-10-30', 1, 'ada', 1, 1])], seed);
    expect(await accepted(store)).toEqual([1]);
    await loadFacts(store, folder, [people(['2026-10-30', 1, 'ada', 2, 2])]);
    expect(await accepted(store)).toEqual([2]);
    const kept = await loadFacts(store, folder, [people(['2026-10-30', 1, 'ada', 3, 3])], seed);
    expect(kept.map(({ outcome }) => outcome)).toEqual(['kept']);
    expect(await accepted(store)).toEqual([2]);
  });

  it('loads nothing of a batch in which a person has two rows on one day', async () => {
    const { store, folder } = await openCompany();
    const digests = await store.digests();
    const twice = people(
      ['2026-10-31', 1, 'ada', 1, 1],
      ['2026-11-01', 1, 'ada', 1, 1],
      ['2026-11-01', 1, 'ada', 2, 2],
    );
    await expect(loadFacts(store, folder, [twice], { sha256: 'second' })).rejects.toMatchObject({
      code: 'duplicate_grain',
    });
    expect(await store.digests()).toEqual(digests);
  });

  it('remembers a day on which everybody was idle as a day with a report', async () => {
    const { store, folder } = await openCompany();
    await loadFacts(store, folder, [people()], { sha256: 'idle', days: ['2026-10-30'] });
    expect(await accepted(store)).toEqual([4, 0]);
    const days = await store.ledger.days({ scope: 'org:acme', report: 'users-1-day' });
    expect(days[0]).toMatchObject({ day: '2026-10-30', state: 'present', sha256: 'idle' });
  });

  it('gives another data version after each load', async () => {
    const { store, folder } = await openEmpty();
    const before = store.dataVersion();
    await loadFacts(store, folder, [people(['2026-10-30', 1, 'ada', 1, 1])]);
    expect(store.dataVersion()).not.toBe(before);
  });

  it('notes days without a report, but not over days that are loaded', async () => {
    const { store } = await openCompany();
    const none = {
      scope: 'org:acme',
      report: 'users-1-day',
      state: 'no_report',
      source: 'users-1-day',
      via: 'api',
      sha256: null,
      fetchedAt: '2026-11-05T06:00:00.000Z',
      records: 0,
      restated: 0,
      code: 'no_content',
      message: 'GitHub answered 204.',
    } as const;
    await store.ledger.recordDays([
      { ...none, day: '2026-10-30' },
      { ...none, day: '2026-10-31' },
    ]);
    const range = { from: '2026-10-30', to: '2026-10-31' };
    const days = await store.ledger.days({ scope: 'org:acme', report: 'users-1-day', range });
    expect(days.map(({ day, state, code }) => [day, state, code])).toEqual([
      ['2026-10-30', 'present', null],
      ['2026-10-31', 'no_report', 'no_content'],
    ]);
  });

  it('keeps a ledger of what was received, refused and run', async () => {
    const { store } = await openEmpty();
    const landing = {
      sha256: 'abc',
      scope: 'org:acme',
      report: 'users-1-day',
      range: { from: '2026-10-30', to: '2026-10-30' },
      fileName: 'users.ndjson',
      archivePath: 'raw/users.ndjson.gz',
      bytes: 120,
      lines: 3,
      records: 2,
      rejected: 1,
      blank: 0,
      fetchedAt: '2026-11-05T06:00:00.000Z',
    } as const;
    const rejected = {
      sha256: 'abc',
      line: 2,
      offset: 60,
      code: 'json_syntax',
      path: null,
      message: 'Cut.',
      sample: '{"a',
    };
    const field = { report: 'users-1-day', path: '__proto__', count: 2, example: '1' } as const;
    const other = { ...landing, sha256: 'def', archivePath: 'raw/users-2.ndjson.gz' };
    const unknown = [{ ...field, firstSeen: '2026-11-05', lastSeen: '2026-11-05' }];
    await store.ledger.recordLandings([{ landing, rejected: [rejected], unknown }]);
    await store.ledger.recordLandings([
      { landing: other, rejected: [], unknown: [] },
      { landing, rejected: [rejected], unknown: [{ ...field, firstSeen: '2026-11-04', lastSeen: '2026-11-06' }] },
    ]);
    expect(await store.ledger.landings()).toEqual([other, landing]);
    expect(await store.ledger.rejectedLines()).toEqual([{ ...rejected, landing }]);
    expect(await store.ledger.unknownFields()).toEqual([
      { ...field, count: 4, firstSeen: '2026-11-04', lastSeen: '2026-11-06' },
    ]);
    const run = {
      id: 'one',
      kind: 'sync',
      startedAt: '2026-11-05T06:00:00.000Z',
      endedAt: '2026-11-05T06:01:00.000Z',
      result: 'partial',
      daysLoaded: 3,
      daysFailed: 1,
      requests: 12,
      message: 'users-1-day of 2026-10-31 failed.',
    } as const;
    await store.ledger.recordRun(run);
    await store.ledger.recordRun({ ...run, id: 'two', startedAt: '2026-11-05T07:00:00.000Z' });
    expect((await store.ledger.runs()).map(({ id }) => id)).toEqual(['two', 'one']);
    expect((await store.ledger.runs(2))[1]).toEqual(run);
  });

  it('keeps the last position it has read in the journal, and no earlier one', async () => {
    const { store } = await openEmpty();
    expect(await store.ledger.mark()).toBe(null);
    await store.ledger.recordMark({ archive: 'ab', seq: 1, chain: 'ab' });
    await store.ledger.recordMark({ archive: 'ab', seq: 12, chain: 'cd' });
    expect(await store.ledger.mark()).toEqual({ archive: 'ab', seq: 12, chain: 'cd' });
  });

  it('keeps the data version when it notes how far the journal is read, since no answer changes', async () => {
    const { store } = await openCompany();
    const before = store.dataVersion();
    await store.ledger.recordMark({ archive: 'ab', seq: 1, chain: 'ab' });
    expect(store.dataVersion()).toBe(before);
  });
}
