import { addDays, toDay } from '@flightdeck/catalog';
import type { MetricQueryInput } from '@flightdeck/query';
import type { Extent } from '../view/range.ts';
import { useView } from '../view/use-view.ts';

/** The instant of the URL whose knowledge answers; null for what is known now. */
export const useAsOf = (): string | null => useView().view.asOf;

/** The question as of an instant; itself without one. */
export const withAsOf = (query: MetricQueryInput, asOf: string | null): MetricQueryInput =>
  asOf === null ? query : { ...query, asOf };

/** The questions as of an instant; themselves without one. */
export const allAsOf = (queries: readonly MetricQueryInput[], asOf: string | null): readonly MetricQueryInput[] =>
  asOf === null ? queries : queries.map((query) => withAsOf(query, asOf));

/** Days there could be anything of at an instant: a day is first received when it is over. */
export function cutExtent(extent: Extent, asOf: string | null): Extent {
  if (asOf === null) return extent;
  const yesterday = addDays(toDay(new Date(asOf)), -1);
  if (yesterday >= extent.last) return extent;
  return { first: extent.first, last: yesterday < extent.first ? extent.first : yesterday };
}
