import { type Day, InputError, monthOf, toDay, weekOf } from '@flightdeck/catalog';
import { billingOf, seatsOf, seatTotal } from '../wire/shapes/seats.ts';
import type { ScopeName, Simulation } from '../world/simulation.ts';
import type { Truth, TruthOptions, TruthQuestion } from './truth-question.ts';

/** A seat as GitHub's list has it. */
interface Seat {
  readonly assignee: { readonly id: number; readonly login: string } | null;
  readonly assigning_team?: { readonly slug: string };
  readonly plan_type: string;
  readonly created_at: string;
  readonly last_activity_at: string | null;
  readonly last_activity_editor: string | null;
  readonly last_authenticated_at: string | null;
}

/** A seat as it was seen; `place` is that in its list. */
interface Seen extends Seat {
  readonly day: Day;
  readonly scope: string;
  readonly place: number;
  /** All grants of its person in the lists asked, this one too; a seat of nobody has none. */
  readonly grants: Seen[];
}

/** Monthly list prices in dollars. @source github/docs data/variables/copilot.yml, October 2026. */
const PRICES: Readonly<Record<string, number>> = { business: 19, enterprise: 39 };
const DAY_MS = 86_400_000;

const daysBetween = (instant: string, day: Day): number =>
  Math.round((Date.parse(day) - Date.parse(instant.slice(0, 10))) / DAY_MS);

/** What a person's grants, or the one seat of nobody, say together. */
const grantsOf = (seat: Seen): readonly Seen[] => (seat.assignee ? seat.grants : [seat]);

/** The grant that knows the latest activity; null when none knows any. */
function latestOf(grants: readonly Seen[]): Seen | null {
  let latest: Seen | null = null;
  for (const grant of grants) {
    if (grant.last_activity_at === null) continue;
    const known = latest?.last_activity_at?.slice(0, 10) ?? '';
    if (known < grant.last_activity_at.slice(0, 10)) latest = grant;
  }
  return latest;
}

function idleDays(grants: readonly Seen[]): number | null {
  const latest = latestOf(grants);
  return latest?.last_activity_at ? daysBetween(latest.last_activity_at, latest.day) : null;
}

const quietDays = (grants: readonly Seen[]): number =>
  idleDays(grants) ?? Math.min(90, Math.max(...grants.map(({ created_at, day }) => daysBetween(created_at, day))));

/** The people among the seats, each with all grants of the lists asked. */
function peopleOf(seats: readonly Seen[]): readonly (readonly Seen[])[] {
  const people = new Map<number, readonly Seen[]>();
  for (const seat of seats) if (seat.assignee) people.set(seat.assignee.id, seat.grants);
  return [...people.values()];
}

const count = (seats: readonly Seen[], test: (grants: readonly Seen[]) => boolean): number =>
  peopleOf(seats).filter(test).length;
const isActive = (days: number) => (grants: readonly Seen[]) => (idleDays(grants) ?? days) < days;
const isUsed = (grants: readonly Seen[]): boolean => idleDays(grants) !== null;
const isUnused = (grants: readonly Seen[]): boolean => quietDays(grants) >= 30;
const least = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.min(...known);
};

const highestPlan = (grants: readonly Seen[]): string =>
  ['enterprise', 'business'].find((plan) => grants.some(({ plan_type }) => plan_type === plan)) ?? 'unknown';

/** The grant a person is charged for: the earliest of the highest plan. */
function chargedOf(grants: readonly Seen[]): Seen | undefined {
  const plan = highestPlan(grants);
  const [first] = grants
    .filter(({ plan_type }) => plan_type === plan)
    .sort((a, b) => {
      if (a.created_at !== b.created_at) return a.created_at < b.created_at ? -1 : 1;
      return a.scope === b.scope ? a.place - b.place : a.scope < b.scope ? -1 : 1;
    });
  return first;
}

/** A person's price stands with one grant, so that parts add up. */
function costOf(seats: readonly Seen[]): number | null {
  const priced = seats.filter((seat) => seat.assignee && PRICES[highestPlan(seat.grants)]);
  if (priced.length === 0) return null;
  return priced
    .filter((seat) => chargedOf(seat.grants) === seat && isUnused(seat.grants))
    .reduce((sum, seat) => sum + (PRICES[seat.plan_type] ?? 0), 0);
}

