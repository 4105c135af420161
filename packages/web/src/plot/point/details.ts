import { changeOf, formatValue } from '../../format/format.ts';
import * as text from '../../text/plot.ts';
import { stateOf } from '../axis/steps.ts';
import type { TimeChart } from '../time/chart.ts';

/** One line of a tooltip. */
export interface DetailRow {
  readonly color: string | null;
  readonly name: string;
  readonly value: string;
  readonly quiet: boolean;
  /** The series the reader is on. */
  readonly chosen?: boolean;
}

/** What a tooltip says about one step; the same words are read aloud on keyboard focus. */
export interface Details {
  readonly title: string;
  readonly state: string;
  readonly rows: readonly DetailRow[];
  /** Number of series left out. */
  readonly more: number;
  /** What a click does, as a button says it. */
  readonly deed: string;
  /** The same for a reader with a mouse. */
  readonly hint: string;
}

const MOST_ROWS = 8;

/** The words for step `index`, or null when there is no such step. */
export function detailsAt(chart: TimeChart, index: number, chosen: number | null = null): Details | null {
  const step = chart.steps[index];
  if (!step) return null;
  const rows: DetailRow[] = [];
  const put = (name: string, value: string, color: string | null = null, quiet = false): number =>
    rows.push({ name, value, color, quiet });
  for (const [order, series] of chart.series.slice(0, MOST_ROWS).entries()) {
    const value = series.values[index] ?? null;
    rows.push({
      name: series.label,
      value: formatValue(value, series.unit),
      color: series.color,
      quiet: false,
      chosen: order === chosen,
    });
    const [over, under] = [series.over?.[index], series.under?.[index]];
    if (chart.series.length === 1 && typeof over === 'number' && typeof under === 'number')
      put(text.partOf({ part: formatValue(over, 'outputs'), whole: formatValue(under, 'outputs') }), '', null, true);
  }
  if (chart.form === 'bullet') {
    const [whole, part] = chart.series;
    const [under, over] = [whole?.values[index], part?.values[index]];
    if (whole && part && typeof under === 'number' && typeof over === 'number' && under > 0)
      put(
        text.partOf({ part: part.label, whole: whole.label.toLowerCase() }),
        formatValue(over / under, 'ratio'),
        null,
        true,
      );
  }
  if (chart.beside)
    put(chart.beside.label, formatValue(chart.beside.values[index], chart.beside.unit), chart.beside.color);
  const only = chart.series.length <= 2 ? chart.series : [];
  for (const series of only) {
    const before = series.before?.[index];
    if (series.before === null) continue;
    const name =
      only.length === 1
        ? (chart.compareSteps[index] ?? text.before)
        : text.seriesBefore({ series: series.label, before: chart.compareSteps[index] ?? text.before });
    put(name, formatValue(before, series.unit), '--fd-compare', true);
    if (only.length === 1) {
      const change = changeOf(series.values[index], before, series.unit);
      if (change) put(text.change, change.direction === 0 ? text.none : change.text);
    }
  }
  const picksSeries = chosen !== null && chart.series.length > 1;
  const deed = picksSeries ? text.filterBy({ series: chart.series[chosen]?.label ?? '' }) : text.thisOnly(chart);
  return {
    title: step.label,
    state: stateOf(step, chart.grain),
    rows,
    more: Math.max(0, chart.series.length - MOST_ROWS),
    deed,
    hint: picksSeries ? text.clickOrShift({ deed }) : text.click({ deed }),
  };
}

/** The details as one sentence for a live region. */
export function readAloud(details: Details): string {
  const chosen = details.rows.filter((row) => row.chosen);
  const rows = (chosen.length > 0 ? chosen : details.rows).map((row) => `${row.name} ${row.value}`.trim()).join(', ');
  return `${details.title}${details.state ? `, ${details.state}` : ''}: ${rows}`;
}
