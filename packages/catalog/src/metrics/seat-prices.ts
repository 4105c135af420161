/** A plan of which the price is known. */
export type SeatPlan = 'business' | 'enterprise';

/**
 * Price of a seat and month of each plan, in whole US cents, so that sums stay exact. `other`: of every plan GitHub names
 * beside them; left out, seats of such plans cost nothing that is known and stand in no sum.
 */
export type SeatPrices = Readonly<Record<SeatPlan, number>> & { readonly other?: number };

/**
 * GitHub's list prices as of October 2026: 19 and 39 US dollars a seat and month. Discounts and the surcharge for data
 * residency are not included; the setting SEAT_PRICES replaces them.
 * @source github/docs data/variables/copilot.yml, October 2026 (`seat_month`).
 */
export const LIST_SEAT_PRICES: SeatPrices = Object.freeze({ business: 1900, enterprise: 3900 });

/** Month of the list prices. */
export const LIST_PRICES_OF = '2026-10';

/** The plans with a price. */
export const SEAT_PLANS: readonly SeatPlan[] = Object.freeze(['business', 'enterprise']);
