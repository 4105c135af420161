import { isOfHistory, PANELS } from '@flightdeck/catalog';
import { describe, expect, it } from 'vitest';
import { mergeQueries } from './merge-queries.ts';
import { panelQuery } from './panel-query.ts';

const range = { from: '2026-11-01', to: '2026-11-28' };

describe('queries of a page', () => {
  it('are asked together when they differ only in metrics', () => {
    const merged = mergeQueries([
      { metrics: ['accepted'], by: ['day'], range },
      { metrics: ['accepted'], by: ['team'], range },
      { metrics: ['generated', 'accepted'], by: ['day'], range },
    ]);
    expect(merged.queries).toEqual([
      { metrics: ['accepted', 'generated'], by: ['day'], range },
      { metrics: ['accepted'], by: ['team'], range },
    ]);
    expect(merged.places).toEqual([0, 1, 0]);
  });

  it('stay apart when they are ordered or limited', () => {
    expect(
      mergeQueries([
        { metrics: ['accepted'], by: ['user'], range, limit: 10 },
        { metrics: ['generated'], by: ['user'], range, limit: 10 },
      ]).places,
    ).toEqual([0, 1]);
  });

  it('of snapshots are not joined with those of days that can still change', () => {
    const by = ['day'];
    expect(
      mergeQueries([
        { metrics: ['seats'], by, range },
        { metrics: ['active_users'], by, range },
        { metrics: ['seats_idle_30'], by, range },
      ]).places,
    ).toEqual([0, 1, 0]);
  });

  it('are joined only when they read the same reports, so that each answer has the missing days of its own', () => {
    expect(
      mergeQueries([
        { metrics: ['accepted'], by: ['day'], range },
        { metrics: ['pull_requests_created'], by: ['day'], range },
        { metrics: ['interactions'], by: ['day'], range },
        { metrics: ['accepted'], by: ['day'], where: [{ dimension: 'team', values: ['web'] }], range },
      ]).places,
    ).toEqual([0, 1, 0, 2]);
  });

  it('are few among all panels over time of a page', () => {
    // Where there is history its panels ask for it apart.
    const queries = PANELS.filter((item) => item.page === 'overview' && item.overTime && !isOfHistory(item)).map(
      (item) => panelQuery(item, { range, grain: 'week', compare: 'previous', where: [] }, { by: null, metric: null }),
    );
    expect(queries.length).toBeGreaterThan(9);
    // Two by week, and one of the months that a panel asks for whatever the page's grain.
    expect(mergeQueries(queries).queries).toHaveLength(3);
  });
});
