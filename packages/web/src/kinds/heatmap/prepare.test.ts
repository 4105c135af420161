import { describe, expect, it } from 'vitest';
import { type HeatmapInput, prepareHeatmap } from './prepare.ts';

const range = { from: '2026-10-31', to: '2026-11-02' };
const coverage = { finalTo: '2026-11-01', provisional: ['2026-11-02'], missing: [], noReport: [] };
const cell = (day: string, language: string, over: number, under: number) => ({
  day,
  language,
  completion_acceptance_rate: over / under,
  completions_accepted: over,
  completions_generated: under,
});
const input: HeatmapInput = {
  grain: 'day',
  range,
  metric: 'completion_acceptance_rate',
  dimension: 'language',
  asChange: false,
  limit: 2,
  labelOf: (value) => value.toUpperCase(),
  whole: [
    { language: 'go', completion_acceptance_rate: 0.4 },
    { language: 'sql', completion_acceptance_rate: 0.2 },
  ],
  result: {
    coverage,
    total: { completion_acceptance_rate: 0.3 },
    comparison: {
      range: { from: '2026-10-24', to: '2026-10-26' },
      rows: [cell('2026-10-24', 'go', 30, 100)],
      total: null,
    },
    rows: [
      cell('2026-10-31', 'go', 40, 100),
      cell('2026-11-02', 'go', 80, 200),
      cell('2026-10-31', 'sql', 10, 50),
      cell('2026-11-01', 'sql', 10, 40),
      cell('2026-11-01', 'cobol', 1, 4),
      cell('2026-11-01', 'unknown', 5, 60),
    ],
  },
};

describe('a heatmap', () => {
  it('has the rows with most behind them, the unknown last, and says how many it leaves out', () => {
    const { rows, more } = prepareHeatmap(input);
    expect(rows.map(({ label, value }) => [label, value])).toEqual([
      ['GO', 'go'],
      ['SQL', 'sql'],
      ['Unknown', null],
    ]);
    expect(more).toBe(1);
  });

  it('leaves blank what nothing is reported for, and marks a rate on fewer than fifty', () => {
    const [go, sql] = prepareHeatmap(input).rows;
    expect(go?.cells.map(({ value, text, step }) => [value, text, step])).toEqual([
      [0.4, '40', expect.any(Number)],
      [null, '', null],
      [0.4, '40', expect.any(Number)],
    ]);
    expect(sql?.cells.map(({ low }) => low)).toEqual([false, true, false]);
  });

  it("colours a rate around the selection's own: above it teal, below it orange", () => {
    const { scale, middle, rows } = prepareHeatmap(input);
    expect([scale, middle]).toEqual(['diverging', '30.0\u00a0% all']);
    expect(rows[0]?.cells[0]?.step).toBeGreaterThan(6);
    expect(rows[1]?.cells[0]?.step).toBeLessThan(6);
  });

  it('ends each row with the value over the whole range, not with a mean of its cells', () => {
    expect(prepareHeatmap(input).rows.map(({ total }) => total)).toEqual(['40.0\u00a0%', '20.0\u00a0%', 'no data']);
    expect(prepareHeatmap({ ...input, whole: null }).rows[0]?.total).toBe('');
  });

  it('shows what changed where both periods have a value', () => {
    const { rows, middle } = prepareHeatmap({ ...input, asChange: true });
    expect(rows[0]?.cells.map(({ text, before }) => [text, before])).toEqual([
      ['+10', 0.3],
      ['', null],
      ['', null],
    ]);
    expect(middle).toBe('no change');
  });

  it('names the months above their days', () => {
    expect(prepareHeatmap(input).months).toEqual([
      { label: 'Oct 2026', steps: 1 },
      { label: 'Nov', steps: 2 },
    ]);
  });

  it('spreads counts over the scale by quantile, so that a few large ones do not hide the others', () => {
    const rows = [1, 2, 3, 4, 5, 6, 7, 8, 9, 1000].map((active_users, index) => ({
      day: '2026-10-31',
      ide: `editor ${index}`,
      active_users,
    }));
    const model = prepareHeatmap({
      ...input,
      metric: 'active_users',
      dimension: 'ide',
      limit: 20,
      result: { coverage, total: null, comparison: null, rows },
    });
    expect(model.rows.map((row) => row.cells[0]?.step)).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  });
});
