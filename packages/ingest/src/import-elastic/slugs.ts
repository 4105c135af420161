import { formatScope, InputError, parseScope, type Scope } from '@flightdeck/catalog';
import type { Elastic } from './read/elastic.ts';
import { groupsOf, type IndexFields } from './read/fields.ts';

/** Whose documents a slug names, and how that is known. */
export interface SlugScope {
  readonly slug: string;
  readonly scope: Scope;
  /** All but `default` are sure; `prefix` is one an older version left, `loaded` what this installation has of that name. */
  readonly by: 'option' | 'slug_type' | 'prefix' | 'loaded' | 'default';
}

/** What a field of an index says of a slug. */
type Kind = 'org' | 'enterprise';

/** An index that is there, with what its fields are called. */
export interface FoundIndex {
  readonly name: string;
  readonly fields: IndexFields;
}

/** What the values of `slug_type` mean. The original writes the first two, a fork the third. */
const KINDS: Readonly<Record<string, Kind>> = {
  organization: 'org',
  standalone: 'enterprise',
  enterprise: 'enterprise',
};

/**
 * The scope of each slug: what the person said, else what `slug_type` of the rows of people says, else the one this
 * installation has of that name, else an organization. The dashboard takes the `standalone:` of an enterprise away
 * before it writes, so no other index says.
 * @throws InputError `scope_unclear` for a slug that is both and about which nothing was said; `unknown_slug` for one
 * said that is not there; UpstreamError.
 */
export async function scopesOfSlugs(
  elastic: Elastic,
  indexes: readonly FoundIndex[],
  host: string,
  said: readonly Scope[],
  loaded: readonly string[],
): Promise<ReadonlyMap<string, SlugScope>> {
  const types = new Map<string, Set<Kind>>();
  for (const { name, fields } of indexes) {
    const by = ['organization_slug', ...(fields.has('slug_type') ? ['slug_type'] : [])].map(fields.by);
    for (const { keys } of await groupsOf(elastic, name, by, { match_all: {} })) {
      const [slug, type] = keys;
      if (slug === null || slug === undefined || slug === '') continue;
      const known = types.get(slug) ?? new Set();
      types.set(slug, known);
      const kind = typeof type === 'string' ? KINDS[type.toLowerCase()] : undefined;
      if (kind !== undefined) known.add(kind);
    }
  }
  for (const scope of said) requireThere(scope, [...types.keys()]);
  const found = [...types].map(([slug, kinds]) => scopeOf(slug, kinds, host, said, loaded));
  return new Map(found.map((item) => [item.slug, item]));
}

function scopeOf(
  slug: string,
  kinds: ReadonlySet<Kind>,
  host: string,
  said: readonly Scope[],
  loaded: readonly string[],
): SlugScope {
  const enterprise = /^standalone:(.+)$/.exec(slug)?.[1];
  const bare = enterprise ?? slug;
  const meant = said.filter((scope) => scope.slug === bare.toLowerCase());
  const [one] = meant;
  const of = (kind: Kind): Scope => parseScope(`${kind}:${bare}@${host}`);
  const here = (['org', 'enterprise'] as const).filter((kind) => loaded.includes(formatScope(of(kind))));
  const isUnknown = one === undefined && enterprise === undefined;
  const isBoth = isUnknown && (kinds.size > 1 || (kinds.size === 0 && here.length > 1));
  if (meant.length > 1 || isBoth) {
    throw new InputError(
      `${bare} is an organization and an enterprise, and the documents of both stand under one name.`,
      {
        code: 'scope_unclear',
        hint: `Give one of --scope org:${bare} and --scope enterprise:${bare}; all documents named ${bare} are taken for that one.`,
      },
    );
  }
  if (one !== undefined) return { slug, scope: one, by: 'option' };
  if (enterprise !== undefined) return { slug, scope: of('enterprise'), by: 'prefix' };
  const [kind] = kinds;
  if (kind !== undefined) return { slug, scope: of(kind), by: 'slug_type' };
  const [own] = here;
  return own === undefined ? { slug, scope: of('org'), by: 'default' } : { slug, scope: of(own), by: 'loaded' };
}

function requireThere(scope: Scope, slugs: readonly string[]): void {
  const bare = slugs.map((slug) => slug.replace(/^standalone:/, ''));
  if (bare.some((slug) => slug.toLowerCase() === scope.slug)) return;
  throw new InputError(`No document belongs to ${formatScope(scope)}.`, {
    code: 'unknown_slug',
    hint: bare.length === 0 ? 'The indexes are empty.' : `The indexes have documents of ${bare.sort().join(', ')}.`,
  });
}
