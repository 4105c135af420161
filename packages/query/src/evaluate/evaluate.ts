import {
  counted,
  type Day,
  type DayRange,
  eachDay,
  findDimension,
  findMetric,
  isWorkingDay,
  LIST_SEAT_PRICES,
  pluralOf,
  type SeatPrices,
} from '@flightdeck/catalog';
import { latestNotes } from '../notes/latest-note.ts';
import { modelNotes } from '../notes/model-note.ts';
import { findPartDays, type PartDays } from '../notes/part-days.ts';
import { costPartsNote, priceNotes } from '../notes/price-note.ts';
import { isUnanswered } from '../notes/why-not.ts';
import { countDays, countReported, type DaysOfMetrics, daysWithReports } from '../plan/day-counts.ts';
import { dailyReports, dividesBy, measuresOf, type Plan } from '../plan/plan.ts';
import type { ReportedDays } from '../plan/reported-days.ts';
import { addsUpOverPeople, totalOfPeople } from '../plan/total-of-people.ts';
import type { MetricQuery, Span } from '../request/metric-query.ts';
import { isPageOfPeople, narrowToPeople } from '../request/page.ts';
import type { Scan, Value } from '../scan.ts';
import { type Compute, compileFormula } from './formula.ts';
import { type Group, type Groups, type RunScan, runScans } from './groups.ts';
import { compareValues, firstInOrder } from './order.ts';
import type { Coverage, Note, QueryResult, ResultRow } from './result.ts';

/** Runs the plan's scans and evaluates formulas, order and limit over the grouped rows. */
export async function evaluate(
  plan: Plan,
  run: RunScan,
  coverage: Coverage,
  reported: ReportedDays,
  prices: SeatPrices = LIST_SEAT_PRICES,
): Promise<QueryResult> {
  const { query, comparison } = plan;
  const isOfPage = comparison !== null && isPageOfPeople(query);
  const none: Groups = { slots: new Map(), groups: [] };
  const [{ rows, total }, { rows: allBefore, total: beforeTotal }] = await Promise.all([
    runSide(plan.rows, plan.total, run),
    comparison ? runSide(isOfPage ? [] : comparison.rows, comparison.total, run) : { rows: none, total: none },
  ]);
  const daysOf = (range: DayRange, by: readonly string[], scans: readonly Scan[]) =>
    countDays(plan, { range, by, scans }, reported, run);
  const [rowDays, totalDays] = await Promise.all([
    daysOf(query.range, query.by, plan.rows),
    daysOf(query.range, [], plan.total),
  ]);
  const now = createTable(plan, rows, query.by, rowDays, prices);
  const found = now.find(query);
  const shown = now.ordered(found, query.limit === null ? null : query.offset + query.limit).slice(query.offset);
  const shownRows = shown.map(now.toRow);
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
    rows: shownRows,
    rowCount: found.length,
    total: query.total ? totalRow(plan, total, totalDays, prices) : null,
    comparison: comparison && {
      range: comparison.range,
      rows: comparedRows(plan, before, await daysOf(comparison.range, query.by, comparison.rows), shown, prices),
      total: query.total
        ? totalRow(plan, beforeTotal, await daysOf(comparison.range, [], comparison.total), prices)
        : null,
    },
    coverage,
    reportedDays: countReported(plan.scopes, dailyReports(plan), query.range, reported, plan.calendar),
    notes: [
      ...plan.notes,
      ...(await latestNotes(plan, rows.groups[0] && now.toRow(rows.groups[0]), run)),
      ...priceNotes(query.metrics, prices),
      ...[costPartsNote(plan) ?? []].flat(),
      ...coverageNotes(coverage),
      ...modelNotes(shownRows),
      ...dayNotes(plan, reported),
      ...partNotes(plan, await findPartDays(plan.rows, run)),
    ],
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
  // Awaited together, so that the failure of one never leaves the other unawaited.
  const [rows, total] = await Promise.all([
    reading,
    runScans(totalScans, async (scan) => {
      if (!isAdded(scan)) return run(scan);
      const people = await reading;
      return people.groups.length === 0 ? [] : [{ keys: [], values: totalOfPeople(people, scan.measures) }];
    }),
  ]);
  return { rows, total };
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
  days: DaysOfMetrics,
  prices: SeatPrices,
): Table {
  const metrics = compileMetrics(plan, slots, days, prices);
  const readerOf = (key: string): ((group: Group) => string | Value) => {
    const place = by.indexOf(key);
    if (place >= 0) return (group) => group.keys[place] ?? null;
    const compute = metrics.find(([name]) => name === key)?.[1];
    return compute ?? (() => null);
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
      for (const [name, compute] of metrics) row[name] = compute(group);
      return row;
    },
  };
}

/** Each metric asked for and how it is computed; one GitHub does not report in this cross is null. */
function compileMetrics(
  plan: Plan,
  slots: ReadonlyMap<string, number>,
  days: DaysOfMetrics,
  prices: SeatPrices,
): readonly (readonly [string, (group: Group) => Value])[] {
  const unanswered = new Set(plan.notes.filter(isUnanswered).map(({ metric }) => metric));
  return plan.query.metrics.map((name) => {
    const formula = findMetric(name)?.formula;
    if (unanswered.has(name) || !formula) return [name, () => null];
    const compute: Compute = compileFormula(formula, slots, prices);
    const daysOf = days.get(name);
    return [name, (group) => compute(group.values, daysOf?.(group) ?? NO_DAYS)];
  });
}

