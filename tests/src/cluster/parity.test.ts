import { DIMENSIONS, findMetric, METRICS, parseScope } from '@flightdeck/catalog';
import {
  evaluate,
  type MetricQueryInput,
  parseQuery,
  planQuery,
  type QueryResult,
  type ResultRow,
} from '@flightdeck/query';
import { createOrganization } from '@flightdeck/simulator';
import { type Store, toReportedDays } from '@flightdeck/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSynced, type Synced } from '../synced.ts';
import { CLUSTER_URL, NEEDS_CLUSTER, openClusterStore, removeClusterStores } from './cluster-store.ts';

const PEOPLE = Number(process.env.PARITY_PEOPLE ?? 120);
const DAYS = Number(process.env.PARITY_DAYS ?? 45);
const NOW = new Date('2026-11-01T22:00:00Z');
const simulation = createOrganization({
  seed: 11,
  people: PEOPLE,
  days: DAYS,
  lastDay: '2026-10-31',
  organizations: 3,
});
const ORGANIZATIONS = simulation.organizations.map(({ slug }) => parseScope(`org:${slug}`));
const SLUGS = ORGANIZATIONS.map(({ slug }) => slug);
const RANGE = { from: simulation.firstDay, to: simulation.lastDay };
const SNAPSHOTS = ['2026-10-10', '2026-10-28', '2026-10-31'].map((day) => new Date(`${day}T06:00:00Z`));

/** Organizations and enterprises are never mixed. */
const BY = DIMENSIONS.filter(({ name }) => name !== 'enterprise');

/** Most metrics the API takes in one question. */
const MOST_METRICS = 40;
const CHUNKS = Array.from({ length: Math.ceil(METRICS.length / MOST_METRICS) }, (_, chunk) =>
  METRICS.slice(chunk * MOST_METRICS, (chunk + 1) * MOST_METRICS).map(({ name }) => name),
);

type Where = NonNullable<MetricQueryInput['where']>;

const of = (...organizations: string[]): Where => [{ dimension: 'organization', values: organizations }];
const [FIRST = '', SECOND = ''] = SLUGS;

/** Who is asked for: one organization, two and all with each person once, parts of them by team, language and person. */
const SELECTIONS: readonly { readonly name: string; readonly where: Where }[] = [
  { name: 'one organization', where: of(FIRST) },
  { name: 'all organizations, each person once', where: of(...SLUGS) },
  {
    name: 'two organizations without code completion',
    where: [...of(FIRST, SECOND), { dimension: 'feature', is: 'not_in', values: ['code_completion'] }],
  },
];

let embedded: Synced;
let cluster: Synced;

async function ask(store: Store, query: Omit<MetricQueryInput, 'range'>): Promise<QueryResult> {
  const plan = planQuery(parseQuery({ range: RANGE, ...query }), await store.scopes());
  const coverage = { finalTo: null, provisional: [], missing: [], noReport: [] };
  return evaluate(plan, (scan) => store.scan(scan), coverage, toReportedDays(await store.ledger.days()));
}

/** Means are sums of floating numbers, which depend on the order of their parts in the last places. */
const MOST_APART = 1e-12;

/** Values that differ from the first by no more than that order count as the same. */
const likened = (rows: readonly ResultRow[], others: readonly ResultRow[]): readonly ResultRow[] =>
  rows.map((row, index) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => {
        const other = others[index]?.[name];
        const isClose =
          typeof value === 'number' &&
          typeof other === 'number' &&
          !(Number.isInteger(value) && Number.isInteger(other)) &&
          Math.abs(value - other) <= Math.abs(other) * MOST_APART;
        return [name, isClose ? other : value];
      }),
    ),
  );

describe.skipIf(CLUSTER_URL === '')(`the cluster and the embedded store (${NEEDS_CLUSTER})`, () => {
  beforeAll(async () => {
    const shared = { scopes: ORGANIZATIONS, range: RANGE, now: NOW };
    embedded = await openSynced(simulation, shared);
    cluster = await openSynced(simulation, {
      ...shared,
      openStore: (_file, readFolders) => openClusterStore(readFolders),
    });
    for (const synced of [embedded, cluster]) {
      expect((await synced.sync()).failed).toEqual([]);
      expect((await synced.snapshots(SNAPSHOTS)).failed).toEqual([]);
    }
  }, 3_600_000);

  afterAll(async () => {
    await embedded?.close();
    await cluster?.close();
    await removeClusterStores();
  }, 600_000);

  it('hold the same rows of every fact', async () => {
    const facts = async ({ store }: Synced) => [...(await store.digests())].filter(([name]) => name !== 'ledger_day');
    expect(await facts(cluster)).toEqual(await facts(embedded));
  }, 600_000);

  it('know the same of every day', async () => {
    // The bytes of a report of today are others with each sync.
    const days = async ({ store }: Synced) =>
      (await store.ledger.days()).map(({ scope, report, day, state, source, records, code }) =>
        [scope, report, day, state, source, records, code].join(' '),
      );
    expect(await days(cluster)).toEqual(await days(embedded));
  }, 600_000);

  describe.each(SELECTIONS)('answer the same for $name', ({ where }) => {
    it.each([['nothing', []], ...BY.map(({ name }) => [name, [name]] as const)] as readonly (readonly [
      string,
      readonly string[],
    ])[])(
      'by %s',
      async (_, by) => {
        for (const metrics of CHUNKS) {
          const [ours, theirs] = await Promise.all([
            ask(embedded.store, { metrics, by: [...by], where }),
            ask(cluster.store, { metrics, by: [...by], where }),
          ]);
          expect(theirs.notes).toEqual(ours.notes);
          expect(likened(theirs.rows, ours.rows)).toEqual(ours.rows);
        }
      },
      600_000,
    );
  });

  it.each([
    ['day × team', ['day', 'team'], of(FIRST)],
    ['week × language of two organizations', ['week', 'language'], of(FIRST, SECOND)],
    ['team × language', ['team', 'language'], of(...SLUGS)],
    ['month × person', ['month', 'user'], of(FIRST)],
    ['organization × week', ['organization', 'week'], of(...SLUGS)],
    ['model × feature', ['model', 'feature'], of(...SLUGS)],
    ['phase at first × phase at last', ['phase_from', 'phase_to'], of(...SLUGS)],
  ] as const)(
    'answer the same by %s',
    async (_, by, where) => {
      const metrics = METRICS.map(({ name }) => name).filter((name) => findMetric(name));
      for (let from = 0; from < metrics.length; from += MOST_METRICS) {
        const query = { metrics: metrics.slice(from, from + MOST_METRICS), by: [...by], where };
        const [ours, theirs] = [await ask(embedded.store, query), await ask(cluster.store, query)];
        expect(likened(theirs.rows, ours.rows)).toEqual(ours.rows);
      }
    },
    600_000,
  );
});
