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
  integrity: { gaps: [], archive: null, otherFiles: [] },
};

it('has of the scopes one may see the days there are, by the same rules as of all: snapshots are no days of reports', () => {
  const { range, freshness, spans } = narrowStatus(STATUS, [{ of: 'org:acme', part: null }]);
  expect(range).toEqual({ from: '2026-10-01', to: '2026-11-01' });
  expect([freshness.finalTo, freshness.provisional]).toEqual([
    '2026-10-29',
    ['2026-10-30', '2026-10-31', '2026-11-01'],
  ]);
  expect(spans.map((each) => each.scope)).toEqual(['org:acme', 'org:acme', 'org:acme']);
  expect(narrowStatus(STATUS, 'everything')).toBe(STATUS);
});
