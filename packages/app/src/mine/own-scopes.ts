import { type DimensionName, type FactName, parseScope, scopeLabel } from '@flightdeck/catalog';
import { type Area, isOf, isOwnRows, type Scan, type Sight } from '@flightdeck/query';
import type { Store } from '@flightdeck/store';
import { type LedgerState, onceForLedger } from '../answer/ledger-state.ts';

/** Facts whose rows show that a person belongs to a scope: activity, teams, seats. */
const FACTS: readonly FactName[] = ['user_day', 'user_team_day', 'seat_day'];

/**
 * A function that limits a sight of one's own rows to the scopes that have some, so that an answer says nothing about
 * other scopes.
 */
export function createOwnScopes(store: Pick<Store, 'scan'>): (sight: Sight, state: LedgerState) => Promise<Sight> {
  const known = onceForLedger(() => new Map<string, Promise<readonly string[]>>());
  const scopesWith = (state: LedgerState, person: string, host: string): Promise<readonly string[]> => {
    const key = `${person} ${host}`;
    const found = known(state).get(key) ?? findScopes(store, state, person, host);
    known(state).set(key, found);
    found.catch(() => known(state).delete(key));
    return found;
  };
  return async (sight, state) => {
    if (sight === 'everything' || !sight.some(isOwnRows)) return sight;
    const areas = await Promise.all(
      sight.map(async (area): Promise<readonly Area[]> => {
        if (!isOwnRows(area) || area.part === null) return [area];
        const host = area.of.startsWith('@') ? area.of.slice(1) : parseScope(area.of).host;
        const scopes = await scopesWith(state, area.part.name, host);
        return scopes.filter((scope) => isOf(area, scope)).map((of) => ({ of, part: area.part }));
      }),
    );
    return areas.flat();
  };
}

async function findScopes(
  store: Pick<Store, 'scan'>,
  { scopes, days }: LedgerState,
  person: string,
  host: string,
): Promise<readonly string[]> {
  const [first, last] = [days.reduce((one, { day }) => (day < one ? day : one), '9999-12-31'), lastDay(days)];
  const found = new Set<string>();
  for (const dimension of ['enterprise', 'organization'] satisfies readonly DimensionName[]) {
    const kind = dimension === 'enterprise' ? 'enterprise' : 'org';
    const asked = scopes.map(parseScope).filter((scope) => scope.kind === kind && scope.host === host);
    if (asked.length === 0) continue;
    const keys = new Map(asked.map((scope) => [scopeLabel(scope), `${kind}:${scopeLabel(scope)}`]));
    const scanOf = (fact: FactName): Scan => ({
      id: `own:${fact}`,
      fact,
      scopes: [...keys.values()],
      range: { from: first, to: last },
      by: [dimension],
      where: [{ dimension: 'user', is: 'in', values: [person] }],
      once: false,
      measures: [{ name: 'rows', aggregate: 'rows', column: null, when: [] }],
    });
    const rows = (await Promise.all(FACTS.map((fact) => store.scan(scanOf(fact))))).flat();
    for (const { keys: labels } of rows) found.add(keys.get(labels[0] ?? '') ?? '');
  }
  return scopes.filter((scope) => found.has(scope));
}

const lastDay = (days: LedgerState['days']): string => days.reduce((one, { day }) => (day > one ? day : one), '');
