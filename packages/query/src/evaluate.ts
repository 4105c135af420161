import {
  addDays,
  type DayRange,
  dayCount,
  findDimension,
  findMetric,
  LIST_SEAT_PRICES,
  monthOf,
  type SeatPrices,
  workingDayCount,
} from '@flightdeck/catalog';
import { type Compute, compileFormula, type DayCounts } from './formula.ts';
import { type Group, type Groups, type RunScan, runScans } from './groups.ts';
import type { MetricQuery, Span } from './metric-query.ts';
import { compareValues, firstInOrder } from './order.ts';
import { isPageOfPeople, narrowToPeople } from './page.ts';
import type { Plan } from './plan.ts';
import { priceNotes } from './price-note.ts';
import type { Coverage, Note, QueryResult, ResultRow } from './result.ts';
import type { Scan, Value } from './scan.ts';
import { addsUpOverPeople, totalOfPeople } from './total-of-people.ts';

/** Runs the plan's scans and evaluates formulas, order and limit over the grouped rows. */
export async function evaluate(
  plan: Plan,
  run: RunScan,
  coverage: Coverage,
  prices: SeatPrices = LIST_SEAT_PRICES,
): Promise<QueryResult> {
  const { query, comparison } = plan;
  const isOfPage = comparison !== null && isPageOfPeople(query);
  const none: Groups = { slots: new Map(), groups: [] };
  const [{ rows, total }, { rows: allBefore, total: beforeTotal }] = await Promise.all([
    runSide(plan.rows, plan.total, run),
    comparison ? runSide(isOfPage ? [] : comparison.rows, comparison.total, run) : { rows: none, total: none },
  ]);
  const now = createTable(plan, rows, query.by, query.range, prices);
  const found = now.find(query);
  const shown = now.ordered(found, query.limit === null ? null : query.offset + query.limit).slice(query.offset);
  const before = isOfPage ? await runScans(narrowToPeople(comparison.rows, query.by, shown), run) : allBefore;
  return {
    query: {
      metrics: query.metrics,
      by: query.by,
      range: query.range,
      where: query.where,
      scopes: plan.scopes,
      ...(query.asOf === undefined ? {} : { asOf: query.asOf }),
    },
    rows: shown.map(now.toRow),
    rowCount: found.length,
    total: query.total ? totalRow(plan, total, query.range, prices) : null,
    comparison: comparison && {
      range: comparison.range,
      rows: comparedRows(plan, before, comparison.range, shown, prices),
      total: query.total ? totalRow(plan, beforeTotal, comparison.range, prices) : null,
    },
    coverage,
    notes: [...plan.notes, ...priceNotes(query.metrics, prices), ...coverageNotes(coverage)],
  };
}

/** The rows of a range and their total, which is read from the rows of people where these add up to it. */
async function runSide(
  rowScans: readonly Scan[],
  totalScans: readonly Scan[],
  run: RunScan,
): Promise<{ readonly rows: Groups; readonly total: Groups }> {
  const isAdded = ({ fact }: Scan): boolean => rowScans.some((scan) => scan.fact === fact && addsUpOverPeople(scan));
  const reading = runScans(rowScans, run);
  const total = await runScans(totalScans, async (scan) => {
    if (!isAdded(scan)) return run(scan);
    const rows = await reading;
    return rows.groups.length === 0 ? [] : [{ keys: [], values: totalOfPeople(rows, scan.measures) }];
  });
  return { rows: await reading, total };
}

/** Groups that can be ordered and written as rows; only what is shown is written. */
interface Table {
  /** Groups with the text searched for in a key, and with a metric in the span asked for. */
  find(query: Pick<MetricQuery, 'search' | 'having'>): readonly Group[];
  /** The first so many of the groups in order, null for all. */
  ordered(groups: readonly Group[], count: number | null): readonly Group[];
  toRow(group: Group): ResultRow;
}

function createTable(
  plan: Plan,
  { slots, groups }: Groups,
  by: readonly string[],
  range: DayRange,
  prices: SeatPrices,
): Table {
  const metrics = compileMetrics(plan, slots, prices);
  const daysOf = countDays(by, range);
  const readerOf = (key: string): ((group: Group) => string | Value) => {
    const place = by.indexOf(key);
    if (place >= 0) return (group) => group.keys[place] ?? null;
    const compute = metrics.find(([name]) => name === key)?.[1];
    return compute ? (group) => compute(group.values, daysOf(group)) : () => null;
  };
  return {
    find({ search, having }) {
      const found = search === null ? groups : groups.filter((group) => matches(group, search));
      if (having === null) return found;
      const read = readerOf(having.metric);
      return found.filter((group) => isIn(having, read(group)));
    },
    ordered: (some, count) => sortGroups(some, plan, by, readerOf, count),
    toRow(group) {
      const row: Record<string, string | Value> = {};
      by.forEach((name, place) => {
        row[name] = group.keys[place] ?? null;
      });
      const days = daysOf(group);
      for (const [name, compute] of metrics) row[name] = compute(group.values, days);
      return row;
    },
  };
}

