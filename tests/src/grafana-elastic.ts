import type { Target } from '@flightdeck/grafana';
import { type Chosen, type Field, type Frame, interpolate } from './grafana-demo.ts';
import { evaluateExpression, type Series } from './grafana-expressions.ts';
import { transform } from './grafana-transform.ts';

/** The cluster, and the index of each data source. */
export interface Cluster {
  readonly url: string;
  readonly indexOf: (uid: string) => string;
  /** The built-in data source asks weeks and months by calendar, the plugin by the older word. */
  readonly engine: 'elasticsearch' | 'opensearch';
}

interface Metric {
  readonly id: string;
  readonly type: string;
  readonly field?: string;
  readonly hide?: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
}
interface BucketAgg {
  readonly id: string;
  readonly type: string;
  readonly field: string;
  readonly settings: Readonly<Record<string, string>>;
}
interface ElasticTarget extends Record<string, unknown> {
  readonly refId: string;
  readonly query: string;
  readonly metrics: readonly Metric[];
  readonly bucketAggs: readonly BucketAgg[];
  readonly datasource: { readonly type: string; readonly uid: string };
}
interface Bucket {
  readonly key: string | number;
  readonly key_as_string?: string;
  readonly doc_count: number;
  readonly [id: string]: unknown;
}

const CALENDAR: ReadonlySet<string> = new Set(['1w', '1M', '1q', '1y']);

