import type { Setting } from '../setting.ts';

/** Settings that answers are worked out with. */
export const FIGURE_SETTINGS = Object.freeze([
  {
    name: 'SEAT_PRICES',
    kind: 'prices',
    default: null,
    secret: false,
    says: "What a seat costs a month in US dollars, as business:19,enterprise:39; GitHub's list prices when left out. other:19 is for every other plan, which has no list price.",
    page: { section: 'money', label: 'Price of a seat' },
  },
] as const satisfies readonly Setting[]);
