import type { DayRange } from '@flightdeck/catalog';
import { describe, expect, it } from 'vitest';
import { findOrganizationRows, organizationRowsOf } from './find-organization-rows.ts';
import type { LedgerDay } from './ledger.ts';

const loaded = (scope: string, day: string, state: LedgerDay['state'] = 'present') =>
  ({ scope, report: 'users-1-day', day, state }) as const;

/** A store that finds so many equal days in each span it is asked for. */
function storeOf(equal: number) {
  const asked: (DayRange & { readonly scopes: readonly string[] })[] = [];
  return {
    asked,
    sharedDays: (scopes: readonly string[], range: DayRange) => {
      asked.push({ scopes, ...range });
      return Promise.resolve({ equal, different: 0, ...range });
    },
  };
}

const DAYS = [
  loaded('org:globex', '2026-10-30'),
  loaded('org:acme', '2026-10-31'),
  loaded('org:acme', '2026-11-02', 'no_report'),
  loaded('ent:big', '2026-11-03'),
  loaded('org:alone@api.big.ghe.com', '2026-11-03'),
];

describe('rows of organizations', () => {
  it('are looked for from the last loaded day back, of hosts with several organizations, until there is enough', async () => {
    const store = storeOf(500);
    const found = await findOrganizationRows(store, DAYS);
    expect(store.asked).toEqual([{ scopes: ['org:acme', 'org:globex'], from: '2026-10-25', to: '2026-10-31' }]);
    expect(found).toEqual([
      {
        host: 'api.github.com',
        reading: 'attributed',
        equal: 500,
        different: 0,
        from: '2026-10-25',
        to: '2026-10-31',
      },
    ]);
    expect(organizationRowsOf(found, ['org:acme'])).toBe(found[0]);
    expect(organizationRowsOf(found, ['org:alone@api.big.ghe.com'])).toBeNull();
  });

  it('are looked for in 92 days at most', async () => {
    const store = storeOf(1);
    expect((await findOrganizationRows(store, DAYS))[0]?.equal).toBe(3);
    expect(store.asked.map(({ from, to }) => [from, to])).toEqual([
      ['2026-10-25', '2026-10-31'],
      ['2026-10-04', '2026-10-24'],
      ['2026-08-01', '2026-10-03'],
    ]);
  });

  it('are not looked for where no host has several', async () => {
    const store = storeOf(1);
    expect(await findOrganizationRows(store, DAYS.slice(1))).toEqual([]);
    expect(store.asked).toEqual([]);
  });
});
