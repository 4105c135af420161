import { CapabilityError, dayCount } from '@flightdeck/catalog';
import type { Filter, MetricQueryInput, QueryResult, ResultRow } from '@flightdeck/query';
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
  const isBrokenDown = breakdown !== null && !asked.plain;
  const query: MetricQueryInput = {
    metrics: [...asked.metrics],
    by: [...asked.by],
    ...(isBrokenDown && { over: [breakdown.dimension] }),
    range: slice.range,
    where: [
      { dimension: definition.scope.dimension, values: [...definition.scope.names] },
      ...[...definition.where, ...part.where, ...(asked.where ?? [])].map((filter) => ({
        ...filter,
        values: [...filter.values],
      })),
      ...(isBrokenDown && !breakdown.unknown
        ? [{ dimension: breakdown.dimension, is: 'not_in' as const, values: ['unknown'] }]
        : []),
    ],
    ...(slice.knowledge.asOf !== null && { asOf: slice.knowledge.asOf }),
  };
  const ask = slice.knowledge.of === 'theirs' ? answerers.theirs : answerers.ours;
  if (!ask) throw new Error('A definition reads rows of theirs, but there are none');
  try {
    const result = await ask(query);
    return { rows: result.rows, why: whyUntold(result, slice) };
  } catch (error) {
    if (error instanceof CapabilityError) return { rows: [], why: error.message };
    throw error;
  }
}

function whyUntold(result: QueryResult, { range }: Slice): string | null {
  const note = result.notes.find(({ code }) => code === 'not_reported');
  if (note) return note.message;
  return result.rows.length === 0 && result.coverage.missing.length >= dayCount(range)
    ? 'No report of these days was known then.'
    : null;
}

/** The key a row is grouped by, '' where it has none. */
export const keyOf = (row: ResultRow, name: string): string => String(row[name] ?? '');
