import { createHash } from 'node:crypto';
import type { DuckDBConnection } from '@duckdb/node-api';
import { type Day, type Fact, MADE_IDS_FROM, parseScope } from '@flightdeck/catalog';
import { booksIndex } from '../layout/layout.ts';
import type { BulkWriter } from '../wire/bulk.ts';
import type { Cluster } from '../wire/client.ts';
import { scrollHits } from '../wire/send.ts';
import { type FactRows, rowsOf } from './fact-rows.ts';
import { identifier, readRows } from './workbench.ts';

/** Who bears names: people and repositories by their ids on a host, teams by theirs in a scope. */
export type NameKind = 'login' | 'slug' | 'repository';

const COLUMNS: Readonly<Record<NameKind, { readonly id: string; readonly text: readonly string[] }>> = {
  login: { id: 'user_id', text: ['user_login'] },
  slug: { id: 'team_id', text: ['team_slug'] },
  repository: { id: 'repo_id', text: ['repo_owner_name', 'repo_name'] },
};
const KINDS = Object.keys(COLUMNS) as readonly NameKind[];

/** A name someone bore; ids are text, as they may be longer than a double holds. */
interface Borne {
  readonly kind: NameKind;
  /** The host of people and repositories, empty for github.com; the scope of teams. */
  readonly owner: string;
  readonly bearer: string;
  readonly text: string;
  readonly lastDay: Day;
}

/** Every name ever borne. */
export interface NameBook {
  /** Name as last seen, made unique: id → label, of one host or of one scope's teams. */
  labels(kind: NameKind, owner: string): ReadonlyMap<string, string>;
  /** Slug as last seen of a scope's teams, made unique in it. */
  slugs(scope: string): ReadonlyMap<string, string>;
  /**
   * Ids of the people or repositories of a host that bear one of the names now, whatever the case; for a name that nobody
   * bears any more, of the last who bore it; for one who never had a name, the id itself.
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

/** The host of a scope as names have it: empty for github.com. */
export const hostOf = (scope: string): string => (scope.includes('@') ? scope.slice(scope.indexOf('@') + 1) : '');

/** Reads the book from the cluster. */
export async function readNames(cluster: Cluster, prefix: string): Promise<Map<string, Borne>> {
  const all = new Map<string, Borne>();
  for await (const hits of scrollHits(
    cluster,
    [booksIndex(prefix)],
    { size: 10_000, query: { term: { table: 'name' } } },
    { isExact: true },
  )) {
    for (const { _id, _source } of hits) {
      all.set(_id, {
        kind: String(_source.kind) as NameKind,
        owner: String(_source.owner),
        bearer: String(_source.bearer),
        text: String(_source.text),
        lastDay: String(_source.last_day),
      });
    }
  }
  return all;
}

const identityOf = ({ kind, owner, bearer, text }: Omit<Borne, 'lastDay'>): string =>
  createHash('sha256')
    .update(JSON.stringify([kind, owner, bearer, text]))
    .digest('hex')
    .slice(0, 32);

/** Adds the names of the rows to the book and writes those that are new or later; true when any label changes. */
export async function learnNames(
  connection: DuckDBConnection,
  rows: FactRows,
  known: Map<string, Borne>,
  prefix: string,
  writer: BulkWriter,
): Promise<boolean> {
  const before = fingerprintOf(known);
  const fresh = new Map<string, Borne>();
  for (const kind of KINDS) {
    for (const fact of rows.facts) {
      for (const borne of await readBorne(connection, kind, fact, rows.scope)) {
        const id = identityOf(borne);
        const there = fresh.get(id) ?? known.get(id);
        if (!there || there.lastDay < borne.lastDay) fresh.set(id, borne);
      }
    }
  }
  if (fresh.size === 0) return false;
  for (const [id, borne] of fresh) known.set(id, borne);
  await writer.add([...fresh].map(([id, borne]) => toAction(prefix, id, borne)));
  return fingerprintOf(known) !== before;
}

function toAction(prefix: string, id: string, { kind, owner, bearer, text, lastDay }: Borne): string {
  const fields = JSON.stringify({ table: 'name', kind, owner, text, last_day: lastDay }).slice(0, -1);
  return `${JSON.stringify({ index: { _index: booksIndex(prefix), _id: id } })}\n${fields},"bearer":${bearer}}`;
}

async function readBorne(
  connection: DuckDBConnection,
  kind: NameKind,
  fact: Fact,
  scope: string,
): Promise<readonly Borne[]> {
  const { id, text } = COLUMNS[kind];
  const bears = [id, ...text].every((name) => fact.columns.some((column) => column.name === name));
  if (!bears) return [];
  const name = text.map(identifier).join(" || '/' || ");
  const found = await readRows(
    connection,
    `SELECT CAST(${id} AS VARCHAR), ${name}, CAST(max(day) AS VARCHAR) FROM ${rowsOf(fact)}
     WHERE ${id} IS NOT NULL AND ${name} IS NOT NULL GROUP BY 1, 2`,
  );
  const owner = kind === 'slug' ? scope : hostOf(scope);
  return found.map(([bearer, said, day]) => ({
    kind,
    owner,
    bearer: String(bearer),
    text: String(said),
    lastDay: String(day),
  }));
}

function fingerprintOf(known: ReadonlyMap<string, Borne>): string {
  const book = toNameBook(known);
  const hash = createHash('sha256');
  const owners = new Set([...known.values()].map(({ kind, owner }) => `${kind} ${owner}`));
  for (const key of [...owners].sort()) {
    const [kind = 'login', owner = ''] = key.split(' ');
    hash.update(key);
    for (const entry of book.labels(kind as NameKind, owner)) hash.update(JSON.stringify(entry));
  }
  return `${known.size} ${hash.digest('hex')}`;
}

/** The book of the names. */
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

/** The id of whoever bore the name last; none of none. */
function lastBearer(bearers: readonly Borne[]): readonly string[] {
  const last = bearers.reduce<Borne | null>((best, borne) => (!best || isLater(borne, best) ? borne : best), null);
  return last ? [last.bearer] : [];
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

/** True for a number that stands for a login. */
const isMade = (id: string): boolean => BigInt(id) >= BigInt(MADE_IDS_FROM);

/** Who is known by a login alone has the name of whom it belongs to. */
function labelPeople(bearers: readonly Borne[], adopted: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const labels = new Map(labelOnes(bearers.filter(({ bearer }) => !adopted.has(bearer))));
  for (const [made, real] of adopted) labels.set(made, labels.get(real) ?? real);
  return labels;
}

/** Adds all ids of the people found. */
function withAdopted(found: Set<string>, adopted: ReadonlyMap<string, string>): void {
  for (const id of [...found]) found.add(adopted.get(id) ?? id);
  for (const [made, real] of adopted) if (found.has(real)) found.add(made);
}

/** Two can hold one name one after the other: the later keeps it plain, the earlier gets the id behind it. */
function labelOnes(bearers: readonly Borne[]): ReadonlyMap<string, string> {
  const holders = new Set(holdersOf(bearers));
  return new Map(
    bearers.map((borne) => [borne.bearer, holders.has(borne) ? borne.text : `${borne.text} (${borne.bearer})`]),
  );
}

/** Of those whose last name is the same the latest; GitHub's names know no case. */
function holdersOf(bearers: readonly Borne[]): readonly Borne[] {
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
function labelTeams(scope: string, bearers: readonly Borne[], holders: readonly Borne[]): ReadonlyMap<string, string> {
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