const OF_SEATS: Readonly<Record<string, (seats: readonly Seen[]) => number | null>> = {
  seats: (seats) => count(seats, () => true),
  seats_business: (seats) => count(seats, (grants) => highestPlan(grants) === 'business'),
  seats_enterprise: (seats) => count(seats, (grants) => highestPlan(grants) === 'enterprise'),
  seats_unknown_plan: (seats) => count(seats, (grants) => highestPlan(grants) === 'unknown'),
  seat_grants: (seats) => seats.length,
  seats_without_person: (seats) => seats.filter(({ assignee }) => assignee === null).length,
  seats_never_used: (seats) => count(seats, (grants) => !isUsed(grants)),
  seats_unused_30: (seats) => count(seats, isUnused),
  idle_seat_cost: costOf,
  seat_idle_days: (seats) => least(seats.map((seat) => idleDays(grantsOf(seat)))),
  seat_quiet_days: (seats) => least(seats.map((seat) => quietDays(grantsOf(seat)))),
  ...Object.fromEntries(
    [2, 7, 14, 30, 60, 90].flatMap((days) => [
      [`seats_active_${days}`, (seats: readonly Seen[]) => count(seats, isActive(days))],
      [
        `seats_idle_${days}`,
        (seats: readonly Seen[]) => count(seats, (grants) => isUsed(grants) && !isActive(days)(grants)),
      ],
    ]),
  ),
};

const OF_SUMMARY: Readonly<Record<string, string>> = {
  seats_billed: 'total',
  seats_added_this_cycle: 'added_this_cycle',
  seats_active_this_cycle: 'active_this_cycle',
  seats_inactive_this_cycle: 'inactive_this_cycle',
  seats_pending_invitation: 'pending_invitation',
  seats_pending_cancellation: 'pending_cancellation',
};

/**
 * The truth of a metric of seats, from the given snapshots; null for any other metric. @throws InputError `no_truth`.
 */
export function seatTruth(simulation: Simulation, options: TruthOptions, question: TruthQuestion): Truth | null {
  const { metric, by = [], where = {} } = question;
  const ofSeats = OF_SEATS[metric];
  const isWhole = metric === 'github_seats' || OF_SUMMARY[metric] !== undefined;
  if (!ofSeats && !isWhole) return null;
  const time = by.find((name) => name === 'day' || name === 'week' || name === 'month');
  const last = lastSnapshots(options, time ?? null);
  const known = [
    'day',
    'week',
    'month',
    'organization',
    ...(OF_SUMMARY[metric] ? ['plan'] : []),
    ...(isWhole
      ? []
      : [
          ...['user', 'plan', 'granting_team', 'last_editor', 'seat_created', 'last_active'],
          ...['last_signed_in', 'last_activity_editor'],
        ]),
  ];
  // Only the last band of idleness is answered here: no activity at all.
  const isToldBand = where.idle_band?.every((band) => band === 'never') ?? false;
  const filters = Object.keys(where).filter((name) => name !== 'idle_band' || !isToldBand);
  const unknown = [...by, ...filters].find((name) => !known.includes(name));
  if (unknown) throw new InputError(`"${metric}" has no truth by ${unknown}.`, { code: 'no_truth' });
  const groups = new Map<string, { seats: Seen[]; whole: number | null }>();
  const groupOf = (key: string) => {
    const group = groups.get(key) ?? { seats: [], whole: null };
    groups.set(key, group);
    return group;
  };
  if (by.length === 0) groupOf('');
  const logins = new Map<number, string>();
  const people = new Map<string, Seen[]>();
  const seen: {
    readonly seat: Seen;
    readonly places: Readonly<Record<'day' | 'week' | 'month' | 'organization', string>>;
  }[] = [];
  for (const { scope, instant } of last) {
    const day = toDay(instant);
    const places = { day, week: weekOf(day), month: monthOf(day), organization: scope.slug };
    if (isWhole) {
      const value = wholeOf(simulation, scope, instant, metric);
      if (value === null) continue;
      const of: Record<string, string> = { ...places, plan: planOf(simulation, scope, instant) };
      if (Object.entries(where).some(([name, values]) => !values?.includes(of[name] ?? ''))) continue;
      const group = groupOf(by.map((name) => of[name] ?? '').join('\u0000'));
      group.whole = (group.whole ?? 0) + value;
      continue;
    }
    if (where.organization?.includes(scope.slug) === false) continue;
    const bucket = `${time ? places[time] : ''} ${by.includes('organization') ? scope.slug : ''}`;
    for (const [index, seat] of listOf(simulation, scope, instant).entries()) {
      const key = `${bucket} ${seat.assignee?.id}`;
      const grants = seat.assignee ? (people.get(key) ?? []) : [];
      people.set(key, grants);
      const one: Seen = { ...seat, day, scope: scope.slug, place: index, grants };
      if (seat.assignee) {
        logins.set(seat.assignee.id, seat.assignee.login);
        grants.push(one);
      }
      seen.push({ seat: one, places });
    }
  }
  for (const { seat, places } of seen) {
    const grants = grantsOf(seat);
    const active = latestOf(grants);
    const of: Record<string, string> = {
      ...places,
      user: String(seat.assignee?.id ?? ''),
      plan: seat.assignee ? highestPlan(grants) : seat.plan_type,
      granting_team: seat.assigning_team?.slug ?? '',
      seat_created: grants.map(({ created_at }) => created_at.slice(0, 10)).sort()[0] ?? '',
      last_active: active?.last_activity_at?.slice(0, 10) ?? '',
      last_signed_in: seat.last_authenticated_at ?? '',
      last_activity_editor: seat.last_activity_editor ?? '',
      idle_band: active ? '' : 'never',
      last_editor: active?.last_activity_editor?.split('/')[0]?.toLowerCase() ?? '',
    };
    if (Object.entries(where).some(([name, values]) => !values?.includes(of[name] ?? ''))) continue;
    groupOf(by.map((name) => of[name] ?? '').join('\u0000')).seats.push(seat);
  }
  const place = by.indexOf('user');
  return new Map(
    [...groups].map(([key, { seats, whole }]) => {
      const values = key.split('\u0000');
      if (place >= 0) values[place] = logins.get(Number(values[place])) ?? '';
      return [values.join('\u0000'), ofSeats ? (seats.length === 0 ? null : ofSeats(seats)) : whole];
    }),
  );
}

