import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays, eachDay } from '@flightdeck/catalog';
import type { Scan, ScanMeasure } from '@flightdeck/query';
import { type FixtureFact, loadFacts } from '@flightdeck/store/conformance';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type DuckdbStore, openDuckdbStore } from '../open-store.ts';

/** Six weeks around two ends of months; the range of a question begins and ends anywhere in them. */
const DAYS = eachDay({ from: '2026-09-24', to: '2026-11-05' });
const PEOPLE = [1, 2, 3, 4, 5];
const PROMPTED = [{ column: 'user_initiated_interaction_count', op: 'above', value: 0 }] as const;
const GENERATING = [{ column: 'code_generation_activity_count', op: 'above', value: 0 }] as const;

/** A small number that is the same for the same words. */
const pick = (most: number, ...words: readonly (string | number)[]): number =>
  [...words.join(' ')].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 10_007, 7) % most;

const works = (scope: string, person: number, day: string): boolean =>
  pick(3, day, person) > 0 && (scope === 'org:acme' ? person < 5 : person > 2);

/** Teams of the day: who is in several, who changes on a Wednesday, who is in none. */
const teamsOf = (person: number, day: string): readonly number[] => {
  if (person === 1) return day < '2026-10-14' ? [11] : [12];
  if (person === 2) return [11, 12];
  if (person === 3) return day < '2026-10-01' ? [] : [13];
  return person === 4 ? [11] : [];
};

/** What a scope reports of the days; `more` is added to every number. */
function fixturesOf(scope: string, days: readonly string[], more = 0): readonly (readonly FixtureFact[])[] {
  const cells = days.flatMap((day) =>
    PEOPLE.filter((person) => works(scope, person, day)).map((p) => [day, p] as const),
  );
  const columns = ['day', 'user_id', 'user_initiated_interaction_count', 'code_generation_activity_count'];
  const keyed = [
    ...['day', 'user_id', 'language', 'feature', 'code_generation_activity_count'],
    'code_acceptance_activity_count',
  ];
  return [
    [
      {
        scope,
        fact: 'user_day',
        columns: [...columns, 'used_agent', 'user_login'],
        rows: cells.map(([day, p]) => {
          const count = pick(3, day, p, 'i');
          return [
            day,
            p,
            count === 2 ? null : count + more,
            pick(4, day, p) + more,
            pick(2, day, p) > 0,
            `person-${p}`,
          ];
        }),
      },
      {
        scope,
        fact: 'user_day_language_feature',
        columns: keyed,
        rows: cells.flatMap(([day, p]) =>
          ['go', 'rust'].flatMap((language) =>
            ['code_completion', 'agent_edit']
              .filter((feature) => pick(2, day, p, language, feature) > 0)
              .map((feature) => [
                day,
                p,
                language,
                feature,
                pick(3, day, p, feature) + more,
                pick(2, day, p, language),
              ]),
          ),
        ),
      },
    ],
    [
      {
        scope,
        fact: 'user_team_day',
        columns: ['day', 'user_id', 'team_id', 'team_slug', 'user_login'],
        rows: days.flatMap((day) =>
          PEOPLE.filter((p) => works(scope, p, day)).flatMap((p) =>
            teamsOf(p, day).map((team) => {
              const id = scope === 'org:acme' ? team : team + 100;
              return [day, p, id, `team-${team}`, `person-${p}`];
            }),
          ),
        ),
      },
    ],
  ];
}

const measures = {
  user_day: [
    { name: 'active_people', aggregate: 'people', column: null, when: PROMPTED },
    { name: 'reported_people', aggregate: 'people', column: null, when: [] },
    { name: 'generated', aggregate: 'sum', column: 'code_generation_activity_count', when: [] },
    { name: 'agent_days', aggregate: 'rows', column: null, when: [{ column: 'used_agent', op: 'true' }] },
  ],
  user_day_language_feature: [
    { name: 'generating_people', aggregate: 'people', column: null, when: GENERATING },
    { name: 'reported_people', aggregate: 'people', column: null, when: [] },
    { name: 'accepted', aggregate: 'sum', column: 'code_acceptance_activity_count', when: [] },
    {
      name: 'completions',
      aggregate: 'sum',
      column: 'code_generation_activity_count',
      when: [{ column: 'feature', op: 'in', values: ['code_completion'] }],
    },
  ],
  user_team_day: [
    { name: 'team_members', aggregate: 'people', column: null, when: [] },
    { name: 'several', aggregate: 'people_in_several', column: 'team_id', when: [] },
  ],
} as const satisfies Readonly<Record<string, readonly ScanMeasure[]>>;

