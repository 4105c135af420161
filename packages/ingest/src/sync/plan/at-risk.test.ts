import { parseScope } from '@flightdeck/catalog';
import { describe, expect, it } from 'vitest';
import { daysAtRisk } from './at-risk.ts';
import { estimateRest } from './estimate.ts';

const NOW = new Date('2026-12-20T08:00:00Z');
const ACME = parseScope('org:acme');
const row = (day: string, state: 'present' | 'provisional' | 'no_report' | 'failed') =>
  ({ scope: 'org:acme', report: 'users-1-day', day, state }) as const;

describe('days GitHub will soon have forgotten', () => {
  it('are those of the next two weeks that are not here, neighbours together, with the day of the loss', () => {
    const ledger = [row('2025-12-20', 'present'), row('2025-12-23', 'no_report'), row('2025-12-24', 'failed')];
    const found = daysAtRisk([ACME], ledger, NOW).filter(({ report }) => report === 'users-1-day');
    expect(found).toEqual([
      { scope: 'org:acme', report: 'users-1-day', from: '2025-12-21', to: '2025-12-22', forgottenOn: '2026-12-22' },
      { scope: 'org:acme', report: 'users-1-day', from: '2025-12-24', to: '2026-01-03', forgottenOn: '2026-12-25' },
    ]);
  });

  it('are none while the window has not begun to slide over the first day GitHub has', () => {
    expect(daysAtRisk([ACME], [], new Date('2026-11-20T08:00:00Z'))).toEqual([]);
    const teams = daysAtRisk([ACME], [], NOW).filter(({ report }) => report === 'user-teams-1-day');
    expect(teams).toEqual([]);
  });
});

describe('an estimate', () => {
  it('goes on as it went so far, and is not made of a few days', () => {
    expect(estimateRest({ done: 100, of: 1460, requests: 210 }, 60_000)).toEqual({ minutes: 14, requests: 2856 });
    expect(estimateRest({ done: 19, of: 1460, requests: 40 }, 60_000)).toBeNull();
    expect(estimateRest({ done: 1460, of: 1460, requests: 3000 }, 60_000)).toBeNull();
  });
});
