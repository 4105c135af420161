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
  {
    name: 'ACCEPTANCE_TARGET',
    kind: 'percent',
    default: '20%',
    secret: false,
    says: 'Acceptance rate of completions to reach, drawn as a dashed line: 25%, or off for none.',
    page: { section: 'goals', label: 'Acceptance rate to reach' },
  },
  {
    name: 'WORKING_DAYS',
    kind: 'weekdays',
    default: 'mon,tue,wed,thu,fri',
    secret: false,
    says: 'Days of the week people work on, separated by commas: sun,mon,tue,wed,thu.',
    page: { section: 'days', label: 'Working days of a week' },
  },
  {
    name: 'HOLIDAYS',
    kind: 'country',
    default: null,
    secret: false,
    says: 'Country whose public holidays are no working days, with a state or region where it has its own: DE, DE-BY, US-CA.',
    page: { section: 'days', label: 'Public holidays of' },
  },
  {
    name: 'HOLIDAY_DATES',
    kind: 'dates',
    default: null,
    secret: false,
    says: 'Further days that are no working days, separated by commas: 2026-12-24,2026-12-31; every year: 12-24.',
    page: { section: 'days', label: 'Further days off' },
  },
] as const satisfies readonly Setting[]);
