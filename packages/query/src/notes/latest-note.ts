import { FACTS, findMetric, isLatest, measuresIn } from '@flightdeck/catalog';
import { compileFormula } from '../evaluate/formula.ts';
import { type RunScan, runScans } from '../evaluate/groups.ts';
import type { Note, ResultRow } from '../evaluate/result.ts';
import type { Plan } from '../plan/plan.ts';
import type { Scan } from '../scan.ts';

/** Days of which a figure of the last one is looked for. */
const DAYS = { all: 1, working: 1 } as const;

/**
 * Says of figures of the last day, asked of a range as a whole, of which day they are when it is not the last: one that
 * had nothing to measure then is of an earlier day, and one that was not reported then has none.
 */
export async function latestNotes(plan: Plan, row: ResultRow | undefined, run: RunScan): Promise<readonly Note[]> {
  const { query } = plan;
  if (query.by.length > 0 || query.range.from === query.range.to || !row) return [];
  const metrics = query.metrics.filter((name) => isLatest(name) && (row[name] === null || canBeEarlier(name)));
  if (metrics.length === 0) return [];
  const { slots, groups } = await runScans(
    plan.rows.flatMap((scan) => byDay(scan, metrics)),
    run,
  );
  const days = groups.toSorted((a, b) => (String(a.keys[0]) < String(b.keys[0]) ? 1 : -1));
  return metrics.flatMap((name): Note[] => {
    const metric = findMetric(name);
    if (!metric) return [];
    const compute = compileFormula(metric.formula, slots);
    const day = days.find(({ values }) => compute(values, DAYS) !== null)?.keys[0];
    if (!day || (row[name] !== null && day === days[0]?.keys[0])) return [];
    const message =
      row[name] === null
        ? `"${metric.label}" is not in the report of the last day; ${day} is the last that has it.`
        : `"${metric.label}" is of ${day}, the last day that has one.`;
    return [{ code: 'latest_day', metric: name, message }];
  });
}

/** True when a day may have nothing to measure, so that the figure is of the last day that had. */
function canBeEarlier(metric: string): boolean {
  return measuresIn(findMetric(metric)?.formula).some(({ column, facts }) =>
    FACTS.some(
      (fact) =>
        facts.includes(fact.name) && fact.columns.some((one) => one.name === column && one.absent === 'nothing'),
    ),
  );
}

/** The figures of the scan day by day. */
function byDay(scan: Scan, metrics: readonly string[]): readonly Scan[] {
  const wanted = new Set<string>(
    metrics.flatMap((name) => measuresIn(findMetric(name)?.formula).map((measure) => measure.name)),
  );
  const measures = scan.measures.filter(({ name }) => wanted.has(name));
  return measures.length === 0 ? [] : [{ ...scan, id: `days:${scan.id}`, by: ['day'], measures }];
}
