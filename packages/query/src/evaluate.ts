import {
  addDays,
  type DayRange,
  dayCount,
  type Formula,
  findDimension,
  findMetric,
  monthOf,
} from '@flightdeck/catalog';
import type { Plan } from './plan.ts';
import type { Coverage, Note, QueryResult, ResultRow } from './result.ts';
import type { Scan, ScanRow, Value } from './scan.ts';

/** Runs one scan; a store's `scan`. */
export type RunScan = (scan: Scan) => Promise<readonly ScanRow[]>;

interface Group {
  readonly keys: readonly (string | null)[];
  readonly values: Map<string, Value>;
}

/** Runs the plan's scans and evaluates formulas, order and limit over the grouped rows. */
export async function evaluate(plan: Plan, run: RunScan, coverage: Coverage): Promise<QueryResult> {
  const [rows, total, before, beforeTotal] = await Promise.all([
    runAll(plan.rows, run),
    runAll(plan.total, run),
    runAll(plan.comparison?.rows ?? [], run),
    runAll(plan.comparison?.total ?? [], run),
  ]);
  const { query } = plan;
  const answered = toRows(plan, rows, query.by, query.range);
  const searched = query.search ? answered.filter((row) => matches(row, query.by, query.search ?? '')) : answered;
  const ordered = sortRows(searched, plan);
  const end = query.limit === null ? undefined : query.offset + query.limit;
  return {
    query: { metrics: query.metrics, by: query.by, range: query.range, where: query.where, scopes: plan.scopes },
    rows: ordered.slice(query.offset, end),
    rowCount: ordered.length,
    total: query.total ? (toRows(plan, total, [], query.range)[0] ?? emptyRow(plan)) : null,
    comparison: plan.comparison && {
      range: plan.comparison.range,
      rows: sortRows(toRows(plan, before, query.by, plan.comparison.range), plan),
      total: query.total ? (toRows(plan, beforeTotal, [], plan.comparison.range)[0] ?? emptyRow(plan)) : null,
    },
    coverage,
    notes: [...plan.notes, ...coverageNotes(coverage)],
  };
}

async function runAll(scans: readonly Scan[], run: RunScan): Promise<Group[]> {
  const answers = await Promise.all(scans.map(async (scan) => ({ scan, rows: await run(scan) })));
  const groups = new Map<string, Group>();
  for (const { scan, rows } of answers) {
    for (const row of rows) {
      const id = JSON.stringify(row.keys);
      const group = groups.get(id) ?? { keys: row.keys, values: new Map() };
      groups.set(id, group);
      scan.measures.forEach((measure, index) => {
        group.values.set(measure.name, row.values[index] ?? null);
      });
    }
  }
  return [...groups.values()];
}

function toRows(plan: Plan, groups: readonly Group[], by: readonly string[], range: DayRange): ResultRow[] {
  const unanswered = new Set(plan.notes.filter((note) => note.code === 'not_reported').map((note) => note.metric));
  const timeIndex = by.findIndex((name) => findDimension(name)?.kind === 'time');
  return groups.map((group) => {
    const bucket = timeIndex < 0 ? null : (group.keys[timeIndex] ?? null);
    const days = dayCount(bucket ? cutBucket(by[timeIndex] ?? 'day', bucket, range) : range);
    return Object.fromEntries([
      ...by.map((name, index) => [name, group.keys[index] ?? null] as const),
      ...plan.query.metrics.map((name) => {
        const formula = findMetric(name)?.formula;
        return [name, unanswered.has(name) || !formula ? null : compute(formula, group.values, days)] as const;
      }),
    ]);
  });
}

/** The value of a formula over one group; null when anything it needs is unknown or nothing stands below the line. */
export function compute(formula: Formula, values: ReadonlyMap<string, Value>, days: number): Value {
  if (formula.op === 'days') return days;
  if (formula.op === 'measure') return values.get(formula.measure) ?? null;
  const [left, right] = formula.op === 'ratio' ? [formula.over, formula.under] : [formula.left, formula.right];
  const a = compute(left, values, days);
  const b = compute(right, values, days);
  if (a === null || b === null) return null;
  if (formula.op === 'product') return Number(a) * Number(b);
  return Number(b) === 0 ? null : (Number(a) / Number(b)) * formula.times;
}

/** The days of a bucket that lie in the range. */
function cutBucket(grain: string, bucket: string, range: DayRange): DayRange {
  const last =
    grain === 'day' ? bucket : grain === 'week' ? addDays(bucket, 6) : addDays(monthOf(addDays(bucket, 31)), -1);
  return { from: bucket < range.from ? range.from : bucket, to: last > range.to ? range.to : last };
}

function emptyRow(plan: Plan): ResultRow {
  return Object.fromEntries(plan.query.metrics.map((name) => [name, null]));
}

function matches(row: ResultRow, by: readonly string[], search: string): boolean {
  const needle = search.toLowerCase();
  return by.some((name) =>
    String(row[name] ?? '')
      .toLowerCase()
      .includes(needle),
  );
}

/** By the order asked for; else by time and keys. Nulls last whichever way; ties by keys, so pages never overlap. */
function sortRows(rows: readonly ResultRow[], plan: Plan): ResultRow[] {
  const { order, by } = plan.query;
  const keys = by.map((key) => ({ key, descending: false }));
  return [...rows].sort((a, b) => {
    for (const { key, descending } of order ? [order, ...keys] : keys) {
      const difference = compareValues(a[key] ?? null, b[key] ?? null, descending);
      if (difference !== 0) return difference;
    }
    return 0;
  });
}

function compareValues(a: string | Value, b: string | Value, descending: boolean): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const difference = a < b ? -1 : a > b ? 1 : 0;
  return descending ? -difference : difference;
}

function coverageNotes(coverage: Coverage): Note[] {
  const notes: Note[] = [];
  if (coverage.provisional.length > 0) {
    notes.push({
      code: 'provisional',
      metric: null,
      message: `${nameDays(coverage.provisional)} can still change; GitHub settles a day within three days.`,
    });
  }
  if (coverage.missing.length > 0) {
    notes.push({
      code: 'missing',
      metric: null,
      message: `No report has been received for ${nameDays(coverage.missing)}.`,
    });
  }
  return notes;
}

function nameDays(days: readonly string[]): string {
  return days.length <= 3 ? days.join(', ') : `${days.length} days between ${days[0]} and ${days.at(-1)}`;
}
