import { MOST_IDS, MOST_SCOPES, type Named } from '@flightdeck/access';
import { parseScope } from '@flightdeck/catalog';
import type { Store } from '@flightdeck/store';

/** The names in an answer, and its scopes. */
export interface NamesInAnswer {
  /** Names as answers show them and filters take them. */
  readonly names: readonly string[];
  /** Scope keys, all on one host. */
  readonly scopes: readonly string[];
}

/**
 * The people that answers name, by host, short enough for a line of the audit log. A person whose id at GitHub is not known is
 * left out of the ids.
 */
export async function findWhom(
  store: Pick<Store, 'people'>,
  answers: readonly NamesInAnswer[],
): Promise<readonly Named[]> {
  const hosts = new Map<string, { readonly names: Set<string>; readonly scopes: Set<string> }>();
  for (const { names, scopes } of answers) {
    const [first] = scopes;
    if (first === undefined || names.length === 0) continue;
    const { host } = parseScope(first);
    const known = hosts.get(host) ?? { names: new Set<string>(), scopes: new Set<string>() };
    for (const name of names) known.names.add(name);
    for (const scope of scopes) known.scopes.add(scope);
    hosts.set(host, known);
  }
  const found: Named[] = [];
  for (const [host, { names, scopes }] of hosts) {
    const people = names.size > MOST_IDS ? null : await store.people([...scopes], [...names]);
    const ids = people === null || people.length > MOST_IDS ? null : people.map(({ id }) => id);
    found.push({ host, ids, scopes: scopes.size > MOST_SCOPES ? ['*'] : [...scopes].sort() });
  }
  return found;
}
