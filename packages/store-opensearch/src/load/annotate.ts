import { type Day, parseScope, scopeLabel } from '@flightdeck/catalog';
import { indexName, ofTable, PERSON_DIGEST, tableOf } from '../layout/layout.ts';
import { compileVisible, type Sight } from '../ledger/commit.ts';
import type { Cluster } from '../wire/client.ts';
import { type Cell, type Source, scrollHits } from '../wire/send.ts';

/** Where documents that count are read. */
export interface Reading {
  readonly cluster: Cluster;
  readonly prefix: string;
  readonly commit: Sight;
}

/** A person's membership of a day. */
export interface Member {
  readonly day: Day;
  readonly user_id: string;
  readonly team_id: string;
  readonly team: string;
}

/** A person's day as another scope, or an earlier load, holds it. */
export interface HeldDay {
  readonly day: Day;
  readonly userId: string;
  readonly scope: string;
  readonly alsoIn: readonly string[];
  readonly digest: string;
  readonly load: number;
}

/** Name of a scope as documents list it in `also_in`. */
export const labelOf = (scope: string): string => scopeLabel(parseScope(scope));

const text = (cell: Cell | readonly Cell[] | undefined): string => (cell === undefined ? '' : String(cell));

/** Indexes of a fact that hold one of the days. */
function indexesOf({ prefix, commit }: Reading, fact: string, days: readonly Day[]): readonly string[] {
  const table = tableOf(fact);
  const wanted = new Set(days.map((day) => indexName(prefix, table, day)));
  return commit.indexes.filter((name) => wanted.has(name));
}

/** Documents of the facts that count, of the scopes and days. */
export async function* readDocuments(
  reading: Reading,
  facts: readonly string[],
  scopes: readonly string[],
  days: readonly Day[],
  options: { readonly fields?: readonly string[]; readonly where?: readonly object[] } = {},
): AsyncGenerator<Source> {
  const indexes = [...new Set(facts.flatMap((fact) => indexesOf(reading, fact, days)))];
  if (indexes.length === 0 || scopes.length === 0) return;
  const body = {
    size: 5000,
    query: {
      bool: {
        filter: [
          { bool: { should: facts.map((fact) => ofTable(tableOf(fact), reading.commit.past)) } },
          ...compileVisible(reading.commit),
          { terms: { scope: scopes } },
          { terms: { day: days } },
          ...(options.where ?? []),
        ],
      },
    },
    ...(options.fields ? { _source: options.fields } : {}),
  };
  for await (const hits of scrollHits(reading.cluster, indexes, body, { isExact: true })) {
    for (const { _source } of hits) yield _source;
  }
}

/** Memberships of the scope on the days. */
export async function readMembers(reading: Reading, scope: string, days: readonly Day[]): Promise<readonly Member[]> {
  const members: Member[] = [];
  const fields = ['day', 'user_id', 'team_id', 'team_slug'];
  for await (const source of readDocuments(reading, ['user_team_day'], [scope], days, { fields })) {
    members.push({
      day: text(source.day),
      user_id: text(source.user_id),
      team_id: text(source.team_id),
      team: text(source.team_slug),
    });
  }
  return members;
}

/** How the scopes hold the days of people: all of them, of some people, or those that are counted after a scope. */
export async function readHeldDays(
  reading: Reading,
  scopes: readonly string[],
  days: readonly Day[],
  where: readonly object[] = [],
): Promise<readonly HeldDay[]> {
  const held: HeldDay[] = [];
  const fields = ['day', 'user_id', 'scope', 'also_in', 'load', PERSON_DIGEST];
  for await (const source of readDocuments(reading, ['user_day'], scopes, days, { fields, where })) {
    const alsoIn = source.also_in;
    held.push({
      day: text(source.day),
      userId: text(source.user_id),
      scope: text(source.scope),
      alsoIn: alsoIn === undefined || alsoIn === null ? [] : (Array.isArray(alsoIn) ? alsoIn : [alsoIn]).map(String),
      digest: text(source[PERSON_DIGEST]),
      load: Number(source.load),
    });
  }
  return held;
}

/** Scopes of the same kind and host, in which a person's day counts once with it. */
export function isBeside(scope: string, other: string): boolean {
  const [a, b] = [parseScope(scope), parseScope(other)];
  return scope !== other && a.kind === b.kind && a.host === b.host;
}
