import { findDimension, InputError } from '@flightdeck/catalog';
import {
  isAnswerable,
  isUnanswered,
  type MetricQuery,
  type MetricQueryInput,
  type QueryResult,
  type ResultRow,
} from '@flightdeck/query';
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

/**
 * A tool that draws an answer shows no notes, and nothing where a number is withheld: so what is not answered only because of what its
 * asker may see is refused in words.
 * @throws InputError `not_in_sight`.
 */
export function refuseUnseen(query: MetricQuery, { notes }: Pick<QueryResult, 'notes'>): void {
  const narrowed = notes.find(({ code }) => code === 'narrowed');
  const why = notes.filter((note) => isUnanswered(note) || note.code === 'not_seen');
  const isEmpty = query.metrics.every((name) => why.some(({ metric }) => metric === name));
  if (narrowed === undefined || !isEmpty || !isAnswerable(query)) return;
  throw new InputError(`This cannot be answered for what you may see. ${why[0]?.message}`, {
    code: 'not_in_sight',
    hint: `${narrowed.message} Ask an administrator of this Flightdeck for a role in a whole organization.`,
  });
}

function toRows({ query, rows, rowCount, coverage, notes }: QueryResult): Rows {
  const bucket = query.by.find(isTime);
  const named = bucket === undefined ? rows : rows.map(({ [bucket]: time = null, ...rest }) => ({ time, ...rest }));
  return { query, rows: named, rowCount, coverage, notes };
}
