import { describe, expect, it } from 'vitest';
import { legendOf } from '../../plot/legend/legend-of.ts';
import { detailsAt, readAloud } from '../../plot/point/details.ts';
import { layOutTime } from '../../plot/time/layout-time.ts';
import { timeTable } from '../../table/table.ts';
import { answer, RANGE, WEEK } from '../testing.ts';
import { prepareTime } from './prepare.ts';

describe('history beside what is reported today', () => {
  it('is a dashed series of its own name that ends where it ended, never one line', () => {
    const chart = prepareTime({
      form: 'line',
      grain: 'day',
      range: RANGE,
      metrics: ['completions_generated', 'legacy_completions_generated'],
      result: answer([
        { day: '2026-11-16', completions_generated: null, legacy_completions_generated: 90 },
        { day: '2026-11-17', completions_generated: 120, legacy_completions_generated: 80 },
        { day: '2026-11-18', completions_generated: 130, legacy_completions_generated: null },
      ]),
    });
    expect(chart.series.map(({ dash, short, values }) => [dash, short, values.slice(0, 3)])).toEqual([
      [null, 'Completions suggested', [null, 120, 130]],
      ['6 3', 'older API', [90, 80, null]],
    ]);
    expect(legendOf(chart).map(({ label, dash }) => [label, dash])).toEqual([
      ['Completions suggested', null],
      ['Completions suggested (older API)', '6 3'],
    ]);
  });
});

const RATE = prepareTime({
  form: 'line',
  grain: 'day',
  range: RANGE,
  metrics: ['completion_acceptance_rate'],
  target: 0.2,
  result: WEEK,
});

describe('a line', () => {
  it('breaks at a missing day and draws provisional days as another path', () => {
    const layout = layOutTime(RATE, 600, 240);
    const [settled, dotted] = layout.lines;
    expect(settled?.d.match(/M/g)).toHaveLength(1);
    expect(settled?.d.match(/L/g)).toHaveLength(1);
    expect(dotted).toBeUndefined();
    expect(layout.bands.map((band) => band.kind)).toEqual(['missing', 'provisional']);
    expect(layout.bands[1]?.word).toBe('provisional');
  });

  it('puts a rate of very few suggestions off the line as a ring', () => {
    expect(RATE.series[0]?.low).toEqual([false, false, false, false, true]);
    expect(layOutTime(RATE, 600, 240).points.filter((point) => point.ring)).toHaveLength(1);
  });

  it('keeps the target inside the axis', () => {
    expect(RATE.axis.min).toBeLessThanOrEqual(0.2);
  });

  it('tells numerator and denominator of the day pointed at', () => {
    const details = detailsAt(RATE, 1);
    expect(details?.title).toBe('Tue 17 Nov 2026');
    expect(details?.rows.map((row) => `${row.name} ${row.value}`.trim())).toEqual([
      'Acceptance rate of completions 25.0\u00a0%',
      '50 of 200',
    ]);
    expect(details && readAloud(details)).toContain('Acceptance rate of completions 25.0');
    expect(detailsAt(RATE, 9)).toBeNull();
  });

  it('is a table too, in which no data is not zero', () => {
    expect(timeTable(RATE).rows[2]).toEqual(['Wed 18 Nov 2026', 'no data', 'missing']);
  });
});

describe('bars', () => {
  const bullet = prepareTime({
    form: 'bullet',
    grain: 'day',
    range: RANGE,
    metrics: ['completions_generated', 'completions_accepted'],
    result: WEEK,
  });

  it('stand on zero, accepted in front of suggested with the same width', () => {
    const { bars, caps, zero } = layOutTime(bullet, 500, 200);
    const [suggested, accepted] = [bars[0], bars[4]];
    expect(suggested?.paint).toBe('soft');
    expect(accepted?.paint).toBe('strong');
    expect(suggested?.width).toBe(accepted?.width);
    expect((suggested?.y ?? 0) + (suggested?.height ?? 0)).toBeCloseTo(zero, 0);
    expect((suggested?.height ?? 0) / (accepted?.height ?? 1)).toBeCloseTo(100 / 30, 1);
    expect(caps).toHaveLength(4);
  });

  it('are hatched where days can still change, and absent where a day is missing', () => {
    const { bars } = layOutTime(bullet, 500, 200);
    expect(bars.filter((bar) => bar.paint === 'hatch')).toHaveLength(2);
    expect(bars).toHaveLength(8);
  });

  it('hang the second series below one zero line when mirrored', () => {
    const mirrored = prepareTime({
      form: 'mirrored',
      grain: 'day',
      range: RANGE,
      metrics: ['completions_generated', 'completions_accepted'],
      result: WEEK,
    });
    const layout = layOutTime(mirrored, 500, 200);
    const down = layout.bars.filter((bar) => bar.end === 'down');
    expect(down).toHaveLength(4);
    expect(down.every((bar) => bar.y === layout.zero)).toBe(true);
    expect(layout.grid.map((line) => line.label)).toEqual(['200', '100', '0', '100', '200']);
  });
});
