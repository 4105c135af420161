import { isSnapshot, METRICS, parseScope } from '@flightdeck/catalog';
import { evaluate, isUnanswered, parseQuery, planQuery } from '@flightdeck/query';
import { createOrganization } from '@flightdeck/simulator';
import { type TruthDimension, truths } from '@flightdeck/simulator/truth';
import { toReportedDays } from '@flightdeck/store';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSynced, type Synced } from './synced.ts';

const RANGE = { from: '2026-09-28', to: '2026-10-31' };
const NOW = new Date('2026-10-31T22:00:00Z');
/** Over 100 seats in the big organization; some people have a seat in both, so that the enterprise lists them twice. */
const simulation = createOrganization({ seed: 11, people: 260, days: 110, lastDay: RANGE.to, organizations: 2 });
const SNAPSHOTS = ['2026-09-29', '2026-10-04', '2026-10-20', '2026-10-31'].map((day) => new Date(`${day}T06:00:00Z`));
const [WORKS, LABS, AURORA] = ['org:aurora-works', 'org:aurora-labs', 'enterprise:aurora'].map(parseScope);
const SCOPES = [WORKS, LABS, AURORA].flatMap((scope) => scope ?? []);
const SEAT_METRICS = METRICS.filter(isSnapshot).map(({ name }) => name);
const GROUPINGS: readonly (readonly TruthDimension[])[] = [
  [],
  ['day'],
  ['week'],
  ['month'],
  ['user'],
  ['plan'],
  ['granting_team'],
  ['last_editor'],
  ['month', 'plan'],
];

let system: Synced;
beforeAll(async () => {
  system = await openSynced(simulation, { scopes: SCOPES, range: RANGE, now: NOW });
  expect((await system.snapshots(SNAPSHOTS)).failed).toEqual([]);
}, 240_000);
afterAll(() => system.close());

/** Our rows as the simulator writes its truth; null where GitHub does not report the metric so. */
async function ours(metric: string, by: readonly string[], where: ReturnType<typeof of>) {
  const query = parseQuery({ metrics: [metric], by: [...by], range: RANGE, where });
  const plan = planQuery(query, await system.store.scopes());
  if (plan.notes.some(isUnanswered)) return null;
  const coverage = { finalTo: null, provisional: [], missing: [], noReport: [] };
  const { rows } = await evaluate(
    plan,
    (scan) => system.store.scan(scan),
    coverage,
    toReportedDays(await system.store.ledger.days()),
  );
  return new Map(
    rows.map((row) => [by.map((name) => row[name]).join('\u0000'), row[metric] === null ? null : Number(row[metric])]),
  );
}
const of = (dimension: string, ...values: string[]) => [{ dimension, values }];

it.each([
  ['an organization', [WORKS], of('organization', 'aurora-works')],
  ['both organizations, people once', [WORKS, LABS], of('organization', 'aurora-works', 'aurora-labs')],
  ['the enterprise', [AURORA], of('enterprise', 'aurora')],
] as const)(
  'every metric of seats of %s equals the truth, whatever it is grouped by',
  async (_name, of, where) => {
    const scope = of.flatMap((one) => one ?? []);
    const asked: { metric: string; by: readonly TruthDimension[]; mine: Map<string, number | null> }[] = [];
    for (const by of GROUPINGS) {
      for (const metric of SEAT_METRICS) {
        const mine = await ours(metric, by, where.slice());
        if (mine) asked.push({ metric, by, mine });
      }
    }
    const answers = truths(simulation, { scope, range: RANGE, snapshots: SNAPSHOTS }, asked);
    const known = (map: ReadonlyMap<string, number | null> | undefined) =>
      Object.fromEntries([...(map ?? [])].filter(([key, value]) => key === '' || value !== null).sort());
    asked.forEach(({ metric, by, mine }, index) => {
      expect(known(mine), `${metric} by ${by.join(' × ') || 'nothing'}`).toEqual(known(answers[index]));
    });
    expect(asked.length).toBeGreaterThan(SEAT_METRICS.length * 5);
  },
  120_000,
);
