import type { PanelOf } from '@flightdeck/catalog';
import type { GrafanaPanel } from '../grafana-panel.ts';
import { askOverTime } from '../question.ts';
import { grafanaPanelOf, overTime } from '../shape.ts';

/** The whole and its part as bars over time, by the first way to measure. */
export const bullet = (panel: PanelOf<'bullet'>): GrafanaPanel[] => [
  grafanaPanelOf(panel, {
    visual: overTime('bars'),
    asks: [askOverTime(panel, [panel.measures[0].whole, panel.measures[0].part])],
  }),
];