/** A text with `$name` as Grafana's Lucene format writes it; what nothing is chosen of as the variable's own "All". */
export function toLucene(text: string, chosen: Chosen): string {
  const escaped = (value: string): string => value.replace(/([!*+\-=<>\s&|()[\]{}^~?:\\/"])/g, '\\$1');
  return text.replaceAll(/\$(\w+)/g, (_, name: string) => {
    const values = chosen.variables[name];
    return values ? `(${values.map((value) => `"${escaped(value)}"`).join(' OR ')})` : '(*:*)';
  });
}

/** The body of one search as the backend of the data source builds it (`processQuery`, `processTimeSeriesQuery`). */
function toSearchBody(target: ElasticTarget, chosen: Chosen, engine: Cluster['engine']): object {
  const metrics = Object.fromEntries(
    target.metrics
      .filter(({ type }) => type !== 'count')
      .map(({ id, type, field, settings = {} }) => [id, { [type]: { field, ...settings } }]),
  );
  const grain = chosen.variables.grain?.[0] ?? '1d';
  let aggs: object = metrics;
  for (const { id, type, field, settings } of target.bucketAggs.toReversed()) {
    // The number that terms are ordered by stands beside what is inside them.
    const order = type === 'terms' ? target.metrics.find((metric) => metric.id === settings.orderBy) : undefined;
    const beside = order && order.type !== 'count' ? { [order.id]: { [order.type]: { field: order.field } } } : {};
    const inside = Object.assign({}, beside, aggs);
    const own = { [type]: settingsOf(type, field, settings, grain, chosen, engine) };
    aggs = { [id]: Object.keys(inside).length > 0 ? { ...own, aggs: inside } : own };
  }
  return {
    size: 0,
    query: {
      bool: {
        filter: [
          { range: { day: { gte: chosen.from, lte: chosen.to, format: 'epoch_millis' } } },
          { query_string: { query: toLucene(target.query, chosen), analyze_wildcard: true } },
        ],
      },
    },
    aggs,
  };
}

function settingsOf(
  type: string,
  field: string,
  settings: BucketAgg['settings'],
  grain: string,
  { from, to }: Chosen,
  engine: Cluster['engine'],
): object {
  const least = Number(settings.min_doc_count ?? 0);
  if (type === 'terms')
    return {
      field,
      size: Number(settings.size),
      min_doc_count: least,
      order: { [settings.orderBy ?? '_count']: settings.order },
      ...(settings.missing === undefined ? {} : { missing: settings.missing }),
    };
  if (type === 'histogram') return { field, interval: Number(settings.interval), min_doc_count: least };
  const interval = settings.interval === '$grain' ? grain : (settings.interval ?? '');
  const width = engine === 'opensearch' ? 'interval' : CALENDAR.has(interval) ? 'calendar_interval' : 'fixed_interval';
  return {
    field,
    [width]: interval,
    min_doc_count: least,
    extended_bounds: { min: from, max: to },
    format: 'epoch_millis',
  };
}

async function msearch(
  cluster: Cluster,
  target: ElasticTarget,
  chosen: Chosen,
): Promise<Record<string, { readonly buckets: readonly Bucket[] }>> {
  const header = {
    search_type: 'query_then_fetch',
    ignore_unavailable: true,
    index: cluster.indexOf(target.datasource.uid),
  };
  const lines = [header, toSearchBody(target, chosen, cluster.engine)].map((line) => `${JSON.stringify(line)}\n`);
  const answer = await fetch(`${cluster.url}/_msearch?max_concurrent_shard_requests=5`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-ndjson' },
    body: lines.join(''),
  });
  const { responses } = (await answer.json()) as {
    responses: [{ error?: unknown; aggregations?: Record<string, { buckets: readonly Bucket[] }> }];
  };
  const [response] = responses;
  if (response.error) throw new Error(`${target.refId} ${target.query}: ${JSON.stringify(response.error)}`);
  return response.aggregations ?? {};
}

const numberIn = (bucket: Bucket, { id, type }: Metric): number | null =>
  type === 'count' ? bucket.doc_count : ((bucket[id] as { readonly value: number | null } | undefined)?.value ?? null);

/** `processMetrics`: one series for each set of terms and each metric that is not hidden. */
function toSeries(
  target: ElasticTarget,
  aggregations: Readonly<Record<string, unknown>>,
  depth = 0,
  labels: Readonly<Record<string, string>> = {},
): Series[] {
  const aggregation = target.bucketAggs[depth];
  if (!aggregation) return [];
  const { buckets = [] } = (aggregations[aggregation.id] ?? {}) as { readonly buckets?: readonly Bucket[] };
  if (depth < target.bucketAggs.length - 1)
    return buckets.flatMap((bucket) =>
      toSeries(target, bucket, depth + 1, {
        ...labels,
        [aggregation.field]: bucket.key_as_string ?? String(bucket.key),
      }),
    );
  return target.metrics
    .filter(({ hide }) => !hide)
    .map((metric) => ({
      labels,
      isNumber: false,
      points: new Map(buckets.map((bucket) => [Number(bucket.key), numberIn(bucket, metric)])),
    }));
}

const WORDS: Readonly<Record<string, string>> = { sum: 'Sum', cardinality: 'Unique Count', count: 'Count' };

/** `processAggregationDocs`: a row for each bucket of the last terms; numbers are named by kind, and by field where kinds repeat. */
function toTable(target: ElasticTarget, aggregations: Readonly<Record<string, unknown>>): Frame {
  const rows: (readonly unknown[])[] = [];
  const walk = (inside: Readonly<Record<string, unknown>>, depth: number, keys: readonly unknown[]): void => {
    const aggregation = target.bucketAggs[depth];
    const { buckets = [] } = (inside[aggregation?.id ?? ''] ?? {}) as { readonly buckets?: readonly Bucket[] };
    for (const bucket of buckets) {
      const own = [...keys, bucket.key];
      if (depth < target.bucketAggs.length - 1) walk(bucket, depth + 1, own);
      else rows.push([...own, ...target.metrics.map((metric) => numberIn(bucket, metric))]);
    }
  };
  walk(aggregations, 0, []);
  const names = [
    ...target.bucketAggs.map(({ field }) => field),
    ...target.metrics.map(({ type, field }) => {
      const alike = target.metrics.filter((other) => other.type === type).length > 1;
      return alike && type !== 'count' ? `${WORDS[type]} ${field}` : (WORDS[type] ?? type);
    }),
  ];
  return names.map((name, index): Field => ({ name, labels: {}, values: rows.map((row) => row[index]) }));
}

/** A table with one column of numbers is a set of numbers to an expression, distinguished by its text columns. */
function toNumbers(table: Frame): Series[] {
  const isNumber = ({ values }: Field): boolean => values.every((value) => typeof value === 'number' || value === null);
  const numbers = table.filter(isNumber);
  const [number] = numbers;
  if (!number || numbers.length > 1) throw new Error('an expression takes a table with one column of numbers');
  return number.values.map((value, row) => ({
    labels: Object.fromEntries(
      table.filter((field) => field !== number).map(({ name, values }) => [name, String(values[row])]),
    ),
    isNumber: true,
    points: new Map([[0, value as number | null]]),
  }));
}

/** What the targets of a panel show, by the letter of each that is not hidden: a table, or series. */
export async function runElastic(
  targets: readonly Target[],
  transformations: readonly { readonly id: string; readonly options: unknown }[],
  cluster: Cluster,
  chosen: Chosen,
): Promise<ReadonlyMap<string, Frame | readonly Series[]>> {
  const sets = new Map<string, readonly Series[]>();
  const shown = new Map<string, Frame | readonly Series[]>();
  for (const target of targets) {
    const isExpression = (target.datasource as { readonly type: string }).type === '__expr__';
    let result: Frame | readonly Series[];
    if (isExpression) {
      const text = typeof target.expression === 'string' ? interpolate(target.expression, chosen) : target.expression;
      result = evaluateExpression({ ...target, expression: text }, sets);
      sets.set(target.refId, result);
    } else {
      const own = target as unknown as ElasticTarget;
      const aggregations = await msearch(cluster, own, chosen);
      const isSeries = own.bucketAggs.at(-1)?.type === 'date_histogram';
      const table = isSeries ? null : toTable(own, aggregations);
      result = table ?? toSeries(own, aggregations);
      const isFed = targets.some(
        ({ expression }) => typeof expression === 'string' && new RegExp(`\\$?${target.refId}\\b`).test(expression),
      );
      if (isFed) sets.set(target.refId, table ? toNumbers(table) : (result as readonly Series[]));
    }
    if (!target.hide) shown.set(target.refId, isSeriesSet(result) ? result : transform(result, transformations));
  }
  return shown;
}

/** True for series, false for a table. */
export const isSeriesSet = (result: Frame | readonly Series[]): result is readonly Series[] =>
  result.every((item) => 'points' in item);
