/** Plans a price can be given for, in the order they are shown. */
export const PLANS = ['business', 'enterprise', 'other'] as const;
/** A plan. */
export type Plan = (typeof PLANS)[number];
/** Dollars a month as they are typed; empty: GitHub's list price, or none. */
export type Prices = Readonly<Record<Plan, string>>;

/** `business:19,enterprise:39` as prices by plan. */
export function toPrices(text: string | null): Prices {
  const given = (text ?? '').matchAll(/(\w{1,20})\s{0,5}:\s{0,5}([^\s,]{1,20})/g);
  const prices = Object.fromEntries([...given].map(([, plan, price]) => [plan, price]));
  return { business: '', enterprise: '', other: '', ...prices };
}

/** The text of SEAT_PRICES for these prices; null if none is given. */
export function toPriceText(prices: Prices): string | null {
  const given = PLANS.filter((plan) => prices[plan].trim() !== '').map((plan) => `${plan}:${prices[plan].trim()}`);
  return given.length === 0 ? null : given.join(',');
}
