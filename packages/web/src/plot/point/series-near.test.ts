import { describe, expect, it } from 'vitest';
import { prepareSteps } from '../axis/steps.ts';
import { legendOf } from '../legend/legend-of.ts';
import type { Series, TimeChart } from '../time/chart.ts';
import { layOutTime } from '../time/layout-time.ts';
import { detailsAt, readAloud } from './details.ts';
import { seriesNear } from './series-near.ts';

const line = (id: string, values: readonly (number | null)[]): Series => ({
  id,
  label: id,
  short: id,
  color: '--fd-series-1',
  dash: null,
  unit: 'people',
  values,
  over: null,
  under: null,
  low: values.map(() => false),
  before: null,
  beforeLow: [],
});

const chart: TimeChart = {
  form: 'line',
  grain: 'day',
  unit: 'people',
  unitLabel: 'people',
  steps: prepareSteps({ from: '2026-11-02', to: '2026-11-03' }, 'day'),
  series: [line('ops', [10, 90]), line('sre', [80, null])],
  beside: null,
  target: null,
  flags: [],
  axis: { min: 0, max: 100, ticks: [0, 50, 100] },
  compareLabel: null,
  compareSteps: [],
  sentence: '',
};

describe('a chart of several series', () => {
  const layout = layOutTime(chart, 600, 236);

  it('knows which line the pointer is on, and none where it is far from all', () => {
    const [ops, sre] = [layout.heights[0]?.[0] ?? 0, layout.heights[1]?.[0] ?? 0];
    expect(seriesNear(layout, 0, ops + 4)).toBe(0);
    expect(seriesNear(layout, 0, sre - 9)).toBe(1);
    expect(seriesNear(layout, 0, (ops + sre) / 2)).toBeNull();
    expect(layout.heights[1]?.[1]).toBeNull();
  });

  it('says what a click on the line does, and reads only that line aloud', () => {
    const details = detailsAt(chart, 0, 1);
    expect(details?.hint).toBe('Click: filter by sre; Shift: leave out');
    expect(details && readAloud(details)).toBe('Mon 2 Nov 2026: sre 80');
    expect(detailsAt(chart, 0)?.hint).toBe('Click: this day only');
  });

  it('hands each name in the legend what a click does', () => {
    const picked: string[] = [];
    const items = legendOf(chart, (id) => ({ onPick: (exclude) => picked.push(`${id} ${exclude}`) }));
    items[1]?.onPick?.(true);
    expect(picked).toEqual(['sre true']);
  });
});
