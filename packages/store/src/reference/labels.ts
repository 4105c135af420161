import { parseScope, scopeLabel } from '@flightdeck/catalog';
import { bucketOf } from '../shared/buckets.ts';
import { hostOf } from '../shared/host.ts';
import { columnNamed, groupsBy, type Key, lower, type Question } from '../shared/question.ts';
import type { KeysOf } from './groups.ts';
import { type Journey, type Journeys, journeyKey } from './journeys.ts';
import type { NameBook } from './names/names.ts';
import { cellOf, type Row } from './row.ts';
import type { TeamName } from './teams.ts';

/** Turns what groups are compared by into what people read. */
export interface Labels {
  /** Keys of the group a row stands in. */
  readonly keysOf: KeysOf;
  readonly team: TeamName;
  /** A person's or repository's name as last seen; the id of one that never had a name, null of none. */
  person(id: string | null): string | null;
  repository(id: string | null): string | null;
  journey(scope: string, userId: string | null): Journey | null;
}

/** Labels of a question's groups. */
export function createLabels(question: Question, names: NameBook, journeys: Journeys): Labels {
  const host = hostOf(question.scopes[0] ?? '');
  const people = groupsBy(question, 'person') ? names.labels('login', host) : NO_NAMES;
  const repositories = groupsBy(question, 'repository') ? names.labels('repository', host) : NO_NAMES;
  const nameIn = (known: ReadonlyMap<string, string>, id: string | null) =>
    id === null ? null : (known.get(id) ?? id);
  const labels: Labels = {
    team: createTeamName(question, names),
    person: (id) => nameIn(people, id),
    repository: (id) => nameIn(repositories, id),
    journey: (scope, userId) => (userId === null ? null : (journeys.get(journeyKey(question, scope, userId)) ?? null)),
    keysOf: (row, team) => question.by.map((key) => keyOf(labels, key, row, team)),
  };
  return labels;
}

const NO_NAMES: ReadonlyMap<string, string> = new Map();

function keyOf(labels: Labels, { name, kind }: Key, row: Row, team: string | null): string | null {
  switch (kind) {
    case 'team':
      return team;
    case 'time':
      return bucketOf(name, row.day);
    case 'scope':
      return scopeLabel(parseScope(row.scope));
    case 'person':
      return labels.person(row.userId);
    case 'repository':
      return labels.repository(row.repoId);
    case 'journey':
      return labels.journey(row.scope, row.userId)?.[name as keyof Journey] ?? null;
    case 'attribute': {
      const cell = cellOf(row, columnNamed(name));
      return cell === null ? null : String(cell);
    }
  }
}

/**
 * Grouped by team, filters are on the team of the group. The slug says which team of one scope it is; over several scopes
 * the label does, or the slug with its organization.
 */
function createTeamName(question: Question, names: NameBook): TeamName {
  const { scopes, where, scan } = question;
  const filters = where
    .filter(({ kind }) => kind === 'team')
    .map(({ is, values }) => ({ is, teams: names.teams(scopes, lower(values)) }));
  return (scope, id) => {
    const isAsked = filters.every(({ is, teams }) => (teams.get(scope)?.has(id) ?? false) === (is === 'in'));
    if (!isAsked) return null;
    const isFull = scan.fullTeamNames && scopes.length > 1;
    const name = (isFull || scopes.length === 1 ? names.slugs(scope) : names.labels('slug', scope)).get(id) ?? null;
    return isFull && name !== null ? `${parseScope(scope).slug}/${name}` : name;
  };
}
