import { describe, expect, it } from 'vitest';
import { findMetric } from '../metrics/metrics.ts';
import type { MetricName } from '../names.ts';
import { isOfHistory, isOfOlderApi, metricsDrawn, type Panel, type PanelOf } from './panel.ts';
import { PANELS, PERSON_PANELS } from './panels.ts';

const COMMON = { id: 'a', page: 'p', title: 't', says: 's', metrics: ['active_users'], by: [], span: 4 } as const;

/** The build fails where one of these lines is no error any more. */
const WRONG: readonly Panel[] = [
  // @ts-expect-error a ranking needs ways to rank and a limit
  { ...COMMON, chart: 'ranked', overTime: false },
  // @ts-expect-error only a line has a target
  { ...COMMON, chart: 'bars', overTime: true, target: 0.2 },
  // @ts-expect-error a heatmap is over time
  { ...COMMON, chart: 'heatmap', overTime: false, limit: 16 },
  // @ts-expect-error a median has no least volume
  { ...COMMON, chart: 'figure', overTime: false, figure: 'median', minimum: 500 },
  // @ts-expect-error the highest rate is of values with a least volume
  { ...COMMON, chart: 'figure', overTime: false, figure: 'highest' },
  // @ts-expect-error what is shown at once has no grain
  { ...COMMON, chart: 'flow', overTime: false, grain: 'day' },
  // @ts-expect-error there is no such metric
  { ...COMMON, metrics: ['acceptd'], chart: 'flow', overTime: false },
  // @ts-expect-error there is no such dimension
  { ...COMMON, by: ['teem'], chart: 'flow', overTime: false },
  // @ts-expect-error there is no such kind
  { ...COMMON, chart: 'pie', overTime: false },
];

/** The metrics a panel's own members name. */
function namedIn(panel: Panel): readonly MetricName[] {
  switch (panel.chart) {
    case 'ranked':
      return panel.measures.flatMap(({ whole, part, aside, sort }) => [whole, part, sort, ...(aside ? [aside] : [])]);
    case 'bullet':
      return panel.measures.flatMap(({ whole, part }) => [whole, part]);
    case 'dots':
      return panel.measures.flatMap(({ rate, under }) => [rate, under]);
    case 'stacked':
      return panel.measures?.map(({ metric }) => metric) ?? [];
    case 'breakdown':
      return [panel.people, panel.whole, panel.part, panel.rate];
    case 'moved':
      return [panel.whole, panel.part];
    case 'seat-stack':
      return panel.states;
    case 'seat-ranking':
      return [panel.sort];
    case 'seat-cycle':
      return [panel.main];
    default:
      return [];
  }
}

describe('a panel', () => {
  it('asks for every metric its own members name', () => {
    const named = [...PANELS, ...PERSON_PANELS].map((panel) => ({ panel, names: namedIn(panel) }));
    expect(named.filter(({ names }) => names.length > 0).length).toBeGreaterThan(30);
    expect(
      named.flatMap(({ panel, names }) =>
        names.filter((name) => !panel.metrics.includes(name)).map((name) => [panel.id, name]),
      ),
    ).toEqual([]);
  });

  it('takes no members of another kind', () => {
    expect(WRONG.map(({ chart }) => chart)).toHaveLength(9);
  });

  it('draws the reference beside its metrics', () => {
    const panel: PanelOf<'bars'> = { ...COMMON, chart: 'bars', overTime: true, beside: 'github_daily_active_users' };
    expect(metricsDrawn(panel)).toEqual(['active_users', 'github_daily_active_users']);
  });
});

describe('imported history', () => {
  it('is known by the report a metric comes from', () => {
    const older = (name: string) => {
      const metric = findMetric(name);
      return metric && isOfOlderApi(metric);
    };
    expect(
      ['legacy_chat_copies', 'legacy_completion_acceptance_rate', 'chat_prompts', 'billed_credits'].map(older),
    ).toEqual([true, true, false, findMetric('billed_credits') ? false : undefined]);
  });

  it('is what panels show that stand beside it or are made of it', () => {
    expect(PANELS.filter(isOfHistory).map(({ id }) => id)).toEqual([
      'chat-older-events',
      'overview-history',
      'overview-history-people',
      'teams-history-ranked',
      'teams-history',
      'languages-history-ranked',
      'languages-history',
      'editors-history-ranked',
      'editors-history',
      'chat-history',
    ]);
  });
});
