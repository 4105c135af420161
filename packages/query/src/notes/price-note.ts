import { findMetric, LIST_PRICES_OF, LIST_SEAT_PRICES, SEAT_PLANS, type SeatPrices } from '@flightdeck/catalog';
import type { Note } from '../evaluate/result.ts';
import { formatValue } from '../format/number.ts';
import type { Plan } from '../plan/plan.ts';

/** What the money of an answer was computed with, one note a metric; none where no metric is money of ours. */
export function priceNotes(metrics: readonly string[], prices: SeatPrices): Note[] {
  const ours = metrics.filter((name) => findMetric(name)?.formula.op === 'cost');
  if (ours.length === 0) return [];
  const { other } = prices;
  const each = [
    ...SEAT_PLANS.map((plan) => `${dollarsOf(prices[plan])} for ${plan}`),
    ...(other === undefined ? [] : [`${dollarsOf(other)} for any other plan`]),
  ].join(' and ');
  const isList = other === undefined && SEAT_PLANS.every((plan) => prices[plan] === LIST_SEAT_PRICES[plan]);
  const origin = isList ? `GitHub's list prices of ${LIST_PRICES_OF}` : 'from SEAT_PRICES';
  return ours.map((metric) => ({ code: 'prices', metric, message: `Price per seat and month: ${each}, ${origin}.` }));
}

const dollarsOf = (cents: number): string => formatValue(cents / 100, 'dollars');

/** Says that organizations' money does not add up to the total; null where it does or no metric is money of ours. */
export function costPartsNote({ query, scopes }: Pick<Plan, 'query' | 'scopes'>): Note | null {
  const metric = query.metrics.find((name) => findMetric(name)?.formula.op === 'cost');
  if (metric === undefined || scopes.length < 2 || !query.by.includes('organization')) return null;
  const message =
    'Each organization shows the cost of its own list of seats; a person with seats from several is charged once in the total.';
  return { code: 'organizations', metric, message };
}
