import {
  type DayRange,
  DIMENSIONS,
  type DimensionName,
  findDimension,
  findMetric,
  InputError,
  isDay,
  METRICS,
  type MetricName,
} from '@flightdeck/catalog';
import { z } from 'zod';
import type { Filter } from '../scan.ts';
import { parseAsOf } from './as-of.ts';
import { nearest } from './nearest.ts';

/** Width of a time bucket. */
export type Grain = 'day' | 'week' | 'month';

/** What is asked, in the catalogue's names; the same for REST, web and CLI. */
export interface MetricQuery {
  readonly metrics: readonly MetricName[];
  /** Dimensions; `grain` adds a time bucket in front when none is named. */
  readonly by: readonly DimensionName[];
  /** Dimensions GitHub must report the metrics by without grouping by them, so that a total stands on the rows of a breakdown. */
  readonly over: readonly DimensionName[];
  readonly range: DayRange;
  readonly where: readonly Filter[];
  /** `previous`: the same number of days before, moved to whole weeks so that weekdays align; `year`: 52 weeks before. */
  readonly compare: 'previous' | 'year' | null;
  /** True: `total` holds the same metrics over the whole selection, each person once. */
  readonly total: boolean;
  readonly order: { readonly key: string; readonly descending: boolean } | null;
  /** Rows returned, after ordering; null = all. */
  readonly limit: number | null;
  readonly offset: number;
  /** Keeps rows in which a key contains the text, whatever the case. */
  readonly search: string | null;
  /** Keeps rows whose metric lies in a span; totals stay those of the whole selection. */
  readonly having: Span | null;
  /**
   * An instant (`2026-11-10T08:00:00.000Z`): the answer from what had been received by then, of every (scope, report, day)
   * its latest version of that time. Left out: from what is known now.
   */
  readonly asOf?: string;
}

/** Values of a metric from `atLeast` to below `below`, null for no end; `orNull`: rows without a value too. */
export interface Span {
  readonly metric: MetricName;
  readonly atLeast: number | null;
  readonly below: number | null;
  readonly orNull: boolean;
}

const name = z.string().max(64);
/** The shape of a query on the wire; limits keep one query's cost bounded. */
export const metricQuerySchema = z.strictObject({
  metrics: z.array(name).min(1).max(40),
  by: z.array(name).max(8).default([]),
  over: z.array(name).max(8).default([]),
  grain: z.enum(['day', 'week', 'month']).nullish(),
  range: z.strictObject({ from: z.string().max(10), to: z.string().max(10) }),
  where: z
    .array(
      z.strictObject({
        dimension: name,
        is: z.enum(['in', 'not_in']).default('in'),
        values: z.array(z.string().max(400)).min(1).max(1000),
      }),
    )
    .max(20)
    .default([]),
  compare: z.enum(['previous', 'year']).nullish(),
  total: z.boolean().default(false),
  order: z.strictObject({ key: name, descending: z.boolean().default(true) }).nullish(),
  limit: z.number().int().min(0).max(100_000).nullish(),
  offset: z.number().int().min(0).default(0),
  search: z.string().max(200).nullish(),
  having: z
    .strictObject({
      metric: name,
      atLeast: z.number().nullable().default(null),
      below: z.number().nullable().default(null),
      orNull: z.boolean().default(false),
    })
    .nullish(),
  asOf: z.string().max(40).nullish().describe('An ISO instant: answer from what had been received by then.'),
});

/** What a caller may leave out. */
export type MetricQueryInput = z.input<typeof metricQuerySchema>;

/** Longest range answered, in years. */
const MAX_YEARS = 50;

/**
 * A checked query with every default filled in.
 * @throws InputError `bad_query`, `unknown_metric`, `unknown_dimension`, `bad_range`, `invalid_as_of`, with what to write instead.
 */
export function parseQuery(input: unknown): MetricQuery {
  const parsed = metricQuerySchema.safeParse(input);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new InputError(
      `The query is invalid at ${issue?.path.join('.') || 'its top'}: ${issue?.message ?? 'unreadable'}.`,
      {
        code: 'bad_query',
        hint: 'See /openapi.json for the shape of a query.',
      },
    );
  }
  const query = parsed.data;
  const metrics = query.metrics.map(toMetric);
  const by = (query.grain && !query.by.some(isTime) ? [query.grain, ...query.by] : query.by).map(toDimension);
  const over = query.over.map(toDimension);
  for (const { dimension } of query.where) toDimension(dimension);
  for (const filter of query.where) {
    if (isTime(filter.dimension))
      throw new InputError(`"${filter.dimension}" is filtered through the range.`, {
        code: 'bad_query',
        hint: 'Use range.from and range.to.',
      });
  }
  if (new Set(by).size !== by.length || by.filter(isTime).length > 1) {
    throw new InputError('"by" names a dimension twice, or two time buckets.', {
      code: 'bad_query',
      hint: 'Name each dimension once, and at most one of day, week and month.',
    });
  }
  checkRange(query.range);
  const order = query.order ?? null;
  const keys: readonly string[] = [...metrics, ...by];
  if (order && !keys.includes(order.key)) throw unknown('order key', order.key, keys);
  const spanned = metrics.find((metric) => metric === query.having?.metric);
  if (query.having && spanned === undefined) throw unknown('metric', query.having.metric, metrics);
  return {
    metrics: [...new Set(metrics)],
    by,
    over,
    range: query.range,
    where: query.where,
    compare: query.compare ?? null,
    total: query.total,
    order,
    limit: query.limit ?? null,
    offset: query.offset,
    search: query.search?.trim() || null,
    having: query.having && spanned ? { ...query.having, metric: spanned } : null,
    ...(query.asOf == null ? {} : { asOf: parseAsOf(query.asOf) }),
  };
}

/** The name of a metric. @throws InputError `unknown_metric`. */
function toMetric(name: string): MetricName {
  const metric = findMetric(name);
  if (metric) return metric.name;
  throw unknown(
    'metric',
    name,
    METRICS.map((one) => one.name),
  );
}

/** The name of a dimension. @throws InputError `unknown_dimension`. */
function toDimension(name: string): DimensionName {
  const dimension = findDimension(name);
  if (dimension) return dimension.name;
  throw unknown(
    'dimension',
    name,
    DIMENSIONS.map((one) => one.name),
  );
}

function isTime(dimension: string): boolean {
  return findDimension(dimension)?.kind === 'time';
}

function checkRange({ from, to }: DayRange): void {
  const hint = 'Write calendar days as YYYY-MM-DD, the earlier one first.';
  if (!isDay(from) || !isDay(to))
    throw new InputError(`"${isDay(from) ? to : from}" is not a day.`, { code: 'bad_range', hint });
  if (from > to)
    throw new InputError(`The range ends before it begins (${from} to ${to}).`, { code: 'bad_range', hint });
  if (Number(to.slice(0, 4)) - Number(from.slice(0, 4)) > MAX_YEARS) {
    throw new InputError(`The range is longer than ${MAX_YEARS} years.`, {
      code: 'bad_range',
      hint: 'GitHub has no reports before October 2025.',
    });
  }
}

function unknown(what: string, given: string, allowed: readonly string[]): InputError {
  const near = nearest(given, allowed);
  return new InputError(`There is no ${what} "${given}".`, {
    code: `unknown_${what.replace(' ', '_')}`,
    hint: near ? `Did you mean "${near}"? Allowed: ${allowed.join(', ')}.` : `Allowed: ${allowed.join(', ')}.`,
  });
}
