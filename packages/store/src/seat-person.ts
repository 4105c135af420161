import { SEAT_PLANS } from '@flightdeck/catalog';

/** Columns of a seat that mean its person and come from the grant with the latest activity, else from the longest quiet one. */
export const ACTIVITY_COLUMNS = ['last_active', 'last_editor', 'idle_days', 'quiet_days', 'idle_band'] as const;

/** A plan's place, the highest last; 0 for one without a price. */
const planRank = (plan: string | null): number => SEAT_PLANS.indexOf(plan as (typeof SEAT_PLANS)[number]) + 1;

/** A grant as far as another can come before it. */
export interface SeatGrant {
  readonly plan: string | null;
  readonly created: string | null;
  readonly lastActive: string | null;
  readonly quietDays: number | null;
  readonly isCharged: boolean | null;
  readonly scope: string;
  readonly line: number;
}

/** Below 0 when `a` says better than `b` when the person was last active: the order of `ACTIVITY_ORDER`. */
export const compareActivity = (a: SeatGrant, b: SeatGrant): number =>
  nullsLast(b.lastActive, a.lastActive, a.lastActive === null) ||
  nullsLast(b.quietDays, a.quietDays, a.quietDays === null) ||
  comparePlace(a, b);

/** Below 0 when `a` is charged rather than `b`: the order of `CHARGE_ORDER`. */
export const compareCharge = (a: SeatGrant, b: SeatGrant): number =>
  Number(b.isCharged ?? false) - Number(a.isCharged ?? false) ||
  planRank(b.plan) - planRank(a.plan) ||
  comparePlace(a, b);

/** Below 0 when `a` is of the higher plan. */
export const comparePlan = (a: SeatGrant, b: SeatGrant): number =>
  planRank(b.plan) - planRank(a.plan) || nullsLast(a.plan, b.plan, a.plan === null) || comparePlace(a, b);

const comparePlace = (a: SeatGrant, b: SeatGrant): number =>
  nullsLast(a.created, b.created, a.created === null) || nullsLast(a.scope, b.scope, false) || a.line - b.line;

function nullsLast<T extends string | number>(a: T | null, b: T | null, isFirstNull: boolean): number {
  if (a === null || b === null) return a === b ? 0 : isFirstNull ? 1 : -1;
  return a < b ? -1 : a > b ? 1 : 0;
}

const RANK = `coalesce(list_position([${SEAT_PLANS.map((plan) => `'${plan}'`).join(', ')}], plan), 0)`;
const PLACE = 'seat_created NULLS LAST, scope, line';
const ACTIVITY_ORDER = `last_active DESC NULLS LAST, quiet_days DESC NULLS LAST, ${PLACE}`;
const CHARGE_ORDER = `coalesce(charged, false) DESC, ${RANK} DESC, ${PLACE}`;

/**
 * SQL of a seat's columns that mean its person, over all grants of a partition (`day, user_id`): the highest plan, the
 * earliest grant, the latest activity. `charged` is true for one grant of each person, the first of the highest plan, which
 * the money stands with. A seat without a person stays as it is. Applied to what it gave it changes nothing.
 */
export function compileSeatPerson(partition: string): Readonly<Record<string, string>> {
  const ofPerson = (name: string, sql: string): string => `CASE WHEN user_id IS NULL THEN ${name} ELSE ${sql} END`;
  const over = (order: string): string => `OVER (PARTITION BY ${partition} ORDER BY ${order})`;
  return {
    plan: ofPerson('plan', `first_value(plan) ${over(`${RANK} DESC, plan, ${PLACE}`)}`),
    seat_created: ofPerson('seat_created', `min(seat_created) OVER (PARTITION BY ${partition})`),
    ...Object.fromEntries(
      ACTIVITY_COLUMNS.map((name) => [name, ofPerson(name, `first_value(${name}) ${over(ACTIVITY_ORDER)}`)]),
    ),
    charged: `user_id IS NOT NULL AND row_number() ${over(CHARGE_ORDER)} = 1`,
  };
}
