import { findDimension } from '@flightdeck/catalog';
import type { MetricQueryInput, QueryResult, ResultRow } from '@flightdeck/query';
import type { RowsQuery } from './rows-query.ts';

/** An answer as a tool that takes a URL reads it: flat rows, a time bucket always named `time`. */
export interface Rows extends Pick<QueryResult, 'query' | 'rowCount' | 'coverage' | 'notes'> {
  readonly rows: readonly ResultRow[];
}

const isTime = (dimension: string): boolean => findDimension(dimension)?.kind === 'time';

/** Answers a question of a URL; with `top` the values are found first. */
export async function answerRows(
  { query, top }: RowsQuery,
  ask: (query: MetricQueryInput) => Promise<QueryResult>,
): Promise<Rows> {
  const by = (query.by ?? []).filter((dimension) => !isTime(dimension));
  const [dimension] = by;
  if (top === null || dimension === undefined) return toRows(await ask(query));
  const order = { key: top.metric, descending: true };
  const most = await ask({ ...query, metrics: [top.metric], by, order, limit: top.count });
  const values = [...new Set(most.rows.map((row) => row[dimension]))].filter((value) => typeof value === 'string');
  if (values.length === 0) return toRows({ ...most, rows: [], rowCount: 0 });
  return toRows(await ask({ ...query, where: [...(query.where ?? []), { dimension, values }] }));
}

function toRows({ query, rows, rowCount, coverage, notes }: QueryResult): Rows {
  const bucket = query.by.find(isTime);
  const named = bucket === undefined ? rows : rows.map(({ [bucket]: time = null, ...rest }) => ({ time, ...rest }));
  return { query, rows: named, rowCount, coverage, notes };
}
