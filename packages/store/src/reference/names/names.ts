import { parseScope } from '@flightdeck/catalog';
import { personIdOf } from '@flightdeck/query';
import { hostOf } from '../../shared/host.ts';
import {
  type Borne,
  holdersOf,
  isMade,
  labelOnes,
  labelPeople,
  labelTeams,
  lastBearer,
  type NameKind,
  withAdopted,
} from './name-labels.ts';

/** Every name ever borne. */
export interface NameBook {
  /** Name as last seen, made unique: id → label, of one host or of one scope's teams. */
  labels(kind: NameKind, owner: string): ReadonlyMap<string, string>;
  /** Slug as last seen of a scope's teams, made unique in it. */
  slugs(scope: string): ReadonlyMap<string, string>;
  /**
   * Ids of the people or repositories of a host that bear one of the names now, whatever the case; for a name that nobody
   * bears any more, of the last who bore it; for one who never had a name, the id itself; `#4242` is the person of that id.
   */
  bearers(kind: Exclude<NameKind, 'slug'>, host: string, names: readonly string[]): ReadonlySet<string>;
  /**
   * The same of the teams of some scopes: scope → ids. `web` means a team of any of them, `acme/web` that of one; a name
   * counts as borne when a team of any of the scopes bears it.
   */
  teams(scopes: readonly string[], names: readonly string[]): ReadonlyMap<string, ReadonlySet<string>>;
  /** The id of whom a number stands for that was made of a login; any other id as it is. */
  personOf(host: string, id: string): string;
  /** Scopes that have teams. */
  scopes(): readonly string[];
}

/** The names, indexed both ways. */
export function toNameBook(known: ReadonlyMap<string, Borne>): NameBook {
  const present = new Map<string, Map<string, Borne>>();
  for (const borne of known.values()) {
    const key = `${borne.kind} ${borne.owner}`;
    const bearers = present.get(key) ?? new Map<string, Borne>();
    present.set(key, bearers);
    const there = bearers.get(borne.bearer);
    const isLater = !there || [there.lastDay, there.text].join(' ') < [borne.lastDay, borne.text].join(' ');
    if (isLater) bearers.set(borne.bearer, borne);
  }
  const presentOf = (kind: NameKind, owner: string) => [
    ...(present.get(`${kind} ${owner}`) ?? new Map<string, Borne>()).values(),
  ];
  const scopes = [...present.keys()].filter((key) => key.startsWith('slug ')).map((key) => key.slice(5));
  const make = (kind: NameKind, owner: string): ReadonlyMap<string, string> => {
    const bearers = presentOf(kind, owner);
    if (kind === 'login') return labelPeople(bearers, adopted(owner));
    return kind === 'slug'
      ? labelTeams(
          owner,
          bearers,
          scopes.flatMap((scope) => (hostOf(scope) === hostOf(owner) ? holdersOf(presentOf('slug', scope)) : [])),
        )
      : labelOnes(bearers);
  };
  const labels = remember(make);
  const slugs = remember((scope: string) => labelOnes(presentOf('slug', scope)));
  const byLabel = remember((kind: NameKind, owner: string) => byName([...labels(kind, owner)]));
  const bySlug = remember((scope: string) => byName([...slugs(scope)]));
  const everBorne = remember((kind: NameKind, owner: string) => {
    const some = [...known.values()].filter((borne) => borne.kind === kind && borne.owner === owner);
    return byName(some.map((borne) => [borne, borne.text]));
  });
  const earlier = (kind: NameKind, owner: string, name: string): readonly Borne[] =>
    everBorne(kind, owner).get(name) ?? [];
  const adopted = remember((owner: string) => {
    const found = new Map<string, string>();
    for (const { kind, owner: host, bearer, text } of known.values()) {
      if (kind !== 'login' || host !== owner || !isMade(bearer)) continue;
      const [real] = lastBearer(earlier('login', owner, text.toLowerCase()).filter((borne) => !isMade(borne.bearer)));
      if (real !== undefined) found.set(bearer, real);
    }
    return found;
  });
  return {
    labels,
    slugs,
    personOf: (host, id) => adopted(host).get(id) ?? id,
    scopes: () => scopes,
    bearers(kind, host, names) {
      const present = labels(kind, host);
      const found = new Set<string>();
      for (const name of lowered(names)) {
        const ofId = kind === 'login' ? personIdOf(name) : null;
        if (ofId !== null) {
          found.add(ofId);
          continue;
        }
        const now = byLabel(kind, host).get(name) ?? [];
        const [last] = now.length > 0 ? [] : lastBearer(earlier(kind, host, name));
        for (const id of [...now, ...(last === undefined ? [] : [last])]) found.add(id);
        if (now.length === 0 && /^\d{1,18}$/.test(name) && !present.has(String(BigInt(name))))
          found.add(String(BigInt(name)));
      }
      if (kind === 'login') withAdopted(found, adopted(host));
      return found;
    },
    teams(asked, names) {
      const found = new Map<string, Set<string>>();
      const add = (scope: string, id: string) => found.set(scope, (found.get(scope) ?? new Set()).add(id));
      for (const name of lowered(names)) {
        const isBorne = asked.some((scope) => bySlug(scope).has(name));
        for (const scope of asked) {
          const own = `${parseScope(scope).slug}/`.toLowerCase();
          const rest = name.startsWith(own) ? name.slice(own.length) : null;
          const now = [
            ...(bySlug(scope).get(name) ?? []),
            ...(rest === null ? [] : (bySlug(scope).get(rest) ?? [])),
            ...(byLabel('slug', scope).get(name) ?? []),
          ];
          for (const id of now) add(scope, id);
          const before = [
            ...(isBorne ? [] : earlier('slug', scope, name)),
            ...(rest === null || bySlug(scope).has(rest) ? [] : earlier('slug', scope, rest)),
          ];
          for (const id of lastBearer(before)) add(scope, id);
        }
      }
      return found;
    },
  };
}

const lowered = (names: readonly string[]): readonly string[] => [...new Set(names.map((name) => name.toLowerCase()))];

/** Who bears each name, in lower case. */
function byName<T>(named: readonly (readonly [bearer: T, name: string])[]): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>();
  for (const [bearer, name] of named) {
    const key = name.toLowerCase();
    const there = found.get(key);
    if (there) there.push(bearer);
    else found.set(key, [bearer]);
  }
  return found;
}

function remember<Key extends readonly string[], T>(make: (...key: Key) => T): (...key: Key) => T {
  const made = new Map<string, T>();
  return (...parts) => {
    const key = parts.join(' ');
    const there = made.get(key) ?? make(...parts);
    made.set(key, there);
    return there;
  };
}
