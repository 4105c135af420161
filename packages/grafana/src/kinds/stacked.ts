import type { PanelOf } from '@flightdeck/catalog';
import { askOverTime, keepLargest } from '../question.ts';
import { MOST_SERIES, overTime, viewOf } from '../shape.ts';
import type { View } from '../view.ts';

/** The largest parts of a whole over time; all of them where they are few. */
export function stacked(panel: PanelOf<'stacked'>): View[] {
  const question = askOverTime(panel, panel.metrics.slice(0, 1));
  return [
    viewOf(panel, {
      visual: overTime('bars', { stacked: true }),
      asks: [panel.few ? question : keepLargest(question, MOST_SERIES)],
    }),
  ];
}
