import { DEFAULT_HOST, parseScope, type Scope, scopeLabel } from '@flightdeck/catalog';
import { type Area, isOf, isSeenWhole, type PartDimension, type Sight } from './sight.ts';

/** What one question can be answered for at once: whole scopes, or parts of scopes of one kind. */
export interface View {
  readonly scopes: readonly string[];
  readonly parts: Parts | null;
}

/** The teams, the cost centres, or the person that may be seen of the scopes of a view. */
export interface Parts {
  readonly dimension: PartDimension;
  readonly names: ReadonlyMap<string, readonly string[]>;
}

/**
 * The views of what may be seen of the scopes there are, the widest first: all whole scopes together, the teams of the enterprises
 * and of the organizations of each host, as a filter's `acme/web` means one team among those only, the cost centres of each scope by
 * themselves, since their names are no scope's own, one's own rows of each host: whether the enterprise or the organizations of it
 * answer is chosen as for everybody, by what was loaded. None where nothing may be seen.
 */
export function viewsOf(sight: Exclude<Sight, 'everything'>, available: readonly string[]): readonly View[] {
  const whole = available.filter((scope) => isSeenWhole(sight, scope));
  const rest = available.filter((scope) => !whole.includes(scope));
  const teams = apart([...partsOf(sight, rest, 'team')], ({ kind }) => kind);
  const own = apart([...partsOf(sight, rest, 'user')], () => '');
  const centers = [...partsOf(sight, rest, 'cost_center')];
  return [
    ...(whole.length > 0 ? [{ scopes: whole, parts: null }] : []),
    ...teams.map((names) => ({ scopes: [...names.keys()], parts: { dimension: 'team' as const, names } })),
    ...centers.map(([scope, names]) => ({
      scopes: [scope],
      parts: { dimension: 'cost_center' as const, names: new Map([[scope, names]]) },
    })),
    ...own.map((names) => ({ scopes: [...names.keys()], parts: { dimension: 'user' as const, names } })),
  ];
}

function partsOf(
  areas: readonly Area[],
  scopes: readonly string[],
  dimension: PartDimension,
): ReadonlyMap<string, readonly string[]> {
  const found = scopes.map((scope): readonly [string, readonly string[]] => [
    scope,
    areas.flatMap((area) => (area.part?.dimension === dimension && isOf(area, scope) ? [area.part.name] : [])),
  ]);
  return new Map(found.filter(([, names]) => names.length > 0));
}

/** Entries of scopes by host, github.com first, and by what else divides them, in the order of that. */
function apart<T>(
  entries: readonly (readonly [scope: string, T])[],
  divide: (scope: Scope) => string,
): readonly ReadonlyMap<string, T>[] {
  const groups = new Map<string, (readonly [string, T])[]>();
  for (const entry of entries) {
    const scope = parseScope(entry[0]);
    const key = `${scope.host === DEFAULT_HOST ? 0 : 1} ${scope.host} ${divide(scope)}`;
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  return [...groups].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, own]) => new Map(own));
}

/** A name as a filter writes it: of a team with its scope, since teams of several can bear one name. */
export function toFilterName(dimension: PartDimension, scope: string, name: string): string {
  return dimension === 'team' ? `${parseScope(scope).slug}/${name}` : name;
}

/** What a view is of, for people: `acme and labs`, `teams payments and web of acme`. */
export function describeView({ scopes, parts }: View): string {
  if (parts === null) return joined(scopes.map(labelOf));
  if (parts.dimension === 'user') return `your own rows in ${joined(scopes.map(labelOf))}`;
  const noun = parts.dimension === 'team' ? 'team' : 'cost center';
  const each = [...parts.names].map(
    ([scope, names]) => `${noun}${names.length > 1 ? 's' : ''} ${joined(names)} of ${labelOf(scope)}`,
  );
  return joined(each);
}

const labelOf = (scope: string): string => scopeLabel(parseScope(scope));

function joined(words: readonly string[]): string {
  return words.length <= 1 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
