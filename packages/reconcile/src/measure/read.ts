import { CapabilityError, dayCount, isUnknownValue } from '@flightdeck/catalog';
import { type Filter, isUnanswered, type MetricQueryInput, type QueryResult, type ResultRow } from '@flightdeck/query';
import type { AskOne } from '../ask.ts';
import type { Definition, Part } from '../definition.ts';
import type { Slice } from './slices.ts';

/** Who answers: our facts, and theirs where they gave rows. */
export interface Answerers {
  readonly ours: AskOne;
  readonly theirs: AskOne | null;
}

/** What a slice is asked. */
export interface Asked {
  readonly metrics: readonly string[];
  readonly by: readonly string[];
  readonly where?: readonly Filter[];
  /** Dimensions the facts must have, besides the breakdown's. */
  readonly plain?: boolean;
}

/** Rows of a slice; null with the reason when GitHub reports nothing such, or no day of it was ever received. */
export interface Read {
  readonly rows: readonly ResultRow[];
  readonly why: string | null;
}

/** Asks one slice of a definition. `plain`: without its breakdown. */
export async function readSlice(
  definition: Definition,
  part: Part,
  slice: Slice,
  asked: Asked,
  answerers: Answerers,
): Promise<Read> {
  const { breakdown } = definition;
  const dimension = breakdown === null || asked.plain ? null : breakdown.dimension;
  const query: MetricQueryInput = {
    metrics: [...asked.metrics],
    by: [...asked.by],
    ...(dimension !== null && { over: [dimension] }),
    range: slice.range,
    where: [
      { dimension: definition.scope.dimension, values: [...definition.scope.names] },
      ...[...definition.where, ...part.where, ...(asked.where ?? [])].map((filter) => ({
        ...filter,
        values: [...filter.values],
      })),
    ],
    ...(slice.knowledge.asOf !== null && { asOf: slice.knowledge.asOf }),
  };
  const ask = slice.knowledge.of === 'theirs' ? answerers.theirs : answerers.ours;
  if (!ask) throw new Error('A definition reads rows of theirs, but there are none');
  try {
    const isNamedOnly = dimension !== null && breakdown?.unknown === false;
    const result = await ask(isNamedOnly ? await withoutUnknown(query, dimension, ask) : query);
    return { rows: result.rows, why: whyUntold(result, slice) };
  } catch (error) {
    if (error instanceof CapabilityError) return { rows: [], why: error.message };
    throw error;
  }
}

/** The query without the values of a dimension that are Unknown; which there are its rows say. */
async function withoutUnknown(query: MetricQueryInput, dimension: string, ask: AskOne): Promise<MetricQueryInput> {
  const { rows } = await ask({ ...query, by: [dimension], over: [] });
  const met = rows.map((row) => row[dimension]).filter((value) => isUnknownValue(dimension, value));
  const values = met.flatMap((value) => (value === null || value === undefined ? [] : String(value)));
  if (values.length === 0) return query;
  return { ...query, where: [...(query.where ?? []), { dimension, is: 'not_in', values }] };
}

function whyUntold(result: QueryResult, { range }: Slice): string | null {
  const note = result.notes.find(isUnanswered);
  if (note) return note.message;
  return result.rows.length === 0 && result.coverage.missing.length >= dayCount(range)
    ? 'No report of these days was known then.'
    : null;
}

/** The key a row is grouped by, '' where it has none. */
export const keyOf = (row: ResultRow, name: string): string => String(row[name] ?? '');
