import { addDays, type Day, dayNumber, InputError, REPORTS, type ReportKind, type Scope } from '@flightdeck/catalog';
import { createHistory, type History, type Settled } from './history.ts';
import { isSeated, loginOn, type Person } from './people/people.ts';
import {
  ENTERPRISE_TEAMS,
  enterpriseTeamPlaces,
  reportedPlaces,
  type Team,
  teamCount,
  teamPlaces,
  teamsOf,
} from './people/teams.ts';
import { mixText } from './random.ts';
import { aggregateFields, featureEngagement, type Members, windowOf } from './records/aggregate-record.ts';
import { type RepositoryDay, repoRecord, repositoryCount, repositoryDay } from './records/pull-requests.ts';
import type { AggregateRecord, RepoRecord, TeamRecord, UserRecord } from './records/records.ts';
import { personDay, userFields } from './records/user-record.ts';
import { windowUser } from './records/window-user.ts';
import { SINCE } from './timeline.ts';

/** What to simulate. */
export interface SimulationOptions {
  readonly seed: number;
  readonly people: number;
  readonly days: number;
  /** Last day of history. */
  readonly lastDay: Day;
  /** Number of organizations, 1 to 8; the first is the big one. */
  readonly organizations?: number;
  /** Slug of the enterprise; the organizations are `<slug>-works`, `<slug>-labs`, …. */
  readonly enterprise?: string;
}

/** An organization of the simulation. */
export interface Organization {
  readonly index: number;
  readonly slug: string;
  /** GitHub writes these ids as strings. */
  readonly id: string;
}

/** Part of a report: part `part` of `of`, counted from 0. */
export interface Shard {
  readonly part: number;
  readonly of: number;
}

/** A made-up enterprise whose every record can be produced on its own. `settled` defaults to 3, the final values. */
export interface Simulation {
  readonly seed: number;
  readonly people: number;
  readonly firstDay: Day;
  readonly lastDay: Day;
  readonly enterprise: { readonly slug: string; readonly id: string };
  readonly organizations: readonly Organization[];
  readonly history: History;
  /** True when the slug is the enterprise's or one of the organizations'. */
  knows(scope: ScopeName): boolean;
  /** Rows of users-1-day, in the order of people; none outside the history. */
  userRecords(scope: ScopeName, day: Day, settled?: Settled, shard?: Shard): Generator<UserRecord>;
  /** Rows of user-teams-1-day: everybody seated in a team of at least five seated. */
  teamRecords(scope: ScopeName, day: Day, shard?: Shard): Generator<TeamRecord>;
  /** The object of organization-1-day or enterprise-1-day. */
  aggregateRecord(scope: ScopeName, day: Day, settled?: Settled): AggregateRecord;
  /** Rows of repos-1-day, repositories without activity left out. */
  repoRecords(scope: ScopeName, day: Day): Generator<RepoRecord>;
  /** Rows of users-28-day: one row a person and active day, or one a person. */
  users28(
    scope: ScopeName,
    lastDay: Day,
    options?: { readonly grain?: UsersGrain; readonly settled?: Settled; readonly shard?: Shard },
  ): Generator<UserRecord>;
  /** The object of the 28-day aggregate. */
  aggregate28(scope: ScopeName, lastDay: Day, settled?: Settled): Record<string, unknown>;
  /** Everybody who belongs to the scope, seated or not, in a fixed order. */
  members(scope: ScopeName): Generator<Person>;
  /** Teams of an organization on a day, small ones included; of the enterprise its enterprise teams. */
  teams(scope: ScopeName, day: Day): readonly Team[];
  /** Members of a team on a day, seated or not. */
  teamMembers(scope: ScopeName, team: Team, day: Day): Generator<Person>;
}

/** A scope without its host: a simulation does not know where it is served. */
export type ScopeName = Pick<Scope, 'kind' | 'slug'>;

/** Grain of a 28-day users report; GitHub's text says one, its files show the other. */
export type UsersGrain = 'user-day' | 'user';

const ORGANIZATION_NAMES = ['works', 'labs', 'retail', 'bank', 'media', 'health', 'energy', 'travel'];

/**
 * An enterprise that is the same for the same options, however and in whatever order it is asked.
 * @throws InputError `bad_simulation` for sizes out of bounds.
 */
