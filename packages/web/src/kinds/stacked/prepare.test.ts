import { describe, expect, it } from 'vitest';
import { layOutTime } from '../../plot/time/layout-time.ts';
import { prepareStacked } from './prepare.ts';

const range = { from: '2026-11-02', to: '2026-11-04' };
const coverage = { finalTo: '2026-11-03', provisional: ['2026-11-04'], missing: [], noReport: [] };
const entity = (value: string, slot: number) => ({ value, label: value, color: `--fd-series-${slot}`, dash: null });
const rows = [
  { day: '2026-11-02', language: 'go', generated: 30 },
  { day: '2026-11-02', language: 'rust', generated: 10 },
  { day: '2026-11-02', language: 'cobol', generated: 6 },
  { day: '2026-11-02', language: 'fortran', generated: 4 },
  { day: '2026-11-02', language: 'unknown', generated: 50 },
  { day: '2026-11-04', language: 'go', generated: 20 },
];
const input = {
  grain: 'day',
  range,
  metric: 'generated',
  dimension: 'language',
  entities: [entity('go', 5), entity('rust', 7), entity('java', 4)],
  result: { rows, coverage },
} as const;

describe('parts of a whole over time', () => {
  it('stand in the order of their slots, then the others together, the unknown last; a part that never occurs is left out', () => {
    const chart = prepareStacked({ ...input, asShare: false });
    expect(chart.series.map(({ label, values }) => [label, values])).toEqual([
      ['go', [30, null, 20]],
      ['rust', [10, null, null]],
      ['All smaller ones', [10, null, null]],
      ['Unknown', [50, null, null]],
    ]);
    expect(chart.axis.max).toBe(100);
  });

  it('as shares add up to one on every day that has data, and are nothing on a day that has none', () => {
    const chart = prepareStacked({ ...input, asShare: true });
    expect(chart.series.map(({ values }) => values[0])).toEqual([0.3, 0.1, 0.1, 0.5]);
    expect(chart.series.map(({ values }) => values[1])).toEqual([null, null, null, null]);
    expect(chart.series[0]?.values[2]).toBe(1);
    expect(chart.sentence).toBe(
      '2–4 Nov. Parts of all: go 41.7\u00a0%, rust 8.3\u00a0%, All smaller ones 8.3\u00a0%, Unknown 41.7\u00a0%.',
    );
  });

  it('count a chat whose mode is not reported as unknown', () => {
    const chart = prepareStacked({
      ...input,
      metric: 'chat_prompts',
      dimension: 'feature',
      entities: [entity('chat_inline', 6)],
      result: {
        rows: [
          { day: '2026-11-02', feature: 'chat_inline', chat_prompts: 3 },
          { day: '2026-11-02', feature: 'chat_panel_unknown_mode', chat_prompts: 1 },
        ],
        coverage,
      },
      asShare: true,
    });
    expect(chart.series.map(({ label, values }) => [label, values[0]])).toEqual([
      ['chat_inline', 0.75],
      ['Unknown', 0.25],
    ]);
  });

  it('lie upon each other from zero, parted by a pixel; unknown parts and provisional days are hatched', () => {
    const layout = layOutTime(prepareStacked({ ...input, asShare: false }), 400, 200);
    const first = layout.bars.filter(({ x }) => x === layout.bars[0]?.x);
    expect(first.map(({ paint }) => paint)).toEqual(['strong', 'strong', 'strong', 'hatch']);
    for (const [index, bar] of first.entries()) {
      const above = first[index + 1];
      if (above) expect(bar.y - (above.y + above.height)).toBeCloseTo(1, 0);
    }
    expect(layout.bars.at(-1)?.paint ?? '').not.toBe('strong');
  });
});
