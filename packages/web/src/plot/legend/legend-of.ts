import * as text from '../../text/plot.ts';
import type { TimeChart } from '../time/chart.ts';
import type { LegendItem } from './Legend.tsx';

/** What a click on the name of a series does. */
export type SeriesPicks = (id: string) => Pick<LegendItem, 'onPick' | 'onAlone' | 'off'>;

/** The legend a chart over time needs: its marks, then the states that occur in it. */
export function legendOf(chart: TimeChart, picks: SeriesPicks = () => ({})): LegendItem[] {
  const items: LegendItem[] = [];
  const line = chart.form === 'line';
  chart.series.forEach((series, index) => {
    const shape = line
      ? 'line'
      : chart.form === 'points'
        ? 'dot'
        : chart.form === 'bullet' && index === 0
          ? 'cap'
          : 'square';
    const label = line && chart.series.length === 1 ? text.thisPeriod : series.label;
    items.push({ label, shape, color: series.color, dash: series.dash, ...picks(series.id) });
  });
  if (chart.compareLabel !== null && line && chart.series.length <= 2)
    items.push({ label: chart.compareLabel, shape: 'dash', color: '--fd-compare' });
  else if (chart.compareLabel !== null && chart.form === 'bars' && chart.series.length === 1)
    items.push({ label: chart.compareLabel, shape: 'tick', color: '--fd-compare' });
  if (chart.beside) items.push({ label: chart.beside.label, shape: 'tick', color: chart.beside.color });
  const main = chart.series.at(-1);
  if (chart.form === 'bullet' && main && chart.steps.some((step) => step.provisional || step.part)) {
    const word = chart.grain === 'day' ? text.isProvisional : text.provisionalOrPart(chart);
    items.push({ label: word, shape: 'hatch', color: main.color });
  }
  const missing = chart.steps.reduce((sum, step) => sum + step.missing.length, 0);
  if (missing > 0 && line && chart.series.length === 1)
    items.push({
      label: text.daysMissing({ days: missing }),
      shape: chart.grain === 'day' ? 'hatch' : 'diamond',
      color: '--fd-day-state-missing',
    });
  if (line && chart.series.length === 1 && main?.low.some(Boolean))
    items.push({ label: text.lowVolume, shape: 'ring', color: '--fd-text3' });
  return items;
}
