import { dayNumber, toDay } from '@flightdeck/catalog';
import { loginOn, type Person } from '../world/people/people.ts';
import type { ScopeName, Simulation } from '../world/simulation.ts';
import { type Answer, failure, page } from './answer.ts';
import { billingOf, type SeatOptions, seatFor, seatsOf, seatTotal } from './shapes/seats.ts';
import {
  enterpriseTeamShape,
  fullTeamShape,
  licenceShape,
  organizationShape,
  teamShape,
  userShape,
} from './shapes/shapes.ts';

/** What a route needs to answer. */
export interface RouteContext {
  readonly simulation: Simulation;
  readonly base: string;
  readonly url: URL;
  readonly now: Date;
  readonly seats: SeatOptions;
}

type Handler = (context: RouteContext, scope: ScopeName, rest: readonly string[]) => Answer;

/** Every call about teams, people and seats: scope kind, path below the scope, answer. */
const ROUTES: readonly (readonly [ScopeName['kind'], RegExp, Handler])[] = [
  [
    'org',
    /^$/,
    ({ simulation, base }, scope) =>
      one(simulation.organizations.filter((o) => o.slug === scope.slug).map((o) => organizationShape(base, o))),
  ],
  ['org', /^\/teams$/, (context, scope) => list(context, teams(context, scope))],
  [
    'org',
    /^\/teams\/([^/]+)$/,
    (context, scope, [slug]) => {
      const team = findTeam(context, scope, slug);
      const organization = context.simulation.organizations.find((o) => o.slug === scope.slug);
      const members = teamPeople(context, scope, slug);
      return one(
        team && organization && members ? [fullTeamShape(context.base, organization, team, members.length)] : [],
      );
    },
  ],
  [
    'org',
    /^\/teams\/([^/]+)\/teams$/,
    (context, scope, [slug]) => (findTeam(context, scope, slug) ? list(context, []) : missing()),
  ],
  [
    'org',
    /^\/teams\/([^/]+)\/members$/,
    (context, scope, [slug]) => people(context, teamPeople(context, scope, slug), { role: 'member', inherited: false }),
  ],
  ['org', /^\/members$/, (context, scope) => people(context, [...context.simulation.members(scope)], {})],
  ['enterprise', /^\/teams$/, (context, scope) => list(context, teams(context, scope))],
  [
    'enterprise',
    /^\/teams\/([^/]+)$/,
    (context, scope, [slug]) => one(teams(context, scope).filter((team) => team.slug === slug)),
  ],
  [
    'enterprise',
    /^\/teams\/([^/]+)\/memberships$/,
    (context, scope, [slug]) => people(context, teamPeople(context, scope, slug), {}),
  ],
  [
    'enterprise',
    /^\/teams\/([^/]+)\/organizations$/,
    (context, scope, [slug]) =>
      findTeam(context, scope, slug)
        ? list(
            context,
            context.simulation.organizations.map((organization) => organizationShape(context.base, organization)),
          )
        : missing(),
  ],
  ['enterprise', /^\/consumed-licenses$/, licences],
  [
    'org',
    /^\/copilot\/billing$/,
    ({ simulation, now }, scope) => ({ status: 200, body: billingOf(simulation, scope, now) }),
  ],
  ['org', /^\/copilot\/billing\/seats$/, seats],
  ['enterprise', /^\/copilot\/billing\/seats$/, seats],
  [
    'org',
    /^\/members\/([^/]+)\/copilot$/,
    ({ simulation, now, base }, scope, [login = '']) => one([seatFor(simulation, scope, login, now, base)]),
  ],
  [
    'enterprise',
    /^\/members\/([^/]+)\/copilot$/,
    ({ simulation, now, base }, scope, [login = '']) => {
      const seat = seatFor(simulation, scope, login, now, base);
      return seat ? { status: 200, body: { total_seats: 1, seats: [seat] } } : missing();
    },
  ],
];

/** The answer of a teams, people or seats call; null when the path is none of these. */
export function answerDirectory(context: RouteContext, scope: ScopeName, path: string): Answer | null {
  for (const [kind, pattern, handler] of ROUTES) {
    const match = kind === scope.kind ? pattern.exec(path) : null;
    if (match) return handler(context, scope, match.slice(1).map(decoded));
  }
  return null;
}

function licences({ simulation, now, base, url }: RouteContext, scope: ScopeName): Answer {
  const day = dayNumber(toDay(now));
  const all = [...simulation.members(scope)];
  const { items, headers } = page(all, url, base, { fallback: 100, most: 100 });
  const organizationsOf = (person: Person) =>
    simulation.organizations.filter(({ index }) => person.organizations & (1 << index)).map(({ slug }) => slug);
  const users = items.map((person) => licenceShape(base, loginOn(person, day), organizationsOf(person)));
  return { status: 200, body: { total_seats_consumed: all.length, total_seats_purchased: all.length, users }, headers };
}

function seats(context: RouteContext, scope: ScopeName): Answer {
  const { simulation, now, base, url } = context;
  const all = seatsOf(simulation, scope, now, base, context.seats);
  const { items, headers } = page(all, url, base, { fallback: 50, most: 100 });
  return {
    status: 200,
    body: { total_seats: seatTotal(simulation, scope, now, context.seats), seats: items },
    headers,
  };
}

function teams({ simulation, base, now }: RouteContext, scope: ScopeName): Record<string, unknown>[] {
  const organization = simulation.organizations.find((one) => one.slug === scope.slug);
  return simulation
    .teams(scope, toDay(now))
    .map((team) =>
      scope.kind === 'org' && organization
        ? teamShape(base, organization, team)
        : enterpriseTeamShape(base, scope.slug, team),
    );
}

function findTeam({ simulation, now }: RouteContext, scope: ScopeName, slug: string | undefined) {
  return simulation.teams(scope, toDay(now)).find((team) => team.slug === slug);
}

function teamPeople(context: RouteContext, scope: ScopeName, slug: string | undefined): Person[] | null {
  const team = findTeam(context, scope, slug);
  return team ? [...context.simulation.teamMembers(scope, team, toDay(context.now))] : null;
}

function people(
  context: RouteContext,
  persons: readonly Person[] | null,
  extra: Readonly<Record<string, unknown>>,
): Answer {
  if (!persons) return missing();
  const day = dayNumber(toDay(context.now));
  const { items, headers } = page(persons, context.url, context.base);
  return {
    status: 200,
    body: items.map((person) => ({ ...userShape(context.base, loginOn(person, day), person.id), ...extra })),
    headers,
  };
}

function list(context: RouteContext, items: readonly Record<string, unknown>[]): Answer {
  const part = page(items, context.url, context.base);
  return { status: 200, body: part.items, headers: part.headers };
}

function one(found: readonly (Record<string, unknown> | null)[]): Answer {
  const first = found[0];
  return first ? { status: 200, body: first } : missing();
}

function missing(): Answer {
  return failure(404, 'Not Found');
}

/** The text behind percent signs; a text that is not well-formed stays as it is and will not be found. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