/** Each metric asked for and how it is computed; one GitHub does not report in this cross is null. */
function compileMetrics(
  plan: Plan,
  slots: ReadonlyMap<string, number>,
  prices: SeatPrices,
): readonly (readonly [string, Compute])[] {
  const unanswered = new Set(plan.notes.filter(({ code }) => code === 'not_reported').map(({ metric }) => metric));
  return plan.query.metrics.map((name) => {
    const formula = findMetric(name)?.formula;
    return [name, unanswered.has(name) || !formula ? () => null : compileFormula(formula, slots, prices)];
  });
}

function totalRow(plan: Plan, groups: Groups, range: DayRange, prices: SeatPrices): ResultRow {
  const table = createTable(plan, groups, [], range, prices);
  return table.toRow(groups.groups[0] ?? { keys: [], values: [] });
}

/** The rows before: of a page of groups theirs only, of time buckets all, because theirs are other days. */
function comparedRows(
  plan: Plan,
  before: Groups,
  range: DayRange,
  shown: readonly Group[],
  prices: SeatPrices,
): ResultRow[] {
  const { by, limit } = plan.query;
  const table = createTable(plan, before, by, range, prices);
  if (limit === null || by.some(isTime)) return table.ordered(before.groups, null).map(table.toRow);
  const wanted = new Set(shown.map(({ keys }) => JSON.stringify(keys)));
  const ofPage = before.groups.filter(({ keys }) => wanted.has(JSON.stringify(keys)));
  return table.ordered(ofPage, null).map(table.toRow);
}

function isTime(dimension: string): boolean {
  return findDimension(dimension)?.kind === 'time';
}

/** Days of the range, or of the part of a group's time bucket that lies in it; each bucket is counted once. */
function countDays(by: readonly string[], range: DayRange): (group: Group) => DayCounts {
  const place = by.findIndex(isTime);
  const countOf = (days: DayRange): DayCounts => ({ all: dayCount(days), working: workingDayCount(days) });
  const whole = countOf(range);
  const counted = new Map<string, DayCounts>();
  return ({ keys }) => {
    const bucket = place < 0 ? null : (keys[place] ?? null);
    if (bucket === null) return whole;
    const days = counted.get(bucket) ?? countOf(cutBucket(by[place] ?? 'day', bucket, range));
    counted.set(bucket, days);
    return days;
  };
}

/** The days of a bucket that lie in the range. */
function cutBucket(grain: string, bucket: string, range: DayRange): DayRange {
  const last =
    grain === 'day' ? bucket : grain === 'week' ? addDays(bucket, 6) : addDays(monthOf(addDays(bucket, 31)), -1);
  return { from: bucket < range.from ? range.from : bucket, to: last > range.to ? range.to : last };
}

function isIn({ atLeast, below, orNull }: Span, value: string | Value): boolean {
  if (value === null) return orNull;
  const number = Number(value);
  return (atLeast === null || number >= atLeast) && (below === null || number < below);
}

function matches({ keys }: Group, search: string): boolean {
  const needle = search.toLowerCase();
  return keys.some((key) => key?.toLowerCase().includes(needle));
}

/** By the order asked for; else by time and keys. Nulls last whichever way; ties by keys, so pages never overlap. */
function sortGroups(
  groups: readonly Group[],
  { query }: Plan,
  by: readonly string[],
  readerOf: (key: string) => (group: Group) => string | Value,
  count: number | null,
): readonly Group[] {
  const compareKeys = (a: Group, b: Group): number => {
    for (let place = 0; place < by.length; place++) {
      const difference = compareValues(a.keys[place] ?? null, b.keys[place] ?? null, false);
      if (difference !== 0) return difference;
    }
    return 0;
  };
  const { order } = query;
  if (!order) return firstInOrder(groups, compareKeys, count);
  const read = readerOf(order.key);
  const keyed = groups.map((group) => ({ group, first: read(group) }));
  const compare = (a: (typeof keyed)[number], b: (typeof keyed)[number]): number =>
    compareValues(a.first, b.first, order.descending) || compareKeys(a.group, b.group);
  return firstInOrder(keyed, compare, count).map(({ group }) => group);
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
