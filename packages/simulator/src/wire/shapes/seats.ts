import { addDays, type Day, dayNumber, monthOf, toDay } from '@flightdeck/catalog';
import { BIT } from '../../world/activity.ts';
import { isSeated, loginOn, type Person } from '../../world/people/people.ts';
import type { Organization, ScopeName, Simulation } from '../../world/simulation.ts';
import { organizationShape, teamShape, userShape } from './shapes.ts';

/** Days after which GitHub forgets the last activity. @source GitHub "Metrics data": 90 days. */
const ACTIVITY_KEPT_DAYS = 90;

/** What a list of seats shows beside those of the people simulated. */
export interface SeatOptions {
  /** Seats of new accounts that never used Copilot, default 0. */
  readonly neverUsed?: number;
  /** Offset in which times are written, such as `+02:00`; UTC by default. */
  readonly offset?: string;
}

/** Days after which a second organization of a person grants a seat too. */
const SECOND_GRANT_AFTER = 45;

/**
 * Seats of a scope as of an instant, an organization's own ones; of an enterprise a person granted a seat by two
 * organizations appears twice, and so does one granted a seat directly and through a team. The seats of removed accounts
 * that have not run out yet name nobody.
 */
export function seatsOf(
  simulation: Simulation,
  scope: ScopeName,
  now: Date,
  base: string,
  options: SeatOptions = {},
): Record<string, unknown>[] {
  const day = seatDay(simulation, now);
  const grants = holders(simulation, scope, day).flatMap((person) =>
    grantsOf(person, scope, simulation).flatMap((organization) => {
      const seat = seatOf(simulation, scope, person, organization, day, base);
      const { assigning_team, ...direct } = seat;
      const isDouble = scope.kind === 'enterprise' && assigning_team !== undefined && person.index % 7 === 2;
      return isDouble ? [seat, direct] : [seat];
    }),
  );
  const all = [...grants, ...abandonedSeats(simulation, scope, day, base), ...unusedSeats(scope, day, base, options)];
  return options.offset === undefined ? all : all.map((seat) => inOffset(seat, options.offset ?? 'Z'));
}

/** GitHub's count beside the list: people once, and every seat without one. */
export function seatTotal(simulation: Simulation, scope: ScopeName, now: Date, options: SeatOptions = {}): number {
  const day = seatDay(simulation, now);
  const held = holders(simulation, scope, day).length + abandonedSeats(simulation, scope, day, '').length;
  return held + (options.neverUsed ?? 0);
}

function unusedSeats(scope: ScopeName, day: Day, base: string, { neverUsed = 0 }: SeatOptions) {
  return Array.from({ length: neverUsed }, (_, index) => ({
    created_at: `${day}T08:00:00Z`,
    updated_at: `${day}T08:00:00Z`,
    pending_cancellation_date: null,
    last_activity_at: null,
    last_activity_editor: null,
    last_authenticated_at: null,
    plan_type: 'business',
    assignee: userShape(base, `new-${scope.slug}-${index + 1}`, 900_001 + index),
  }));
}

/** The same instants written in another offset, as GitHub's documented examples are. */
function inOffset(seat: Record<string, unknown>, offset: string): Record<string, unknown> {
  const hours = Number(offset.slice(0, 3));
  const shift = (time: unknown) =>
    typeof time === 'string' && time.endsWith('Z')
      ? `${new Date(Date.parse(time) + hours * 3_600_000).toISOString().slice(0, 19)}${offset}`
      : time;
  const times = ['created_at', 'updated_at', 'last_activity_at', 'last_authenticated_at'];
  return { ...seat, ...Object.fromEntries(times.map((name) => [name, shift(seat[name])])) };
}

/** One person's seat; null without one. */
export function seatFor(
  simulation: Simulation,
  scope: ScopeName,
  login: string,
  now: Date,
  base: string,
): Record<string, unknown> | null {
  const day = seatDay(simulation, now);
  const person = holders(simulation, scope, day).find((one) => loginOn(one, dayNumber(day)) === login);
  const organization = person && grantsOf(person, scope, simulation)[0];
  return organization ? seatOf(simulation, scope, person, organization, day, base) : null;
}

/** The Copilot settings and seat counts of an organization. */
export function billingOf(simulation: Simulation, scope: ScopeName, now: Date): Record<string, unknown> {
  const day = seatDay(simulation, now);
  const seated = holders(simulation, scope, day);
  const cycle = dayNumber(monthOf(day));
  const active = seated.filter((person) => (lastActiveDay(simulation, person, day) ?? 0) >= cycle).length;
  const today = dayNumber(day);
  const invited = [...simulation.members(scope)].filter(
    (person) => person.seated && person.seatFrom > today && person.seatFrom <= today + 5,
  );
  return {
    seat_breakdown: {
      total: seated.length,
      added_this_cycle: seated.filter((person) => person.seatFrom >= cycle).length,
      pending_invitation: invited.length,
      pending_cancellation: seated.filter((person) => leavesSoon(person, day)).length,
      active_this_cycle: active,
      inactive_this_cycle: seated.length - active,
    },
    seat_management_setting: 'assign_selected',
    public_code_suggestions: 'block',
    ide_chat: 'enabled',
    platform_chat: day < addDays(simulation.firstDay, 70) ? 'disabled' : 'enabled',
    cli: day < addDays(simulation.firstDay, 95) ? 'disabled' : 'enabled',
    plan_type: planOf(simulation.organizations.find(({ slug }) => slug === scope.slug)?.index ?? 0),
  };
}

