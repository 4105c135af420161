/** Plans a price can be given for, in the order they are shown. */
export const PLANS = ['business', 'enterprise', 'other'] as const;
/** A plan. */
export type Plan = (typeof PLANS)[number];
/** Dollars a month as they are typed; empty: GitHub's list price, or none. */
export type Prices = Readonly<Record<Plan, string>>;

/** `business:19,enterprise:39` as prices by plan. */
export function toPrices(text: string | null): Prices {
  const given = (text ?? '').split(',').map((part) => part.split(':').map((word) => word.trim()));
  return {
    business: '',
    enterprise: '',
    other: '',
    ...Object.fromEntries(given.filter(([plan, price]) => plan && price)),
  };
}

/** The text of SEAT_PRICES for these prices; null if none is given. */
export function toPriceText(prices: Prices): string | null {
  const given = PLANS.filter((plan) => prices[plan].trim() !== '').map((plan) => `${plan}:${prices[plan].trim()}`);
  return given.length === 0 ? null : given.join(',');
}
