import { chance, mix } from '../random.ts';
import { teamNameOf } from './names.ts';
import { isSeated, type Person } from './people.ts';

/** A team of an organization or of the enterprise. */
export interface Team {
  readonly index: number;
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  /** A team too small to be in the user-teams report. */
  readonly small: boolean;
}

/** Seated members a team needs to appear in the user-teams report. @source GitHub "Team-level metrics". */
const TEAM_FLOOR = 5;

const RENAMED_TEAM = 2;
const SMALL_TEAM_MEMBERS = 3;

/** How many full-size teams an organization of this many people has; one small team comes on top. */
export function teamCount(people: number): number {
  return Math.max(2, Math.min(400, Math.round(people / 14)));
}

/** All teams of an organization on a day; one of them is renamed in the course of the history. */
export function teamsOf(organization: number, people: number, renamed: boolean): Team[] {
  const full = Array.from({ length: teamCount(people) }, (_, index): Team => {
    const name = index === RENAMED_TEAM && renamed ? 'product-experience' : teamNameOf(index);
    return { index, id: 7001 + organization * 1000 + index, slug: name, name: title(name), small: false };
  });
  const index = full.length;
  return [...full, { index, id: 7001 + organization * 1000 + index, slug: 'research', name: 'Research', small: true }];
}

/** Enterprise teams, which span organizations. Their slugs start with `ent:`. */
export const ENTERPRISE_TEAMS: readonly Team[] = ['all-engineering', 'early-access', 'contractors'].map(
  (name, index) => ({
    index,
    id: 9001 + index,
    slug: `ent:${name}`,
    name: title(name),
    small: false,
  }),
);

/** Places of the teams a person belongs to in an organization on a day number; a few people move once. */
export function teamPlaces(
  seed: number,
  person: Person,
  organization: number,
  teams: { readonly full: number; readonly movesOn: number },
  day: number,
): number[] {
  const moved = day >= teams.movesOn && chance(seed, person.index, 33) < 0.05;
  const places = [placeIn(seed, person, organization, teams.full, moved ? 32 : 31)];
  if (chance(seed, person.index, 34) < 0.18) places.push(placeIn(seed, person, organization, teams.full, 35));
  if (person.index < SMALL_TEAM_MEMBERS && organization === 0) places.push(teams.full);
  // Some people stand outside every team.
  return chance(seed, person.index, 36) < 0.04 ? [] : [...new Set(places)];
}

/** Places of the enterprise teams a person belongs to. */
export function enterpriseTeamPlaces(seed: number, person: Person): number[] {
  const places = chance(seed, person.index, 37) < 0.9 ? [0] : [2];
  return chance(seed, person.index, 38) < 0.15 ? [...places, 1] : places;
}

/** Keeps the places of teams with enough seated members, given every person's places on that day. */
export function reportedPlaces(
  people: Iterable<Person>,
  day: number,
  placesOf: (person: Person) => readonly number[],
): Set<number> {
  const seated = new Map<number, number>();
  for (const person of people) {
    if (!isSeated(person, day)) continue;
    for (const place of placesOf(person)) seated.set(place, (seated.get(place) ?? 0) + 1);
  }
  return new Set([...seated].filter(([, count]) => count >= TEAM_FLOOR).map(([place]) => place));
}

function placeIn(seed: number, person: Person, organization: number, full: number, salt: number): number {
  return Math.floor((mix(seed, person.index, organization, salt) / 4_294_967_296) ** 1.25 * full);
}

function title(name: string): string {
  return name.replace(/(^|-)([a-z])/g, (_, gap: string, letter: string) => `${gap && ' '}${letter.toUpperCase()}`);
}
