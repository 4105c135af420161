import type { Condition, Measure } from '../measures/measure-type.ts';
import type { FactName, MeasureName, MetricName } from '../names.ts';
import { define, from, type MetricOptions, measure } from './define.ts';
import type { Formula, Metric, MetricSource } from './metric.ts';
import { SEAT_PLANS, type SeatPlan } from './seat-prices.ts';

/** Days without activity that a reader can choose from. */
const IDLE_DAYS = [2, 7, 14, 30, 60, 90] as const;

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

const holders = (name: MeasureName, ...when: readonly Condition[]): Measure => ({
  name,
  aggregate: 'people',
  column: null,
  facts: SEATS,
  when: [OF_A_PERSON, ...when],
});
const rows = (name: MeasureName, ...when: readonly Condition[]): Measure => ({
  name,
  aggregate: 'rows',
  column: null,
  facts: SEATS,
  when,
});
const least = (name: MeasureName, column: string): Measure => ({
  name,
  aggregate: 'min',
  column,
  facts: SEATS,
  when: [],
});
const counted = (name: MeasureName, column: string, fact: FactName): Measure => ({
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

const HOLDERS =
  'Distinct people in the last snapshot of the range, each counted once, however many grants or organizations they have.';
const SNAPSHOT =
  'Seats are known as they stood when GitHub was asked, once a day; history begins with the first snapshot.';
const FORGOTTEN =
  'GitHub forgets the last activity after 90 days: none recorded means none in 90 days, or never used for a seat granted since.';
const LATE = 'Activity arrives up to a day late and needs telemetry switched on in the editor.';
const ACTIVITY = from('seats', 'last_activity_at');

const minus = (left: Formula, right: Formula): Formula => ({ op: 'difference', left, right });
const unused = (plan: SeatPlan | 'planned'): Formula =>
  minus(measure(`charged_${plan}`), measure(`charged_${plan}_stirred_30`));

/** People by plan, each under one: name, label, formula, definition. */
const PLANS = [
  [
    'seats_business',
    'Seats, Business',
    minus(measure('priced_holders'), measure('enterprise_holders')),
    'People with a seat of Copilot Business and none of Enterprise.',
  ],
  ['seats_enterprise', 'Seats, Enterprise', measure('enterprise_holders'), 'People with a seat of Copilot Enterprise.'],
  [
    'seats_unknown_plan',
    'Seats, plan unknown',
    minus(measure('seat_holders'), measure('priced_holders')),
    'People with a seat of neither plan: GitHub says unknown, for example for a plan its API has no name for yet.',
  ],
] as const;

function seat(
  name: MetricName,
  label: string,
  formula: Formula,
  definition: string,
  source: readonly MetricSource[],
  options: MetricOptions = {},
): Metric {
  return define(name, label, 'seats', 'people', formula, definition, source, { population: HOLDERS, ...options });
}

const SUMMARY: Readonly<Record<(typeof SUMMARY_FIELDS)[number][0], readonly [label: string, definition: string]>> = {
  seats_billed: ['Seats billed', "GitHub's own count of the seats billed this cycle."],
  seats_added_this_cycle: ['Seats added this cycle', 'Seats added in the current billing cycle.'],
  seats_active_this_cycle: ['Seats active this cycle', 'Seats used in the current billing cycle.'],
  seats_inactive_this_cycle: ['Seats inactive this cycle', 'Seats not used in the current billing cycle.'],
  seats_pending_invitation: [
    'Seats pending invitation',
    'Seats offered to people who have not accepted the invitation yet.',
  ],
  seats_pending_cancellation: ['Seats pending cancellation', 'Seats that end with the current billing cycle.'],
};

/** Counts that restart with each billing cycle. */
const OF_CYCLE: ReadonlySet<string> = new Set([
  'seats_added_this_cycle',
  'seats_active_this_cycle',
  'seats_inactive_this_cycle',
]);

/** Seats, and what they cost unused. */
export const SEAT_METRICS: readonly Metric[] = [
  seat('seats', 'Seats', measure('seat_holders'), 'People with a Copilot seat.', from('seats', 'assignee.id'), {
    caveats: [SNAPSHOT, 'Seats without a person, such as those of removed accounts, are counted separately.'],
  }),
  ...PLANS.map(([name, label, formula, definition]) =>
    seat(name, label, formula, definition, from('seats', 'plan_type'), {
      caveats: [
        SNAPSHOT,
        'A person with grants of several plans counts once, under the highest, so the plans add up to seats.',
      ],
    }),
  ),
  seat('seat_grants', 'Seat grants', measure('seat_rows'), 'Entries of the list of seats.', from('seats', 'seats[]'), {
    population: 'Every entry: a person granted a seat by two organizations or teams has two.',
    caveats: [SNAPSHOT],
  }),
  seat(
    'seats_without_person',
    'Seats without a person',
    measure('seat_rows_without_person'),
    'Entries of the list of seats that name no person.',
    from('seats', 'assignee'),
    { better: 'down', population: 'Every entry whose account was removed or is not a person.', caveats: [SNAPSHOT] },
  ),
  seat(
    'github_seats',
    "Seats, GitHub's count",
    measure('listed_seats'),
    "GitHub's own count beside its list of seats.",
    from('seats', 'total_seats'),
    {
      population: 'Seats of each scope, added up over organizations, so people with seats in two count twice.',
      caveats: [SNAPSHOT, 'For an enterprise GitHub counts each person once.'],
    },
  ),
  ...IDLE_DAYS.map((days) =>
    seat(
      `seats_active_${days}`,
      `Seats active in ${days} days`,
      measure(`seat_users_${days}`),
      `People with a seat whose last activity was less than ${days} days before the snapshot.`,
      ACTIVITY,
      { better: 'up', caveats: [SNAPSHOT, LATE] },
    ),
  ),
  ...IDLE_DAYS.map((days) =>
    seat(
      `seats_idle_${days}`,
      `Seats idle ${days} days or more`,
      minus(measure('seat_users'), measure(`seat_users_${days}`)),
      `People with a seat whose last recorded activity was ${days} days or more before the snapshot.`,
      ACTIVITY,
      { better: 'down', caveats: [SNAPSHOT, FORGOTTEN, LATE] },
    ),
  ),
  seat(
    'seats_never_used',
    'Seats never used',
    minus(measure('seat_holders'), measure('seat_users')),
    'People with a seat for whom GitHub records no activity.',
    ACTIVITY,
    { better: 'down', caveats: [SNAPSHOT, FORGOTTEN] },
  ),
  seat(
    'seats_unused_30',
    'Seats without activity for 30 days',
    minus(measure('seat_holders'), measure('seat_stirred_30')),
    'People with a seat who certainly had no activity for 30 days: idle that long, or granted that long ago with no activity recorded.',
    from('seats', 'last_activity_at, created_at'),
    { better: 'down', caveats: [SNAPSHOT, 'Seats granted in the last 30 days do not count.', LATE] },
  ),
  define(
    'idle_seat_cost',
    'Idle cost per month',
    'dollars',
    'credits',
    {
      op: 'cost',
      seats: {
        business: unused('business'),
        enterprise: unused('enterprise'),
        other: minus(minus(unused('planned'), unused('business')), unused('enterprise')),
      },
      priced: measure('priced_holders'),
      planned: measure('planned_holders'),
    },
    'Seats without activity for 30 days × the monthly price of their plan.',
    from('seats', 'last_activity_at, created_at, plan_type; price: list price or SEAT_PRICES'),
    {
      better: 'down',
      population:
        'People without activity for 30 days whose plan has a price, each once, at their highest plan. SEAT_PRICES can set a price for plans that are neither business nor enterprise: other:PRICE.',
      caveats: [
        SNAPSHOT,
        "GitHub's list price unless SEAT_PRICES says otherwise; discounts, proration and the surcharge for data residency are not included.",
        'A person with seats from several organizations is billed once. By granting team or granting organization, the cost is with one grant: the earliest of the highest plan. By organization, each shows what its own list says.',
      ],
    },
  ),
  define(
    'seat_idle_days',
    'Days idle',
    'days',
    'people',
    measure('least_idle_days'),
    'Days from the last recorded activity to the snapshot, the least of the selection.',
    ACTIVITY,
    { better: 'down', population: 'Seats with a recorded activity.', caveats: [SNAPSHOT, FORGOTTEN, LATE] },
  ),
  define(
    'seat_quiet_days',
    'Days without activity',
    'days',
    'people',
    measure('least_quiet_days'),
    'Days certainly without activity, the least of the selection; 90 stands for 90 or more.',
    from('seats', 'last_activity_at, created_at'),
    { better: 'down', population: 'All seats.', caveats: [SNAPSHOT, FORGOTTEN] },
  ),
  ...SUMMARY_FIELDS.map(([name, field]) =>
    seat(name, SUMMARY[name][0], measure(name), SUMMARY[name][1], from('seat-summary', `seat_breakdown.${field}`), {
      population:
        "GitHub's own figure of an organization; added up over several, people with seats in two count twice.",
      caveats: [
        SNAPSHOT,
        'GitHub reports it for organizations only, not for enterprises.',
        ...(OF_CYCLE.has(name)
          ? ['It restarts with each billing cycle, so comparing it with an earlier value shows no change.']
          : []),
      ],
      comparable: !OF_CYCLE.has(name),
    }),
  ),
];
