import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { addDays } from '@flightdeck/catalog';
import { evaluate, type MetricQueryInput, parseQuery, planQuery } from '@flightdeck/query';
import { type Ask, compareWith, type Given, STANDING_CHECKS } from '@flightdeck/reconcile';
import type { Store } from '@flightdeck/store';
import { openDuckdbStore } from '@flightdeck/store-duckdb';
import { cpuSeconds, medianMs, report } from './measure.ts';
import { populate, SCOPE } from './world/population.ts';
import { reportedIn } from './world/reported.ts';

const NOTHING_MISSING = { finalTo: null, provisional: [], missing: [], noReport: [] };
const TO = '2026-11-18';
const OURS = { from: addDays(TO, -27), to: TO };
const ORGANIZATION = { dimension: 'organization', names: [SCOPE.slice(SCOPE.indexOf(':') + 1)] } as const;

/** What is compared: the metric, the source and what is given of its number. */
const COMPARED: readonly (readonly [metric: string, source: string, given: Given])[] = [
  ['active_users', 'dashboard', { text: '9,876' }],
  ['interactions', 'dashboard', { text: '3.4M' }],
  ['completion_acceptance_rate', 'dashboard', { text: '31.2 %' }],
  ['active_users', 'teams', {}],
  ['acceptance_rate', 'teams', {}],
  ['generated', 'editors', {}],
];

/** Reconciles metrics of many people over 28 days: the clock, and the CPU, which says more on a busy machine. */
export async function benchReconcile(folder: string, people: number): Promise<void> {
  console.log(`\nReconciliation of ${people.toLocaleString('en')} people × 28 days`);
  const file = join(folder, 'reconcile.duckdb');
  const store = await openDuckdbStore({ file, readFolders: [folder] });
  await populate(store, folder, { people, range: { from: addDays(TO, -61), to: TO } });
  await store.catchUp();
  const ask = createAsk(store);
  for (const [metric, source, given] of COMPARED) {
    const compare = () => compareWith(source, { metric, range: OURS, scope: ORGANIZATION }, given, ask);
    const before = cpuSeconds() ?? 0;
    const median = await medianMs(5, compare);
    const cpu = ((cpuSeconds() ?? Number.NaN) - before) / 5;
    report(`${metric} against ${source}`, median, 'ms', 1000);
    report(`${metric} against ${source}, CPU`, cpu * 1000, 'ms', null);
  }
  const checks = STANDING_CHECKS.filter(({ of, source }) => of === null && source !== 'seats');
  const all = await medianMs(3, () =>
    Promise.all(
      checks.map(({ metric, source, days }) =>
        compareWith(source, { metric, range: { from: addDays(TO, 1 - days), to: TO }, scope: ORGANIZATION }, {}, ask),
      ),
    ),
  );
  report(`${checks.length} standing checks of one organization`, all / 1000, 's', 5);
  await store.close();
  await rm(file, { force: true });
}

/** Asks the store, without a cache. */
function createAsk(store: Store): Ask {
  const answer = async (input: MetricQueryInput) => {
    const reported = await reportedIn(store);
    return evaluate(planQuery(parseQuery(input), [SCOPE]), (scan) => store.scan(scan), NOTHING_MISSING, reported);
  };
  return (queries) => Promise.all(queries.map(answer));
}
