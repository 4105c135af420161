import { addDays, type Day, dayNumber, monthOf, toDay } from '@flightdeck/catalog';
import { BIT } from './activity.ts';
import { isSeated, loginOn, type Person } from './people.ts';
import { organizationShape, teamShape, userShape } from './shapes.ts';
import type { Organization, ScopeName, Simulation } from './simulation.ts';

/** Days after which GitHub forgets the last activity. @source GitHub "Metrics data": 90 days. */
const ACTIVITY_KEPT_DAYS = 90;

/**
 * Seats of a scope as of an instant, an organization's own ones; of an enterprise a person granted a seat by two
 * organizations appears twice.
 */
export function seatsOf(simulation: Simulation, scope: ScopeName, now: Date, base: string): Record<string, unknown>[] {
  const day = seatDay(simulation, now);
  return holders(simulation, scope, day).flatMap((person) =>
    grantsOf(person, scope, simulation).map((organization) =>
      seatOf(simulation, scope, person, organization, day, base),
    ),
  );
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
  return {
    seat_breakdown: {
      total: seated.length,
      added_this_cycle: seated.filter((person) => person.seatFrom >= cycle).length,
      pending_invitation: 0,
      pending_cancellation: seated.filter((person) => leavesSoon(person, day)).length,
      active_this_cycle: active,
      inactive_this_cycle: seated.length - active,
    },
    seat_management_setting: 'assign_selected',
    public_code_suggestions: 'block',
    ide_chat: 'enabled',
    platform_chat: 'enabled',
    cli: 'enabled',
    plan_type: 'business',
  };
}

/** People who hold a seat in the scope at an instant, each once. */
export function seatedPeople(simulation: Simulation, scope: ScopeName, now: Date): Person[] {
  return holders(simulation, scope, seatDay(simulation, now));
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
  const created = addDays('1970-01-01', person.seatFrom);
  return {
    created_at: `${created}T08:00:00Z`,
    updated_at: `${created}T08:00:00Z`,
    pending_cancellation_date: leavesSoon(person, day) ? monthOf(addDays(monthOf(day), 31)) : null,
    last_activity_at: lastActivity,
    last_activity_editor: last === null ? null : `${person.ides[0] ?? 'vscode'}/1.139.0/copilot-chat/0.41.2`,
    last_authenticated_at: last === null ? null : lastActivity,
    plan_type: 'business',
    assignee: userShape(base, loginOn(person, dayNumber(day)), person.id),
    ...(scope.kind === 'enterprise' && { organization: organizationShape(base, organization) }),
    ...(team && { assigning_team: teamShape(base, organization, team) }),
  };
}

function leavesSoon(person: Person, day: Day): boolean {
  return person.seatTo <= dayNumber(day) + 20;
}

function lastActiveDay(simulation: Simulation, person: Person, day: Day): number | null {
  const today = dayNumber(day);
  for (let back = 0; back < Math.min(ACTIVITY_KEPT_DAYS, 60); back++) {
    if (simulation.history.bits(person.index, addDays(day, -back), 3) & BIT.row) return today - back;
  }
  return null;
}

/** Seats are answered as of today, but the simulated world ends with its last day. */
function seatDay(simulation: Simulation, now: Date): Day {
  const today = toDay(now);
  return today < simulation.lastDay ? today : simulation.lastDay;
}
