import type { DayVersion, RestatementRow } from '@flightdeck/store';
import { expect, it } from 'vitest';
import { toCurve } from './settling.ts';

const common = { scope: 'org:acme', report: 'users-1-day', source: 'users-1-day', via: 'api', sha256: 'x' } as const;

/**
 * Versions of a day, received at six in the morning of days of November; the last one is final unless stated otherwise.
 */
function versions(day: string, received: readonly number[], isFinal = true): DayVersion[] {
  const at = (of: number | undefined) =>
    of === undefined ? null : `2026-11-${String(of).padStart(2, '0')}T06:00:00.000Z`;
  return received.map((of, index) => {
    const isLast = index === received.length - 1;
    return {
      ...common,
      day,
      records: 10,
      receivedAt: at(of) ?? '',
      replacedAt: at(received[index + 1]),
      finalAt: isLast && isFinal ? '2026-11-20T06:00:00.000Z' : null,
    };
  });
}

function change(day: string, of: number, before: number | null, after: number | null): RestatementRow {
  const at = `2026-11-${String(of).padStart(2, '0')}T06:00:00.000Z`;
  return { at, scope: 'org:acme', report: 'users-1-day', day, measure: 'user_day.rows', before, after };
}

it('gives the share of the final value that was known at the end of each following day', () => {
  const { days, points } = toCurve(versions('2026-11-01', [2, 3, 4]), [
    change('2026-11-01', 3, 50, 90),
    change('2026-11-01', 4, 90, 100),
  ]);
  expect(days).toBe(1);
  expect(points.map(({ daysAfter, median }) => [daysAfter, median])).toEqual([
    [1, 0.5],
    [2, 0.9],
    [3, 1],
    [4, 1],
    [5, 1],
    [6, 1],
    [7, 1],
  ]);
});

it('takes the median of the days, and the span of eight in ten; a day nothing was changed of was known whole', () => {
  const two = [...versions('2026-11-01', [2, 3]), ...versions('2026-11-02', [3])];
  const first = toCurve(two, [change('2026-11-01', 3, 40, 80)]).points[0];
  expect(first).toEqual({ daysAfter: 1, days: 2, median: 0.75, low: 0.55, high: 0.95 });
});

it('counts a day at no point before it was received', () => {
  const points = toCurve([...versions('2026-11-01', [2, 4]), ...versions('2026-11-02', [5])], []).points;
  expect(points.slice(0, 3).map(({ days }) => days)).toEqual([1, 1, 2]);
});

it('gives more than 100 % for a value that was revised down', () => {
  expect(toCurve(versions('2026-11-01', [2, 3]), [change('2026-11-01', 3, 12, 10)]).points[0]?.median).toBe(1.2);
});

it('leaves out days that were not watched, are not final, came from elsewhere or end with nothing', () => {
  const backfilled = versions('2026-11-01', [9]);
  const unsettled = versions('2026-11-02', [3, 4], false);
  const seeded = versions('2026-11-03', [4]).map((version) => ({ ...version, source: 'users-28-day' as const }));
  const gone = versions('2026-11-04', [5, 6]);
  const all = [...backfilled, ...unsettled, ...seeded, ...gone];
  expect(toCurve(all, [change('2026-11-04', 6, 5, 0)])).toEqual({ days: 0, points: [] });
});
