import { findDimension, parseScope } from '@flightdeck/catalog';
import type { EarlierName, Filter } from '@flightdeck/query';
import { hostOf } from '../../shared/host.ts';
import type { NameBook } from './names.ts';

/**
 * Names of the filters that nobody bears now, with the current names of those they find; none for a name nobody had.
 */
export function findEarlierNames(
  names: NameBook,
  scopes: readonly string[],
  where: readonly Filter[],
): readonly EarlierName[] {
  return where.flatMap(({ dimension, values }) =>
    [...new Set(values)].flatMap((name) => {
      const now = dimension === 'team' ? teamsNow(names, scopes, name) : onesNow(names, scopes, dimension, name);
      return now === null ? [] : [{ dimension, name, now }];
    }),
  );
}

/** What the teams found by the name are called; null when one of them bears it. */
function teamsNow(names: NameBook, scopes: readonly string[], name: string): readonly string[] | null {
  const found = [...names.teams(scopes, [name])].flatMap(([scope, ids]) =>
    [...ids].map((id) => ({
      slug: names.slugs(scope).get(id) ?? id,
      label: names.labels('slug', scope).get(id) ?? id,
      own: parseScope(scope).slug,
    })),
  );
  const isBorne = found.some(({ slug, label, own }) =>
    [slug, label, `${own}/${slug}`].some((text) => isSame(text, name)),
  );
  return isBorne ? null : found.map(({ slug, label }) => (scopes.length > 1 ? label : slug)).sort();
}

/** What the ones found by the name are called; null when one of them bears it. */
function onesNow(
  names: NameBook,
  scopes: readonly string[],
  dimension: string,
  name: string,
): readonly string[] | null {
  const kind = findDimension(dimension)?.kind === 'person' ? 'login' : 'repository';
  const host = hostOf(scopes[0] ?? '');
  const labels = names.labels(kind, host);
  // Somebody may be known by an id and by a login alone, under one label.
  const now = [...new Set([...names.bearers(kind, host, [name])].flatMap((id) => labels.get(id) ?? []))];
  return now.some((label) => isSame(label, name)) ? null : now.sort();
}

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