/** People who hold a seat in the scope at an instant, each once. */
export function seatedPeople(simulation: Simulation, scope: ScopeName, now: Date): Person[] {
  return holders(simulation, scope, seatDay(simulation, now));
}

/** The first organization is on Business, the others on Enterprise. */
const planOf = (organization: number): string => (organization === 0 ? 'business' : 'enterprise');

/** Seats of people who left lately: some of their accounts are gone, and the seat runs to the end of the cycle. */
function abandonedSeats(simulation: Simulation, scope: ScopeName, day: Day, base: string): Record<string, unknown>[] {
  const today = dayNumber(day);
  const left = [...simulation.members(scope)].filter(
    ({ index, seated, seatTo }) => seated && index % 3 === 0 && seatTo < today && seatTo > today - 30,
  );
  return left.flatMap((person) =>
    grantsOf(person, scope, simulation).map((organization) => ({
      ...seatOf(simulation, scope, person, organization, day, base),
      assignee: null,
      pending_cancellation_date: monthOf(addDays(monthOf(day), 31)),
    })),
  );
}

function holders(simulation: Simulation, scope: ScopeName, day: Day): Person[] {
  const number = dayNumber(day);
  return [...simulation.members(scope)].filter(
    (person) => isSeated(person, number) && grantsOf(person, scope, simulation).length > 0,
  );
}

/** The organizations in scope that grant a person a seat: the home, and for some people their second one as well. */
function grantsOf(person: Person, scope: ScopeName, { organizations }: Simulation): Organization[] {
  return organizations.filter(
    ({ index, slug }) =>
      (scope.kind === 'enterprise' || slug === scope.slug) &&
      (index === person.home || (person.index % 2 === 0 && (person.organizations & (1 << index)) !== 0)),
  );
}

function seatOf(
  simulation: Simulation,
  scope: ScopeName,
  person: Person,
  organization: Organization,
  day: Day,
  base: string,
): Record<string, unknown> {
  const byTeam = person.index % 3 === 0;
  const team = byTeam ? simulation.teams({ kind: 'org', slug: organization.slug }, day)[0] : undefined;
  const last = lastActiveDay(simulation, person, day);
  const lastActivity =
    last === null ? null : `${addDays('1970-01-01', last)}T${String(9 + (person.index % 9)).padStart(2, '0')}:20:00Z`;
  // A second organization grants its seat later.
  const granted = person.seatFrom + (organization.index === person.home ? 0 : SECOND_GRANT_AFTER);
  const created = addDays('1970-01-01', Math.min(granted, dayNumber(day)));
  return {
    created_at: `${created}T08:00:00Z`,
    updated_at: `${created}T08:00:00Z`,
    pending_cancellation_date: leavesSoon(person, day) ? monthOf(addDays(monthOf(day), 31)) : null,
    last_activity_at: lastActivity,
    last_activity_editor: last === null ? null : `${person.ides[0] ?? 'vscode'}/1.139.0/copilot-chat/0.41.2`,
    last_authenticated_at: last === null ? null : lastActivity,
    plan_type: person.index % 97 === 5 ? 'unknown' : planOf(organization.index),
    assignee: userShape(base, loginOn(person, dayNumber(day)), person.id),
    ...(scope.kind === 'enterprise' && { organization: organizationShape(base, organization) }),
    ...(team && { assigning_team: teamShape(base, organization, team) }),
  };
}

function leavesSoon(person: Person, day: Day): boolean {
  return person.seatTo <= dayNumber(day) + 20;
}

function lastActiveDay(simulation: Simulation, person: Person, day: Day): number | null {
  const last = lastActiveDays(simulation, day)[person.index] ?? 0;
  return last > dayNumber(day) - ACTIVITY_KEPT_DAYS ? last : null;
}

const LAST_DAYS = new WeakMap<Simulation, Map<Day, Int32Array>>();
const MOST_KEPT = 8;

/** Day number of everybody's last activity up to a day, 0 where there is none in 90 days; cheap for one day after another. */
function lastActiveDays(simulation: Simulation, day: Day): Int32Array {
  const kept = LAST_DAYS.get(simulation) ?? new Map<Day, Int32Array>();
  LAST_DAYS.set(simulation, kept);
  const known = kept.get(day);
  if (known) return known;
  const before = kept.get(addDays(day, -1));
  const last = before ? Int32Array.from(before) : new Int32Array(simulation.people);
  for (let back = before ? 0 : ACTIVITY_KEPT_DAYS - 1; back >= 0; back--) {
    const number = dayNumber(day) - back;
    for (let index = 0; index < simulation.people; index++) {
      if (simulation.history.bits(index, addDays(day, -back), 3) & BIT.row) last[index] = number;
    }
  }
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value ?? day);
  kept.set(day, last);
  return last;
}

/** Seats are answered as of today, but the simulated world ends with its last day. */
function seatDay(simulation: Simulation, now: Date): Day {
  const today = toDay(now);
  return today < simulation.lastDay ? today : simulation.lastDay;
}
