import type { PanelOf } from '@flightdeck/catalog';
import type { GrafanaPanel } from '../grafana-panel.ts';
import { askOverTime, keepLargest, leavingOut } from '../question.ts';
import { grafanaPanelOf, overTime } from '../shape.ts';

/** One line for each of the largest values. */
export const multiples = (panel: PanelOf<'multiples'>): GrafanaPanel[] => [
  grafanaPanelOf(panel, {
    visual: overTime('line'),
    asks: [leavingOut(keepLargest(askOverTime(panel, panel.metrics.slice(0, 1)), panel.limit), false)],
  }),
];