export function createOrganization(options: SimulationOptions): Simulation {
  const { seed, people, days, lastDay, organizations: count = 1, enterprise: slug = 'aurora' } = options;
  if (!(people >= 1 && people <= 1_000_000 && days >= 1 && days <= 4000 && count >= 1 && count <= 8)) {
    throw new InputError('This simulation is out of bounds.', {
      code: 'bad_simulation',
      hint: 'Use 1–1,000,000 people, 1–4,000 days and 1–8 organizations.',
    });
  }
  const last = dayNumber(lastDay);
  const firstDay = addDays(lastDay, 1 - days);
  const first = dayNumber(firstDay);
  const mixedSeed = seed ^ mixText(slug);
  const history = createHistory({ seed: mixedSeed, organizations: count, first, last }, people);
  const enterprise = { slug, id: '1001' };
  const organizations = Array.from({ length: count }, (_, index): Organization => {
    return { index, slug: `${slug}-${ORGANIZATION_NAMES[index] ?? index}`, id: String(2001 + index) };
  });
  const turn = first + Math.ceil((last - first) * 0.5);
  const aggregates = new Map<string, AggregateRecord>();
  const reported = new Map<string, ReadonlySet<number>>();

  const organizationOf = (scope: ScopeName) =>
    scope.kind === 'org' ? organizations.find((one) => one.slug === scope.slug) : undefined;
  const sizeOf = (organization: Organization) => (organization.index === 0 ? people : Math.ceil(people / (2 + count)));
  const knows = (scope: ScopeName) =>
    scope.kind === 'enterprise' ? scope.slug === slug : organizationOf(scope) !== undefined;
  const isInHistory = (scope: ScopeName, kind: ReportKind, day: Day) =>
    knows(scope) && day >= firstDay && day <= lastDay && day >= REPORTS[kind].firstDay[scope.kind];
  const keys = (scope: ScopeName) => ({
    enterprise_id: enterprise.id,
    ...(scope.kind === 'org' && { organization_id: organizationOf(scope)?.id ?? '' }),
  });
  const housekeeping = (scope: ScopeName, day: Day) =>
    day < SINCE.housekeeping
      ? {}
      : {
          etl_id: 'green',
          day_partition: day,
          entity_id_partition: Number(organizationOf(scope)?.id ?? enterprise.id),
        };

  function includes(scope: ScopeName, person: Person): boolean {
    const organization = organizationOf(scope);
    return (
      scope.kind === 'enterprise' ||
      (organization !== undefined && (person.organizations & (1 << organization.index)) !== 0)
    );
  }

  function repositoryDays(scope: ScopeName, day: Day): RepositoryDay[] {
    const owners = scope.kind === 'enterprise' ? organizations : organizations.filter((one) => one.slug === scope.slug);
    return owners.flatMap((owner) =>
      Array.from({ length: repositoryCount(sizeOf(owner)) }, (_, index) =>
        repositoryDay(mixedSeed, { organization: owner.index, index }, day),
      ).filter((one) => one !== null),
    );
  }

  const membersOf = (scope: ScopeName): Members => ({
    includes: (person) => includes(scope, person),
    repositoryDays: (day) => repositoryDays(scope, day),
  });

  function* persons(scope: ScopeName, { part, of }: Shard = { part: 0, of: 1 }): Generator<Person> {
    const end = Math.floor((people * (part + 1)) / of);
    for (let index = Math.floor((people * part) / of); index < end; index++) {
      const person = history.person(index);
      if (includes(scope, person)) yield person;
    }
  }

  function placesOf(scope: ScopeName, person: Person, day: number): number[] {
    const organization = organizationOf(scope);
    if (!organization) return enterpriseTeamPlaces(mixedSeed, person);
    return teamPlaces(
      mixedSeed,
      person,
      organization.index,
      { full: teamCount(sizeOf(organization)), movesOn: turn },
      day,
    );
  }

  function reportedTeams(scope: ScopeName, day: Day): ReadonlySet<number> {
    const key = `${scope.kind} ${scope.slug} ${day}`;
    let known = reported.get(key);
    if (!known) {
      const number = dayNumber(day);
      known = reportedPlaces(persons(scope), number, (person) => placesOf(scope, person, number));
      keep(reported, key, known, 8);
    }
    return known;
  }

  const simulation: Simulation = {
    seed,
    people,
    firstDay,
    lastDay,
    enterprise,
    organizations,
    history,
    knows,
    *userRecords(scope, day, settled = 3, shard) {
      if (!isInHistory(scope, 'users-1-day', day)) return;
      const phases = history.phases(day, settled);
      for (const person of persons(scope, shard)) {
        const part = personDay(history, person.index, day, settled);
        if (!part) continue;
        const fields = userFields(part, day, (phases[person.index] ?? 0) as 0 | 1 | 2 | 3);
        yield { day, ...keys(scope), ...fields, ...housekeeping(scope, day) } as unknown as UserRecord;
      }
    },
    *teamRecords(scope, day, shard) {
      if (!isInHistory(scope, 'user-teams-1-day', day)) return;
      const number = dayNumber(day);
      const teams = simulation.teams(scope, day);
      const shown = reportedTeams(scope, day);
      const owner =
        scope.kind === 'org' ? { organization_id: organizationOf(scope)?.id ?? '' } : { enterprise_id: enterprise.id };
      for (const person of persons(scope, shard)) {
        if (!isSeated(person, number)) continue;
        for (const place of placesOf(scope, person, number)) {
          const team = teams[place];
          if (!team || !shown.has(place)) continue;
          yield {
            user_id: person.id,
            user_login: loginOn(person, number),
            day,
            ...owner,
            team_id: team.id,
            slug: team.slug,
          };
        }
      }
    },
    aggregateRecord(scope, day, settled = 3) {
      const key = `${scope.kind} ${scope.slug} ${day} ${settled}`;
      let known = aggregates.get(key);
      if (!known) {
        const fields = aggregateFields(history, membersOf(scope), day, settled);
        known = { day, ...keys(scope), ...fields, ...housekeeping(scope, day) } as unknown as AggregateRecord;
        keep(aggregates, key, known, 128);
      }
      return known;
    },
    *repoRecords(scope, day) {
      if (!isInHistory(scope, 'repos-1-day', day)) return;
      for (const one of repositoryDays(scope, day)) {
        const owner = organizations[one.repository.organization];
        if (owner) yield repoRecord(one, day, { id: owner.id, slug: owner.slug, enterpriseId: enterprise.id });
      }
    },
    *users28(scope, lastOfWindow, { grain = 'user-day', settled = 3, shard } = {}) {
      const window = windowOf(lastOfWindow, settled).filter((one) => isInHistory(scope, 'users-1-day', one.day));
      const report = { report_start_day: addDays(lastOfWindow, -27), report_end_day: lastOfWindow };
      for (const person of persons(scope, shard)) {
        if (grain === 'user') {
          const row = windowUser(history, person, window);
          if (row)
            yield { ...report, ...keys(scope), ...row, ...housekeeping(scope, lastOfWindow) } as unknown as UserRecord;
          continue;
        }
        for (const one of window) {
          const part = personDay(history, person.index, one.day, one.settled);
          if (!part) continue;
          const phase = (history.phases(one.day, one.settled)[person.index] ?? 0) as 0 | 1 | 2 | 3;
          yield {
            ...report,
            day: one.day,
            ...keys(scope),
            ...userFields(part, one.day, phase),
            ...housekeeping(scope, one.day),
          } as unknown as UserRecord;
        }
      }
    },
    aggregate28(scope, lastOfWindow, settled = 3) {
      const window = windowOf(lastOfWindow, settled).filter((one) => isInHistory(scope, 'aggregate-1-day', one.day));
      return {
        report_start_day: addDays(lastOfWindow, -27),
        report_end_day: lastOfWindow,
        ...keys(scope),
        created_at: `${addDays(lastOfWindow, 2)}T03:36:11.710Z`,
        ...(lastOfWindow >= SINCE.featureEngagement && {
          copilot_feature_engagement: featureEngagement(history, membersOf(scope), lastOfWindow, settled),
        }),
        day_totals: window.map((one) => simulation.aggregateRecord(scope, one.day, one.settled)),
        ...housekeeping(scope, lastOfWindow),
      };
    },
    members: (scope) => persons(scope),
    teams(scope, day) {
      const organization = organizationOf(scope);
      if (!organization) return ENTERPRISE_TEAMS;
      return teamsOf(organization.index, sizeOf(organization), organization.index === 0 && dayNumber(day) >= turn);
    },
    *teamMembers(scope, team, day) {
      const number = dayNumber(day);
      for (const person of persons(scope)) {
        if (placesOf(scope, person, number).includes(team.index)) yield person;
      }
    },
  };
  return simulation;
}

function keep<T>(cache: Map<string, T>, key: string, value: T, limit: number): void {
  if (cache.size >= limit) cache.delete(cache.keys().next().value ?? key);
  cache.set(key, value);
}
