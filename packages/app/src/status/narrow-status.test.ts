import type { LedgerDay } from '@flightdeck/store';
import { expect, it } from 'vitest';
import { narrowStatus } from './narrow-status.ts';
import type { Status, StatusSpan } from './status.ts';

const span = (scope: string, report: StatusSpan['report'], from: string, to: string, state: StatusSpan['state']) => {
  return { scope, report, from, to, state, code: null, message: null };
};
const scope = (key: string) => ({ scope: key, label: key.slice(4), kind: 'org' as const, host: 'api.github.com' });

/** Two organizations, the second ahead of the first by two days. */
const STATUS: Status = {
  version: '1',
  demo: false,
  scopes: [scope('org:acme'), scope('org:labs')],
  hosts: [],
  dataVersion: '7',
  store: { engine: 'DuckDB', role: 'sole', leader: null },
  range: { from: '2026-09-01', to: '2026-11-03' },
  freshness: {
    finalTo: '2026-10-20',
    provisional: ['2026-10-21', '2026-11-01', '2026-11-02', '2026-11-03'],
    syncedAt: null,
    importedAt: null,
    nextSyncAt: null,
    running: null,
  },
  atRisk: [],
  organizationRows: [],
  seatPrices: { business: 1900, enterprise: 3900 },
  acceptanceTarget: 0.2,
  spans: [
    span('org:acme', 'users-1-day', '2026-10-01', '2026-10-29', 'present'),
    span('org:acme', 'users-1-day', '2026-10-30', '2026-11-01', 'provisional'),
    span('org:acme', 'seats', '2026-10-30', '2026-11-02', 'present'),
    span('org:labs', 'users-1-day', '2026-09-01', '2026-10-20', 'present'),
    span('org:labs', 'users-1-day', '2026-10-21', '2026-11-03', 'provisional'),
  ],
  slots: [],
  lastRun: null,
  disk: null,
  backup: null,
  integrity: { gaps: [], archive: null, otherFiles: [] },
};

const ledgerDay = (scope: string, fetchedAt: string): LedgerDay => ({
  ...{ scope, report: 'users-1-day', day: '2026-10-01', state: 'present', source: 'users-1-day', via: 'api' },
  ...{ sha256: 'a', fetchedAt, records: 3, restated: 0, code: null, message: null },
});
const DAYS = [ledgerDay('org:acme', '2026-10-03T00:00:00Z'), ledgerDay('org:labs', '2026-10-03T00:00:00Z')];

it('has of the scopes one may see the days there are, by the same rules as of all: snapshots are no days of reports', () => {
  const { range, freshness, spans } = narrowStatus(STATUS, [{ of: 'org:acme', part: null }], DAYS);
  expect(range).toEqual({ from: '2026-10-01', to: '2026-11-01' });
  expect([freshness.finalTo, freshness.provisional]).toEqual([
    '2026-10-29',
    ['2026-10-30', '2026-10-31', '2026-11-01'],
  ]);
  expect(spans.map((each) => each.scope)).toEqual(['org:acme', 'org:acme', 'org:acme']);
  expect(narrowStatus(STATUS, 'everything', DAYS)).toBe(STATUS);
});

it('says of the scopes one may see when they were imported, not when others were', () => {
  const days = [
    { ...ledgerDay('org:acme', '2026-11-02T07:00:00Z'), via: 'import' },
    ledgerDay('org:acme', '2026-11-03T07:00:00Z'),
    { ...ledgerDay('org:labs', '2026-11-04T07:00:00Z'), via: 'import' },
  ];
  const whole = { ...STATUS, freshness: { ...STATUS.freshness, importedAt: '2026-11-04T07:00:05Z' } };
  const importedAt = (of: string) => narrowStatus(whole, [{ of, part: null }], days).freshness.importedAt;
  expect([importedAt('org:acme'), importedAt('org:labs'), importedAt('org:gone')]).toEqual([
    '2026-11-02T07:00:00Z',
    '2026-11-04T07:00:00Z',
    null,
  ]);
});

it('says nothing of what is counted over scopes one may not see, nor when they change', () => {
  const run = { id: 'r', kind: 'sync', startedAt: '', endedAt: '', result: 'ok', daysLoaded: 31 } as const;
  const whole: Status = {
    ...STATUS,
    hosts: [
      {
        host: 'api.github.com',
        configured: true,
        scopes: ['org:labs', 'org:acme'],
        requestsLeft: 4999,
        answeredAt: '',
      },
    ],
    freshness: { ...STATUS.freshness, running: { kind: 'sync', startedAt: '', done: 3, total: 9, message: 'labs' } },
    slots: [{ dimension: 'language', value: 'cobol', slot: 3 }],
    lastRun: { ...run, daysFailed: 0, requests: 80, message: null },
  };
  const acme = [{ of: 'org:acme', part: null }];
  const { hosts, freshness, slots, lastRun, dataVersion } = narrowStatus(whole, acme, DAYS);
  expect([slots, lastRun]).toEqual([[], null]);
  expect(freshness.running).toMatchObject({ done: 0, total: 0, message: '' });
  expect(hosts).toMatchObject([{ scopes: ['org:acme'], requestsLeft: null, answeredAt: null }]);
  const versionWith = (...days: LedgerDay[]) => narrowStatus(whole, acme, days).dataVersion;
  const [own, other] = DAYS as [LedgerDay, LedgerDay];
  expect(versionWith(own, ledgerDay('org:labs', '2026-10-04T00:00:00Z'))).toBe(dataVersion);
  expect(versionWith(own)).toBe(dataVersion);
  expect(versionWith({ ...own, fetchedAt: '2026-10-04T00:00:00Z' }, other)).not.toBe(dataVersion);
});
