import { METRICS, parseScope, REPORTS } from '@flightdeck/catalog';
import { evaluate, isUnanswered, parseQuery, planQuery } from '@flightdeck/query';
import { createOrganization, type FaultPlan } from '@flightdeck/simulator';
import { type TruthDimension, truths, whyNotServed } from '@flightdeck/simulator/truth';
import { toReportedDays } from '@flightdeck/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isOnCluster, openSynced, type Synced } from './synced.ts';

const SCOPE = parseScope('org:aurora-works');
const RANGE = { from: '2026-08-03', to: '2026-10-31' };
const NOW = new Date('2026-11-01T22:00:00Z');
/** Snapshots of the seats: several a week, a month and the last day of the range. */
const SNAPSHOTS = ['2026-09-01', '2026-09-06', '2026-10-14', '2026-10-29', '2026-10-31'].map(
  (day) => new Date(`${day}T06:00:00Z`),
);
/** A cluster gets the same for fewer people, because three nodes share the machine with the test. */
const PEOPLE = isOnCluster() ? 150 : 1000;
const simulation = createOrganization({ seed: 20261101, people: PEOPLE, days: 90, lastDay: RANGE.to });

/** What the simulator can know; the rest says why not. */
const SERVED = METRICS.map(({ name }) => name).filter((name) => whyNotServed(name) === null);

/** Everything the way to GitHub is known to do wrong, that a retry within the run gets through. */
const FAULTS: FaultPlan = {
  seed: 7,
  retryAfterSeconds: 1,
  rules: [
    { fault: 'rate-limit', probability: 0.05, times: 10 },
    { fault: 'secondary-limit', probability: 0.05, times: 5 },
    { fault: 'server-error', probability: 0.08 },
    { fault: 'reset', probability: 0.05 },
    { fault: 'truncated', probability: 0.05 },
    { fault: 'cut-body', probability: 0.05 },
    { fault: 'expired', probability: 0.05 },
  ],
};

const GROUPINGS: readonly (readonly TruthDimension[])[] = [
  [],
  ['day'],
  ['week'],
  ['month'],
  ['team'],
  ['language'],
  ['user'],
  ['ide'],
  ['feature'],
  ['model'],
  ['day', 'team'],
  ['week', 'language'],
  ['team', 'language'],
  ['model', 'feature'],
  ['language', 'model'],
  ['surface'],
  ['day', 'surface'],
  ['surface', 'cli_version'],
  ['ide', 'plugin'],
  ['agent_app'],
  ['customization'],
  ['user', 'customization'],
  ['repo_visibility'],
  ['repository'],
  ['day', 'repository'],
  ['comment_type'],
  ['phase'],
  ['week', 'phase'],
  ['phase_from', 'phase_to'],
  ['engagement_feature'],
  ['plan'],
  ['granting_team'],
  ['week', 'last_editor'],
  ['last_signed_in', 'last_activity_editor'],
];

let system: Synced;

beforeAll(async () => {
  system = await openSynced(simulation, { scopes: [SCOPE], range: RANGE, now: NOW, faults: FAULTS, threads: 2 });
  // Faults may outlast the retries of one run; what a run misses it names, and the next one fills.
  let result = await system.sync();
  for (let run = 1; run < 4 && result.result !== 'ok'; run++) result = await system.sync();
  expect(result.failed).toEqual([]);
  let taken = await system.snapshots(SNAPSHOTS);
  for (let run = 1; run < 4 && taken.result !== 'ok'; run++) taken = await system.snapshots(SNAPSHOTS);
  expect(taken.failed).toEqual([]);
}, 600_000);

afterAll(() => system.close());

/** Most metrics the API takes in one question. */
const MOST_METRICS = 40;

