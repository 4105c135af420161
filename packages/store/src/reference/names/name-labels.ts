import { type Day, MADE_IDS_FROM, parseScope } from '@flightdeck/catalog';

/** Who bears names: people and repositories by their ids on a host, teams by theirs in a scope. */
export type NameKind = 'login' | 'slug' | 'repository';

/** A name someone bore; ids are text, as they may be longer than a double holds. */
export interface Borne {
  readonly kind: NameKind;
  /** The host of people and repositories, empty for github.com; the scope of teams. */
  readonly owner: string;
  readonly bearer: string;
  readonly text: string;
  readonly lastDay: Day;
}

/** The id of whoever bore the name last; none of none. */
export function lastBearer(bearers: readonly Borne[]): readonly string[] {
  const last = bearers.reduce<Borne | null>((best, borne) => (!best || isLater(borne, best) ? borne : best), null);
  return last ? [last.bearer] : [];
}

/** True for a number that stands for a login. */
export const isMade = (id: string): boolean => BigInt(id) >= BigInt(MADE_IDS_FROM);

/** Who is known by a login alone has the name of whom it belongs to. */
export function labelPeople(
  bearers: readonly Borne[],
  adopted: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const labels = new Map(labelOnes(bearers.filter(({ bearer }) => !adopted.has(bearer))));
  for (const [made, real] of adopted) labels.set(made, labels.get(real) ?? real);
  return labels;
}

/** Adds all ids of the people found. */
export function withAdopted(found: Set<string>, adopted: ReadonlyMap<string, string>): void {
  for (const id of [...found]) found.add(adopted.get(id) ?? id);
  for (const [made, real] of adopted) if (found.has(real)) found.add(made);
}

/** Two can hold one name one after the other: the later keeps it plain, the earlier gets the id behind it. */
export function labelOnes(bearers: readonly Borne[]): ReadonlyMap<string, string> {
  const holders = new Set(holdersOf(bearers));
  return new Map(
    bearers.map((borne) => [borne.bearer, holders.has(borne) ? borne.text : `${borne.text} (${borne.bearer})`]),
  );
}

/** Of those whose last name is the same the latest; GitHub's names know no case. */
export function holdersOf(bearers: readonly Borne[]): readonly Borne[] {
  const holder = new Map<string, Borne>();
  for (const borne of bearers) {
    const there = holder.get(borne.text.toLowerCase());
    if (!there || isLater(borne, there)) holder.set(borne.text.toLowerCase(), borne);
  }
  return [...holder.values()];
}

function isLater(one: Borne, other: Borne): boolean {
  if (one.lastDay !== other.lastDay) return one.lastDay > other.lastDay;
  return BigInt(one.bearer) > BigInt(other.bearer);
}

/** Teams of several organizations of a host can bear one slug at once; their label says whose team it is. */
export function labelTeams(
  scope: string,
  bearers: readonly Borne[],
  holders: readonly Borne[],
): ReadonlyMap<string, string> {
  const teams = new Map<string, Set<string>>();
  for (const { text, bearer } of holders) {
    const name = text.toLowerCase();
    teams.set(name, (teams.get(name) ?? new Set()).add(bearer));
  }
  const slugs = new Map(bearers.map(({ bearer, text }) => [bearer, text]));
  return new Map(
    [...labelOnes(bearers)].map(([bearer, label]) => {
      const text = slugs.get(bearer) ?? label;
      return [bearer, (teams.get(text.toLowerCase())?.size ?? 0) > 1 ? `${parseScope(scope).slug}/${label}` : label];
    }),
  );
}
