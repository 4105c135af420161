import { eachDay, InputError, monthOf, weekOf } from '@flightdeck/catalog';
import type { ScopeName, Simulation } from '../world/simulation.ts';
import type { Truth, TruthOptions, TruthQuestion } from './truth-question.ts';

/** Metrics of memberships: the least number of teams that makes a person count. */
const LEAST_TEAMS: Readonly<Record<string, number>> = { team_members: 1, people_in_several_teams: 2 };
const KNOWN = ['day', 'week', 'month', 'organization', 'team', 'user'];

interface Naming {
  readonly slugs: ReadonlyMap<number, string>;
  readonly logins: ReadonlyMap<number, string>;
}

/** The truth of a metric made of memberships; null for any other metric. @throws InputError `no_truth`. */
export function teamTruth(
  simulation: Simulation,
  { range, scope }: TruthOptions,
  { metric, by = [], over = [], where = {} }: TruthQuestion,
): Truth | null {
  const least = LEAST_TEAMS[metric];
  if (least === undefined) return null;
  if ([...by, ...over].some((name) => !KNOWN.includes(name)) || Object.keys(where).length > 0)
    throw new InputError(`"${metric}" has no truth by ${by.join(', ')}.`, {
      code: 'no_truth',
      hint: `Ask by ${KNOWN}.`,
    });
  const scopes: readonly ScopeName[] = Array.isArray(scope) ? scope : [scope as ScopeName];
  const records = eachDay(range).flatMap((day) =>
    scopes.flatMap((place) =>
      [...simulation.teamRecords(place, day)].map((record) => ({ ...record, day, organization: place.slug })),
    ),
  );
  const { slugs, logins }: Naming = {
    slugs: namesOf(records, scopes.length > 1),
    logins: new Map(records.map(({ user_id, user_login }) => [user_id, user_login])),
  };
  const ofDay = new Map<string, Set<number>>();
  for (const record of records) {
    const key = placeOf(record);
    ofDay.set(key, (ofDay.get(key) ?? new Set()).add(record.team_id));
  }
  const groups = new Map<string, Map<number, Set<number>>>(by.length === 0 ? [['', new Map()]] : []);
  for (const record of records) {
    const places: Readonly<Record<string, string>> = {
      day: record.day,
      week: weekOf(record.day),
      month: monthOf(record.day),
      organization: record.organization,
      team: slugs.get(record.team_id) ?? '',
      user: logins.get(record.user_id) ?? '',
    };
    const key = by.map((name) => places[name] ?? '').join('\u0000');
    const people = groups.get(key) ?? new Map<number, Set<number>>();
    const teams = people.get(record.user_id) ?? new Set<number>();
    // A group of one team holds the days in it, so its people's other teams are those of the same days and organization.
    for (const team of by.includes('team') ? (ofDay.get(placeOf(record)) ?? []) : [record.team_id]) teams.add(team);
    groups.set(key, people.set(record.user_id, teams));
  }
  return new Map(
    [...groups].map(([key, people]) => [key, [...people.values()].filter((teams) => teams.size >= least).length]),
  );
}

interface Team {
  readonly team_id: number;
  readonly slug: string;
  readonly organization: string;
}

/** Teams by their latest slug; of several scopes with the scope before it where teams share the slug. */
function namesOf(records: readonly Team[], isSeveral: boolean): ReadonlyMap<number, string> {
  const latest = new Map(records.map((record) => [record.team_id, record]));
  const isShared = (slug: string) => [...latest.values()].filter((team) => team.slug === slug).length > 1;
  return new Map(
    [...latest].map(([id, { slug, organization }]) => [
      id,
      isSeveral && isShared(slug) ? `${organization}/${slug}` : slug,
    ]),
  );
}

const placeOf = (record: { readonly organization: string; readonly user_id: number; readonly day: string }): string =>
  `${record.organization} ${record.user_id} ${record.day}`;
