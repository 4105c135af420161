import { FACTS } from '@flightdeck/catalog';
import type { LedgerDay } from '../../ledger.ts';
import type { Store } from '../../port.ts';
import { answerScan, countSharedDays, findEarlierNames, findPeople } from '../../reference/index.ts';
import type { FixtureFact } from '../fixtures/fixture-fact.ts';
import { inMemory } from './in-memory.ts';
import type { WorldReport } from './world.ts';

/** The part of a store that answers questions. */
export type Reader = Pick<Store, 'scan' | 'scopes' | 'earlierNames' | 'people' | 'sharedDays'> & {
  readonly ledger: Pick<Store['ledger'], 'days'>;
};

/** The reference as what answers questions about the rows; a day is loaded when it has rows. */
export function inMemoryReader(fixtures: readonly FixtureFact[]): Reader {
  const reports = fixtures.map((fixture): WorldReport => {
    const report = FACTS.find(({ name }) => name === fixture.fact)?.report;
    if (!report) throw new Error(`No fact ${fixture.fact}`);
    const days = [...new Set(fixture.rows.map(([day]) => String(day)))];
    return { scope: fixture.scope, report, days, facts: [fixture] };
  });
  const world = inMemory({ first: reports, later: [] });
  const days = new Map(world.loaded.map((day) => [JSON.stringify(day), toLedgerDay(day)]));
  return {
    scan: async (scan) => answerScan(world, scan),
    scopes: async () => [...new Set(reports.map(({ scope }) => scope))].sort(),
    earlierNames: async (scopes, where) => findEarlierNames(world.names, scopes, where),
    people: async (scopes, asked) => findPeople(world.names, scopes, asked),
    async sharedDays(scopes, { from, to }) {
      const rows = world.rows('user_day');
      return countSharedDays(rows.filter(({ scope, day }) => scopes.includes(scope) && day >= from && day <= to));
    },
    ledger: { days: async () => [...days.values()] },
  };
}

const toLedgerDay = (day: Pick<LedgerDay, 'scope' | 'report' | 'day'>): LedgerDay => ({
  ...day,
  state: 'present',
  source: day.report,
  via: 'api',
  sha256: null,
  fetchedAt: '2026-11-05T06:00:00.000Z',
  records: 1,
  restated: 0,
  code: null,
  message: null,
});
