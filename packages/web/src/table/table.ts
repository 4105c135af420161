import { formatValue } from '../format/format.ts';
import { stateOf } from '../plot/axis/steps.ts';
import type { TimeChart } from '../plot/time/chart.ts';
import * as text from '../text/chart-table.ts';

/** A chart's numbers as text, the same for eyes, screen readers and print. */
export interface TableModel {
  readonly head: readonly string[];
  /** First cell of a row is its name; the others are numbers, set right. */
  readonly rows: readonly (readonly string[])[];
  /** Columns of text, set left. */
  readonly text?: readonly number[];
}

/** The table of a chart over time: one row a step, states in words. */
export function timeTable(chart: TimeChart): TableModel {
  const all = chart.beside ? [...chart.series, chart.beside] : chart.series;
  const compared = all.filter((series) => series.before !== null);
  const states = chart.steps.map((step) => stateOf(step, chart.grain));
  const withState = states.some((state) => state !== '');
  return {
    head: [
      text.grains[chart.grain],
      ...all.map((series) => series.label),
      ...compared.map((series) => text.before({ series: series.label })),
      ...(withState ? [text.state] : []),
    ],
    rows: chart.steps.map((step, index) => [
      step.label,
      ...all.map((series) => formatValue(series.values[index], series.unit)),
      ...compared.map((series) => formatValue(series.before?.[index], series.unit)),
      ...(withState ? [states[index] ?? ''] : []),
    ]),
  };
}
