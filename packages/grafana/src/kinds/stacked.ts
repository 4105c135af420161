import type { PanelOf } from '@flightdeck/catalog';
import type { GrafanaPanel } from '../grafana-panel.ts';
import { askOverTime, keepLargest } from '../question.ts';
import { grafanaPanelOf, MOST_SERIES, overTime } from '../shape.ts';

/** The largest parts of a whole over time; all of them where they are few. */
export function stacked(panel: PanelOf<'stacked'>): GrafanaPanel[] {
  const question = askOverTime(panel, panel.metrics.slice(0, 1));
  return [
    grafanaPanelOf(panel, {
      visual: overTime('bars', { stacked: true }),
      asks: [panel.few ? question : keepLargest(question, MOST_SERIES)],
    }),
  ];
}
