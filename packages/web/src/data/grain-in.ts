import type { QueryResult } from '@flightdeck/query';
import type { Grain } from '../view/range.ts';

/** The grain a result was answered in; while a new one loads, the old one is still drawn. */
export function grainIn(result: QueryResult): Grain {
  return (['week', 'month'] as const).find((grain) => result.query.by.includes(grain)) ?? 'day';
}
