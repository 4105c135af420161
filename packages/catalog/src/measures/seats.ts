import { SEAT_PLANS } from '../metrics/seat-prices.ts';
import type { FactName } from '../names.ts';
import type { Condition, Measure } from './measure-type.ts';

/** Days without activity that a reader can choose from. */
export const IDLE_DAYS = [2, 7, 14, 30, 60, 90] as const;

const SEATS = ['seat_day'] as const;
const OF_A_PERSON: Condition = { column: 'user_id', op: 'known' };
const WITH_PRICE: Condition = { column: 'plan', op: 'in', values: SEAT_PLANS };
/** Any plan GitHub names, `unknown` and new ones too. */
const OF_A_PLAN: Condition = { column: 'plan', op: 'known' };
const ofPlan = (plan: string): Condition => ({ column: 'plan', op: 'in', values: [plan] });
const OF_ENTERPRISE = ofPlan('enterprise');
/** The grant that a person's plan is charged for: money stands with one of several. */
const CHARGED: Condition = { column: 'charged', op: 'true' };
const within = (column: string, days: number): Condition => ({ column, op: 'within', value: days - 1 });

const holders = (name: string, ...when: readonly Condition[]): Measure => ({
  name,
  aggregate: 'people',
  column: null,
  facts: SEATS,
  when: [OF_A_PERSON, ...when],
});
const rows = (name: string, ...when: readonly Condition[]): Measure => ({
  name,
  aggregate: 'rows',
  column: null,
  facts: SEATS,
  when,
});
const least = (name: string, column: string): Measure => ({ name, aggregate: 'min', column, facts: SEATS, when: [] });
const counted = (name: string, column: string, fact: FactName): Measure => ({
  name,
  aggregate: 'sum',
  column,
  facts: [fact],
  when: [],
});

/** GitHub's own counts: the name here, the field there. */
export const SUMMARY_FIELDS = [
  ['seats_billed', 'total'],
  ['seats_added_this_cycle', 'added_this_cycle'],
  ['seats_active_this_cycle', 'active_this_cycle'],
  ['seats_inactive_this_cycle', 'inactive_this_cycle'],
  ['seats_pending_invitation', 'pending_invitation'],
  ['seats_pending_cancellation', 'pending_cancellation'],
] as const;

/** People with a seat and what GitHub records of their use. */
export const SEAT_MEASURES: readonly Measure[] = [
  holders('seat_holders'),
  holders('seat_users', { column: 'last_active', op: 'known' }),
  ...IDLE_DAYS.map((days) => holders(`seat_users_${days}`, within('idle_days', days))),
  holders('seat_stirred_30', within('quiet_days', 30)),
  holders('priced_holders', WITH_PRICE),
  holders('planned_holders', OF_A_PLAN),
  holders('enterprise_holders', OF_ENTERPRISE),
  ...SEAT_PLANS.flatMap((plan) => [
    holders(`charged_${plan}`, CHARGED, ofPlan(plan)),
    holders(`charged_${plan}_stirred_30`, CHARGED, ofPlan(plan), within('quiet_days', 30)),
  ]),
  holders('charged_planned', CHARGED, OF_A_PLAN),
  holders('charged_planned_stirred_30', CHARGED, OF_A_PLAN, within('quiet_days', 30)),
  rows('seat_rows'),
  rows('seat_rows_without_person', { column: 'user_id', op: 'unknown' }),
  least('least_idle_days', 'idle_days'),
  least('least_quiet_days', 'quiet_days'),
  counted('listed_seats', 'total_seats', 'seat_list_day'),
  ...SUMMARY_FIELDS.map(([name, field]) => counted(name, field, 'seat_summary_day')),
];
