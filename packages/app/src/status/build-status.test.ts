import { describe, expect, it } from 'vitest';
import { finalityOf, rangeOf } from './build-status.ts';

const day = (
  report: 'users-1-day' | 'aggregate-28-day' | 'seats' | 'premium-request-usage' | 'legacy-usage',
  day: string,
) => ({ report, day, state: 'present' }) as const;

describe('the days there are', () => {
  it('are those of whatever has been loaded: of snapshots alone too', () => {
    expect(rangeOf([day('seats', '2026-11-28')])).toEqual({ from: '2026-11-28', to: '2026-11-28' });
    expect(rangeOf([{ ...day('users-1-day', '2026-11-27'), state: 'no_report' }, day('seats', '2026-11-28')])).toEqual({
      from: '2026-11-28',
      to: '2026-11-28',
    });
    expect(rangeOf([day('premium-request-usage', '2026-11-02')])).toEqual({ from: '2026-11-02', to: '2026-11-02' });
    expect(rangeOf([day('aggregate-28-day', '2026-11-20')])).toEqual({ from: '2026-11-20', to: '2026-11-20' });
    expect(rangeOf([])).toBeNull();
  });

  it('end with the last report, though a snapshot is a day ahead, and begin with history', () => {
    const days = [day('legacy-usage', '2024-04-22'), day('users-1-day', '2026-11-27'), day('seats', '2026-11-28')];
    expect(rangeOf(days)).toEqual({ from: '2024-04-22', to: '2026-11-27' });
    expect(rangeOf(days, 'snapshots')).toEqual({ from: '2026-11-28', to: '2026-11-28' });
  });
});

describe('how far the days are final', () => {
  const of = (date: string, state: 'present' | 'provisional' | 'failed') => ({ ...day('users-1-day', date), state });

  it('is up to the first that can still change, whatever comes after it', () => {
    const days = [of('2026-06-04', 'present'), of('2026-06-05', 'provisional'), of('2026-11-07', 'present')];
    expect(finalityOf(days)).toEqual({ finalTo: '2026-06-04', provisional: ['2026-06-05'] });
    expect(finalityOf(days.slice(1))).toEqual({ finalTo: null, provisional: ['2026-06-05'] });
    expect(finalityOf([of('2026-11-07', 'present'), of('2026-11-08', 'failed')])).toEqual({
      finalTo: '2026-11-07',
      provisional: [],
    });
  });
});
