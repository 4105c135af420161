import { parseScope, scopeLabel } from '@flightdeck/catalog';
import { hostOf, type NameBook } from '../load/names.ts';
import type { FactRow } from './fact-row.ts';
import { type Journey, journeyKey } from './journey.ts';
import { columnNamed, groupsBy, type Key, lower, type Question } from './question.ts';
import { bucketOf, teamsNamed } from './reach.ts';

/** Turns what groups are compared by into what people read. */
export interface Labels {
  /** True when a bucket must tell its scope for its journey. */
  readonly ofScopes: boolean;
  /** Keys of a bucket's group; null when it stands in none, as of a team not asked for. */
  keys(by: readonly Key[], bucket: Readonly<Record<string, unknown>>): readonly (string | null)[] | null;
  /** Keys of a row's group. */
  keysOfRow(row: FactRow, team: string | null): readonly (string | null)[];
  /** Name of a team of a scope, null when it is not asked for. */
  team(scope: string, id: string): string | null;
  journey(scope: string, userId: string): Journey | null;
}

const text = (value: unknown): string | null => (value === null || value === undefined ? null : String(value));

/** Labels of a question's groups. */
export function createLabels(question: Question, names: NameBook, journeys: ReadonlyMap<string, Journey>): Labels {
  const { scopes, by } = question;
  const host = hostOf(scopes[0] ?? '');
  const only = scopes.length === 1 ? (scopes[0] ?? '') : null;
  const isWanted = createTeamTest(question, names);
  const people = groupsBy(question, 'person') ? names.labels('login', host) : new Map<string, string>();
  const repositories = groupsBy(question, 'repository') ? names.labels('repository', host) : new Map<string, string>();
  // The slug says which team of one scope it is; over several scopes the label does.
  const team = (scope: string, id: string): string | null => {
    if (!isWanted(scope, id)) return null;
    return (only === null ? names.labels('slug', scope) : names.slugs(scope)).get(id) ?? null;
  };
  const journey = (scope: string, userId: string): Journey | null =>
    journeys.get(journeyKey(question, scope, userId)) ?? null;
  const label = (name: string | null, known: ReadonlyMap<string, string>): string | null =>
    name === null ? null : (known.get(name) ?? name);
  return {
    ofScopes: groupsBy(question, 'journey') && !question.scan.once && scopes.length > 1,
    team,
    journey,
    keys(keys, bucket) {
      const scope = text(bucket.scope) ?? only ?? '';
      const found: (string | null)[] = [];
      for (const { name, kind } of keys) {
        if (kind === 'team') {
          const slug = team(scope, String(bucket.team));
          if (slug === null) return null;
          found.push(slug);
        } else if (kind === 'time') found.push(toDay(Number(bucket[name])));
        else if (kind === 'scope') found.push(scopeLabel(parseScope(scope)));
        else if (kind === 'person') found.push(label(text(bucket.user), people));
        else if (kind === 'repository') found.push(label(text(bucket.repository), repositories));
        else if (kind === 'journey') {
          found.push(journey(scope, String(bucket.user))?.[name as keyof Journey] ?? null);
        } else found.push(attribute(question, name, bucket[name]));
      }
      return found;
    },
    keysOfRow: (row, slug) => by.map((key) => keyOfRow(key, row, slug)),
  };

  function keyOfRow({ name, kind }: Key, row: FactRow, slug: string | null): string | null {
    switch (kind) {
      case 'team':
        return slug;
      case 'time':
        return bucketOf(name, row.day);
      case 'scope':
        return scopeLabel(parseScope(row.scope));
      case 'person':
        return label(row.userId, people);
      case 'repository':
        return label(row.repoId, repositories);
      case 'journey':
        return row.userId === null ? null : (journey(row.scope, row.userId)?.[name as keyof Journey] ?? null);
      case 'attribute':
        return text(row.cells[columnNamed(name)]);
    }
  }
}

/** Composite buckets give days as milliseconds. */
function attribute({ fact }: Question, name: string, value: unknown): string | null {
  const column = fact.columns.find((known) => known.name === columnNamed(name));
  return column?.type === 'day' && typeof value === 'number' ? toDay(value) : text(value);
}

const toDay = (instant: number): string => new Date(instant).toISOString().slice(0, 10);

/** Grouped by team, filters are on the team of the row. */
function createTeamTest(question: Question, names: NameBook): (scope: string, id: string) => boolean {
  const filters = question.where
    .filter(({ kind }) => kind === 'team')
    .map(({ is, values }) => ({ is, teams: teamsNamed(question, names, lower(values)) }));
  return (scope, id) => filters.every(({ is, teams }) => (teams.get(scope)?.has(id) ?? false) === (is === 'in'));
}