/** Our rows as the simulator writes its truth: of each metric that is reported so, values by keys joined with NUL. */
async function ours(
  metrics: readonly string[],
  by: readonly string[],
): Promise<Map<string, Map<string, number | null>>> {
  const plan = planQuery(parseQuery({ metrics: [...metrics], by: [...by], range: RANGE }), ['org:aurora-works']);
  const coverage = { finalTo: null, provisional: [], missing: [], noReport: [] };
  const { rows } = await evaluate(
    plan,
    (scan) => system.store.scan(scan),
    coverage,
    toReportedDays(await system.store.ledger.days()),
  );
  const unanswered = new Set(plan.notes.filter(isUnanswered).map(({ metric }) => metric));
  return new Map(
    metrics
      .filter((metric) => !unanswered.has(metric))
      .map((metric) => [
        metric,
        new Map(
          rows.map((row) => [
            by.map((name) => row[name]).join('\u0000'),
            row[metric] === null ? null : Number(row[metric]),
          ]),
        ),
      ]),
  );
}

/** Differences beyond rounding of the last digit. */
function differences(theirs: ReadonlyMap<string, number | null>, mine: ReadonlyMap<string, number | null>): string[] {
  return [...new Set([...theirs.keys(), ...mine.keys()])].flatMap((key) => {
    const truth = theirs.get(key) ?? null;
    const answer = mine.get(key) ?? null;
    const isEqual =
      truth === answer ||
      (truth !== null && answer !== null && Math.abs(truth - answer) <= 1e-9 * Math.max(1, Math.abs(truth)));
    return isEqual ? [] : [`${key.replaceAll('\u0000', ' / ')}: truth ${truth}, we say ${answer}`];
  });
}

/** Every answerable metric by every grouping, ours beside the truth, the truth in one pass over the records. */
async function compareAll(): Promise<Map<string, string[]>> {
  const asked: { metric: string; by: readonly TruthDimension[]; mine: Map<string, number | null> }[] = [];
  for (const by of GROUPINGS) {
    // The way between phases multiplies nothing: one metric shows that the people are where they should be.
    const names = by.includes('phase_from') ? ['people_with_phase'] : SERVED;
    for (let from = 0; from < names.length; from += MOST_METRICS) {
      const answered = await ours(names.slice(from, from + MOST_METRICS), by);
      for (const [metric, mine] of answered) asked.push({ metric, by, mine });
    }
  }
  const answers = truths(simulation, { scope: SCOPE, range: RANGE, asOf: NOW, snapshots: SNAPSHOTS }, asked);
  const wrong = new Map<string, string[]>(SERVED.map((name) => [name, []]));
  asked.forEach(({ metric, by, mine }, index) => {
    const found = differences(answers[index] ?? new Map(), mine).map(
      (text) => `by ${by.join(' × ') || 'nothing'}: ${text}`,
    );
    wrong.get(metric)?.push(...found.slice(0, 5));
  });
  return wrong;
}

describe(`${PEOPLE.toLocaleString('en')} people over 90 days, fetched through faults`, () => {
  let wrong: Map<string, string[]>;
  beforeAll(async () => {
    wrong = await compareAll();
  }, 1_800_000);

  it.each(SERVED)('%s equals the truth, whatever it is grouped by', (metric) => {
    expect(wrong.get(metric)).toEqual([]);
  });

  it('has no number for what only imported files report, and leaves nothing else out', async () => {
    const left = METRICS.filter(({ name }) => whyNotServed(name) !== null);
    const kinds = left.flatMap(({ source }) => source.map(({ report }) => report));
    expect(kinds.filter((kind) => REPORTS[kind].window !== 'history')).toEqual([]);
    const names = left.map(({ name }) => name);
    for (let from = 0; from < names.length; from += MOST_METRICS) {
      for (const [metric, values] of await ours(names.slice(from, from + MOST_METRICS), []))
        expect([metric, ...values.values()]).toEqual([metric, null]);
    }
  });

  it('changes nothing when synced again, and downloads only days that are not final', async () => {
    const before = await system.store.digests();
    const downloads = () => [...system.simulator.requests].filter(([key]) => key.includes('1-day')).length;
    expect(downloads()).toBeGreaterThan(0);
    const again = await system.sync();
    expect(again).toMatchObject({ result: 'ok', loaded: 0, failed: [] });
    expect(await system.store.digests()).toEqual(before);
  }, 300_000);
});
