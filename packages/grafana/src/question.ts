import {
  type DimensionName,
  findDimension,
  findMetric,
  grainOf,
  knownUnknowns,
  type MetricName,
  overOf,
  type Panel,
  partsOf,
} from '@flightdeck/catalog';
import type { Filter } from '@flightdeck/query';

/** A list of the ledger: what Flightdeck records about its own data. */
export type LedgerList = 'freshness' | 'spans' | 'counts' | 'restatements' | 'breaks';

/** What one target asks of a list of the ledger: some of its columns, unchanged. */
export interface Records {
  readonly kind: 'records';
  readonly refId: string;
  readonly list: LedgerList;
  readonly columns: readonly { readonly name: string; readonly label: string; readonly type: 'string' | 'number' }[];
}

/** What one target of a Grafana panel asks; a flavour turns it into its own query. */
export type Ask = Question | Records;

/** Metrics in the catalogue's words. */
export interface Question {
  readonly kind: 'metrics';
  readonly refId: string;
  readonly metrics: readonly MetricName[];
  /** Those of the metrics that are drawn; the others only order or leave out. */
  readonly shown: readonly MetricName[];
  readonly by: readonly DimensionName[];
  /** Dimensions the numbers must be reported by without being grouped by them. */
  readonly over: readonly DimensionName[];
  /** Buckets of the page's grain or of one of their own; null for one row a group over the whole range. */
  readonly grain: 'page' | 'day' | 'week' | 'month' | null;
  /** Conditions of the panel beside the variables of the dashboard. */
  readonly where: readonly Filter[];
  readonly order: { readonly key: string; readonly descending: boolean } | null;
  readonly limit: number | null;
  readonly having: {
    readonly metric: MetricName;
    readonly atLeast: number | null;
    readonly below: number | null;
  } | null;
  /** Only the values with most of a metric over the whole range. */
  readonly top: { readonly metric: MetricName; readonly count: number } | null;
  /** `count`: just how many rows there are. */
  readonly answer: 'rows' | 'count';
}

const NOTHING: Omit<Question, 'metrics' | 'shown'> = {
  kind: 'metrics',
  refId: 'A',
  by: [],
  over: [],
  grain: null,
  where: [],
  order: null,
  limit: null,
  having: null,
  top: null,
  answer: 'rows',
};

/** Conditions a panel puts on itself. */
const whereOf = ({ where }: Panel): readonly Filter[] =>
  where ? [{ dimension: where.dimension, is: 'in', values: where.values }] : [];

/** A panel's total over the range, of the same rows its breakdown stands on. */
export function askTotal(panel: Panel, metrics: readonly MetricName[]): Question {
  return { ...NOTHING, metrics, shown: metrics, over: overOf(panel), where: whereOf(panel) };
}

/** One number of a metric over a range, or how many of its days have it. */
export const askNumber = (metric: MetricName, refId: string, countsDays: boolean): Question => ({
  ...NOTHING,
  refId,
  metrics: [metric],
  shown: [metric],
  grain: countsDays ? 'day' : null,
  answer: countsDays ? 'count' : 'rows',
});

/** A panel over time, at the page's grain or by day. */
export function askOverTime(panel: Panel, metrics: readonly MetricName[]): Question {
  return {
    ...NOTHING,
    metrics,
    shown: metrics,
    by: panel.by,
    over: overOf(panel),
    grain: grainOf(panel) ?? 'page',
    where: whereOf(panel),
  };
}

/** A panel's rows over the whole range. */
export function askRows(panel: Panel, metrics: readonly MetricName[]): Question {
  return { ...NOTHING, metrics, shown: metrics, by: panel.by, over: overOf(panel), where: whereOf(panel) };
}

/** The query without what GitHub could not name, which rankings leave out; `rest`: also without GitHub's group of small values. */
export function leavingOut(question: Question, rest: boolean): Question {
  const names = question.by.filter((name) => findDimension(name)?.kind === 'attribute' && LISTED.has(name));
  return {
    ...question,
    where: [
      ...question.where,
      ...names.map(
        (dimension): Filter => ({
          dimension,
          is: 'not_in',
          values: [...knownUnknowns(dimension), ...(rest ? ['others'] : [])],
        }),
      ),
    ],
  };
}

/** Dimensions whose values GitHub sums up or cannot name. */
const LISTED: ReadonlySet<string> = new Set(['language', 'ide', 'model', 'feature', 'comment_type']);

/** The largest values of what a panel shows: by what stands below the line of a rate, else by the metric itself. */
export function keepLargest(question: Question, count: number): Question {
  const [first] = question.metrics;
  if (first === undefined) return question;
  const metric = findMetric(first);
  const weight = (metric ? partsOf(metric)?.under : undefined) ?? first;
  return { ...question, top: { metric: weight, count } };
}