const LISTS = new WeakMap<Simulation, Map<string, readonly Seat[]>>();
const MOST_LISTS = 32;

/** A list of seats, made once for all questions. */
function listOf(simulation: Simulation, scope: ScopeName, instant: Date): readonly Seat[] {
  const lists = LISTS.get(simulation) ?? new Map<string, readonly Seat[]>();
  LISTS.set(simulation, lists);
  const key = `${scope.kind} ${scope.slug} ${instant.toISOString()}`;
  const known = lists.get(key);
  if (known) return known;
  const list = seatsOf(simulation, scope, instant, '') as unknown as Seat[];
  if (lists.size >= MOST_LISTS) lists.delete(lists.keys().next().value ?? key);
  lists.set(key, list);
  return list;
}

/** GitHub's own figure of a scope at an instant; null where it gives none. */
function wholeOf(simulation: Simulation, scope: ScopeName, instant: Date, metric: string): number | null {
  if (metric === 'github_seats') return seatTotal(simulation, scope, instant);
  if (scope.kind !== 'org') return null;
  const { seat_breakdown } = billingOf(simulation, scope, instant) as { seat_breakdown: Record<string, number> };
  return seat_breakdown[OF_SUMMARY[metric] ?? ''] ?? null;
}

/** The plan an organization's summary names. */
const planOf = (simulation: Simulation, scope: ScopeName, instant: Date): string =>
  scope.kind === 'org' ? String(billingOf(simulation, scope, instant).plan_type) : '';

/** The last snapshot of each scope in every day, week or month, or in the whole range. */
function lastSnapshots(
  { scope, range, snapshots = [] }: TruthOptions,
  time: string | null,
): readonly { readonly scope: ScopeName; readonly instant: Date }[] {
  const last = new Map<string, Date>();
  for (const instant of snapshots) {
    const day = toDay(instant);
    if (day < range.from || day > range.to) continue;
    last.set(time === 'day' ? day : time === 'week' ? weekOf(day) : time === 'month' ? monthOf(day) : '', instant);
  }
  const scopes = Array.isArray(scope) ? (scope as readonly ScopeName[]) : [scope as ScopeName];
  return scopes.flatMap((one) => [...last.values()].map((instant) => ({ scope: one, instant })));
}
