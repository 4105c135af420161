import { type Day, type DayRange, eachDay } from '@flightdeck/catalog';
import type { ScanMeasure, ScanRow } from '@flightdeck/query';
import { bucketEnd, bucketOf } from '@flightdeck/store/shared';
import { ofTable } from '../layout/layout.ts';
import type { Reading } from '../load/annotate.ts';
import { type Found, search } from '../wire/send.ts';
import type { Asking } from './aggregate.ts';
import { compileKnown, compileTests, indexesIn } from './reach.ts';

/** Buckets of one answer; engines refuse more than 65,535. */
const MOST_BUCKETS = 60_000;
const MOST_PERIODS = 60;
const AT_ONCE = 6;
/** What is needed of an answer: the buckets themselves stay in the cluster. */
const PATHS = [
  'timed_out',
  '_shards',
  'hits.total',
  'aggregations.*.doc_count',
  'aggregations.*.people.sum_other_doc_count',
  'aggregations.*.count.count',
].join(',');

interface Counted {
  readonly doc_count?: number;
  readonly people?: { readonly sum_other_doc_count: number };
  readonly count?: { readonly count: number };
}

/**
 * People of each period, each once, counted in the cluster: a bucket a person and only the number of buckets is sent.
 * Exact, as every bucket fits one answer. Null when this cannot answer: then the groups themselves must be fetched.
 */
export async function countPeople(reading: Reading, asking: Asking, signal?: AbortSignal): Promise<ScanRow[] | null> {
  const { question, measures, table, filter, bucketKeys } = asking;
  const [time, ...others] = question.by;
  if (others.length > 0 || (time && time.kind !== 'time') || measures.length === 0) return null;
  if (measures.some(({ aggregate }) => aggregate !== 'people')) return null;
  const periods = time ? periodsOf(time.name, question.scan.range) : [question.scan.range];
  if (periods.length > MOST_PERIODS) return null;
  const size = Math.floor(MOST_BUCKETS / measures.length);
  const aggs = Object.assign({}, ...measures.map((measure, index) => compileCount(measure, index, size)));
  const count = async (period: DayRange): Promise<ScanRow | 'none' | 'too many'> => {
    const indexes = indexesIn(reading, table, period);
    const within = { range: { day: { gte: period.from, lte: period.to } } };
    const body = {
      size: 0,
      track_total_hits: true,
      query: { bool: { filter: [ofTable(table, reading.commit.past), ...filter, within] } },
      aggs,
    };
    const found: Partial<Found> =
      indexes.length === 0
        ? {}
        : await search(reading.cluster, indexes, body, { signal, query: { filter_path: PATHS } });
    const documents = found.hits?.total?.value ?? 0;
    if (time && documents === 0) return 'none';
    const answers = (found.aggregations ?? {}) as Readonly<Record<string, Counted>>;
    if (measures.some((_, index) => (answers[`m${index}`]?.people?.sum_other_doc_count ?? 0) > 0)) return 'too many';
    const keys = time ? bucketKeys([time], { [time.name]: Date.parse(bucketOf(time.name, period.from)) }) : [];
    return {
      keys: keys ?? [],
      values: measures.map(({ when }, index) => {
        const known = compileKnown(when).length > 0 ? (answers[`k${index}`]?.doc_count ?? 0) : documents;
        return known > 0 ? (answers[`m${index}`]?.count?.count ?? 0) : null;
      }),
    };
  };
  const rows: ScanRow[] = [];
  for (let from = 0; from < periods.length; from += AT_ONCE) {
    for (const row of await Promise.all(periods.slice(from, from + AT_ONCE).map(count))) {
      if (row === 'too many') return null;
      if (row !== 'none') rows.push(row);
    }
  }
  return rows;
}

function compileCount({ when }: ScanMeasure, index: number, size: number): Record<string, object> {
  const known = compileKnown(when);
  return {
    [`m${index}`]: {
      filter: { bool: { filter: compileTests(when) } },
      aggs: {
        // Rows of nobody known are of one person together, as where people are grouped.
        people: { terms: { field: 'user_id', missing: -1, size, shard_size: size } },
        count: { stats_bucket: { buckets_path: 'people>_count' } },
      },
    },
    ...(known.length > 0 ? { [`k${index}`]: { filter: { bool: { filter: known } } } } : {}),
  };
}

/** Time buckets of a range, cut to it. */
function periodsOf(grain: string, range: DayRange): readonly DayRange[] {
  const periods = new Map<Day, DayRange>();
  for (const day of eachDay(range)) {
    const first = bucketOf(grain, day);
    const end = bucketEnd(grain, first);
    if (!periods.has(first)) periods.set(first, { from: day, to: end < range.to ? end : range.to });
  }
  return [...periods.values()];
}