const NO_DAYS = { all: 0, working: 0 };

function totalRow(plan: Plan, groups: Groups, days: DaysOfMetrics, prices: SeatPrices): ResultRow {
  const table = createTable(plan, groups, [], days, prices);
  return table.toRow(groups.groups[0] ?? { keys: [], values: [] });
}

/** The rows before: of a page of groups theirs only, of time buckets all, because theirs are other days. */
function comparedRows(
  plan: Plan,
  before: Groups,
  days: DaysOfMetrics,
  shown: readonly Group[],
  prices: SeatPrices,
): ResultRow[] {
  const { by, limit } = plan.query;
  const table = createTable(plan, before, by, days, prices);
  if (limit === null || by.some(isTime)) return table.ordered(before.groups, null).map(table.toRow);
  const wanted = new Set(shown.map(({ keys }) => JSON.stringify(keys)));
  const ofPage = before.groups.filter(({ keys }) => wanted.has(JSON.stringify(keys)));
  return table.ordered(ofPage, null).map(table.toRow);
}

function isTime(dimension: string): boolean {
  return findDimension(dimension)?.kind === 'time';
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

/** By the order asked for, else by time and keys. Nulls last in either direction; ties by keys, so pages never overlap. */
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
      message: `${nameDays(coverage.provisional)} can still change; GitHub's figures are final after three days.`,
    });
  }
  const inWindow = coverage.onlyInWindow ?? [];
  if (inWindow.length > 0) {
    notes.push({
      code: 'only_in_window',
      metric: null,
      message: `For ${nameDays(inWindow)} there is only a 28-day report with one row per person, kept for checking: it does not say what happened on which day. Sync or import users-1-day for numbers.`,
    });
  }
  const lacking = (coverage.lacking ?? []).filter((day) => !inWindow.includes(day));
  if (lacking.length > 0) {
    notes.push({
      code: 'lacking',
      metric: null,
      message: `A report was received for ${nameDays(lacking)} and its rows are lacking now; "flightdeck status" and Data health say which file it is and what to do.`,
    });
  }
  const named = new Set([...inWindow, ...lacking]);
  const missing = coverage.missing.filter((day) => !named.has(day));
  if (missing.length > 0) {
    notes.push({
      code: 'missing',
      metric: null,
      message: `No report has been received for ${nameDays(missing)}.`,
    });
  }
  return notes;
}

/** Of each metric that divides by days, how many of those days it leaves out because they have no report. */
function dayNotes({ perDay, scopes, query, calendar }: Plan, reported: ReportedDays): Note[] {
  return perDay.flatMap(({ metric, reports }): Note[] => {
    const formula = findMetric(metric)?.formula;
    const isOfWork = dividesBy(formula, 'working_days') && !dividesBy(formula, 'days');
    const countOf = (days: readonly Day[]): number =>
      (isOfWork ? days.filter((day) => isWorkingDay(day, calendar)) : days).length;
    const all = countOf(eachDay(query.range));
    const counts = new Set(scopes.map((scope) => countOf(daysWithReports(scope, reports, query.range, reported))));
    const least = Math.min(...counts);
    if (least === all || scopes.length === 0) return [];
    const label = findMetric(metric)?.label ?? metric;
    const left = all - least;
    const day = isOfWork ? 'working day' : 'day';
    const message =
      counts.size === 1
        ? `"${label}" leaves out ${left} of ${counted(all, day)}, which ${pluralOf(left, 'has', 'have')} no report.`
        : `"${label}" leaves out ${day}s without a report, separately for each scope: up to ${left} of ${counted(all, day)}.`;
    return [{ code: 'days_left_out', metric, message }];
  });
}

const PARTS = {
  parts: 'a breakdown and no total',
  total: 'a total and no breakdown',
  neither: 'neither a total nor a breakdown of it',
} as const;

/** Days that a sum leaves out because its report has them in other rows only. */
function partNotes({ query }: Plan, found: readonly PartDays[]): Note[] {
  return query.metrics.flatMap((metric): Note[] => {
    const measures = new Set<string>(measuresOf(findMetric(metric)?.formula).map(({ name }) => name));
    const label = findMetric(metric)?.label ?? metric;
    return (['parts', 'total', 'neither'] as const).flatMap((kind): Note[] => {
      const own = found.filter(({ measure, only }) => only === kind && measures.has(measure));
      const days = [...new Set(own.flatMap((each) => each.days))].sort();
      if (days.length === 0) return [];
      return [
        {
          code: kind === 'neither' ? kind : `only_${kind}`,
          metric,
          message: `"${label}" leaves out ${nameDays(days)}: the report has ${PARTS[kind]}.`,
        },
      ];
    });
  });
}

function nameDays(days: readonly string[]): string {
  return days.length <= 3 ? days.join(', ') : `${days.length} days between ${days[0]} and ${days.at(-1)}`;
}
