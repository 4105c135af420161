import { addDays, type Day, parseScope } from '@flightdeck/catalog';
import { addSharedDays, NO_SHARED_DAYS, type OrganizationRows, readOrganizationRows } from '@flightdeck/query';
import type { LedgerDay } from './ledger.ts';
import type { Store } from './port.ts';
import { isLoaded } from './shared/loaded.ts';

/** How the organizations of one host report people they share. */
export interface HostOrganizationRows extends OrganizationRows {
  /** As scopes name it: `api.github.com`. */
  readonly host: string;
}

/** Days looked through, from the last loaded one back, until there is enough to judge by. */
const SPANS = [7, 21, 64] as const;
const ENOUGH = 500;

/** One for each host that has people's days of several organizations, ordered by host; of the newest days, at most 92. */
export async function findOrganizationRows(
  store: Pick<Store, 'sharedDays'>,
  days: readonly Pick<LedgerDay, 'scope' | 'report' | 'day' | 'state'>[],
): Promise<readonly HostOrganizationRows[]> {
  const found: HostOrganizationRows[] = [];
  for (const [host, { scopes, last }] of [...organizationsOf(days)].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (scopes.size < 2) continue;
    let shared = NO_SHARED_DAYS;
    let to = last;
    for (const span of SPANS) {
      const from = addDays(to, 1 - span);
      shared = addSharedDays(shared, await store.sharedDays([...scopes].sort(), { from, to }));
      if (shared.equal + shared.different >= ENOUGH) break;
      to = addDays(from, -1);
    }
    found.push({ host, ...readOrganizationRows(shared) });
  }
  return found;
}

function organizationsOf(
  days: readonly Pick<LedgerDay, 'scope' | 'report' | 'day' | 'state'>[],
): ReadonlyMap<string, { readonly scopes: Set<string>; readonly last: Day }> {
  const hosts = new Map<string, { readonly scopes: Set<string>; readonly last: Day }>();
  for (const { scope, report, day } of days.filter(isLoaded)) {
    if (report !== 'users-1-day') continue;
    const { kind, host } = parseScope(scope);
    if (kind !== 'org') continue;
    const known = hosts.get(host);
    hosts.set(host, {
      scopes: (known?.scopes ?? new Set<string>()).add(scope),
      last: known && known.last > day ? known.last : day,
    });
  }
  return hosts;
}

/** Those of the host of the scopes; null when it has no several organizations. */
export function organizationRowsOf(
  found: readonly HostOrganizationRows[],
  scopes: readonly string[],
): HostOrganizationRows | null {
  const [scope] = scopes;
  return scope === undefined ? null : (found.find(({ host }) => host === parseScope(scope).host) ?? null);
}