type FactName = keyof typeof measures;

const scans: fc.Arbitrary<Scan> = fc
  .record({
    fact: fc.constantFrom<FactName>('user_day', 'user_day_language_feature', 'user_team_day'),
    from: fc.nat(30),
    length: fc.constantFrom(0, 6, 9, 13, 34, 42),
    time: fc.constantFrom([], ['week'], ['month'], ['day']),
    by: fc.subarray(['language', 'feature', 'team', 'user', 'organization']),
    filter: fc.constantFrom<Scan['where'][number] | null>(
      null,
      { dimension: 'team', is: 'in', values: ['team-11'] },
      { dimension: 'team', is: 'not_in', values: ['team-12'] },
      { dimension: 'language', is: 'in', values: ['Go'] },
      { dimension: 'feature', is: 'not_in', values: ['agent_edit'] },
      { dimension: 'user', is: 'in', values: ['person-2', 'person-3'] },
    ),
    scopes: fc.constantFrom(['org:acme'], ['org:globex'], ['org:acme', 'org:globex']),
  })
  .map(({ fact, from, length, time, by, filter, scopes }): Scan => {
    const carries = (name: string) =>
      fact === 'user_day_language_feature' || (name !== 'language' && name !== 'feature');
    const groups = [...time, ...by.filter(carries)];
    const isOnce = scopes.length > 1 && !groups.includes('organization');
    const day = DAYS[from] ?? '';
    return {
      id: 'rows',
      fact,
      scopes,
      range: { from: day, to: addDays(day, length) },
      by: groups,
      where: filter && carries(filter.dimension) ? [filter] : [],
      once: isOnce,
      // A count of rows stands for days of people only where a row is one.
      measures: measures[fact].filter(({ aggregate }) => aggregate !== 'rows' || !isOnce),
    };
  });

let folder = '';
/** Its rollups never catch up, so that its facts answer. */
let facts: DuckdbStore;
/** Its rollups have caught up with all but two days that were replaced since. */
let rolledUp: DuckdbStore;

const load = async (store: DuckdbStore, days: readonly string[], more: number, sha256: string): Promise<void> => {
  for (const scope of ['org:acme', 'org:globex'])
    for (const report of fixturesOf(scope, days, more)) await loadFacts(store, folder, report, { sha256, days });
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flightdeck-rollups-'));
  const open = (name: string, faultPoint: (at: string) => void = () => {}) =>
    openDuckdbStore({ file: join(folder, `${name}.duckdb`), readFolders: [folder], faultPoint });
  facts = await open('facts', (at) => {
    if (at === 'in_catch_up') throw new Error('never caught up');
  });
  let isDone = false;
  rolledUp = await open('rolled-up', (at) => {
    if (at === 'in_catch_up' && isDone) throw new Error('caught up enough');
  });
  await load(facts, DAYS, 0, 'first');
  await load(rolledUp, DAYS, 0, 'first');
  await rolledUp.catchUp();
  isDone = true;
  for (const store of [facts, rolledUp]) await load(store, ['2026-10-07', '2026-10-31'], 5, 'second');
}, 120_000);

afterAll(async () => {
  await facts.close();
  await rolledUp.close();
  await rm(folder, { recursive: true, force: true });
});

const answer = async (store: DuckdbStore, scan: Scan): Promise<readonly string[]> =>
  (await store.scan(scan)).map(({ keys, values }) => JSON.stringify([keys, values.map(String)])).sort();

it('answers the same from rollups, whole or partly stale, as from the facts', { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(scans, async (scan) => {
      expect(await answer(rolledUp, scan)).toEqual(await answer(facts, scan));
    }),
    { numRuns: 400 },
  );
});
