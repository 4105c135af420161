import type { Fact } from '@flightdeck/catalog';
import { hostOf } from '../../shared/host.ts';
import type { NameKind } from './name-labels.ts';

/** Columns of a fact that a name is read from: whose it is, and its text, joined by a slash. */
export const NAME_COLUMNS: Readonly<Record<NameKind, { readonly id: string; readonly text: readonly string[] }>> = {
  login: { id: 'user_id', text: ['user_login'] },
  slug: { id: 'team_id', text: ['team_slug'] },
  repository: { id: 'repo_id', text: ['repo_owner_name', 'repo_name'] },
};
/** Kinds of names. */
export const NAME_KINDS = Object.keys(NAME_COLUMNS) as readonly NameKind[];

/** True when rows of the fact have names of the kind. */
export function hasNames({ columns }: Pick<Fact, 'columns'>, kind: NameKind): boolean {
  const { id, text } = NAME_COLUMNS[kind];
  return [id, ...text].every((name) => columns.some((column) => column.name === name));
}

/** Whose ids are meant: teams have theirs in a scope, people and repositories on a host. */
export const ownerOf = (kind: NameKind, scope: string): string => (kind === 'slug' ? scope : hostOf(scope));
