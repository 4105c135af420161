import type { PanelOf } from '@flightdeck/catalog';
import type { GrafanaPanel } from '../grafana-panel.ts';
import { askOverTime } from '../question.ts';
import { grafanaPanelOf, overTime } from '../shape.ts';

/** Lines over time, with the target where there is one. */
export const line = (panel: PanelOf<'line'>): GrafanaPanel[] => [
  grafanaPanelOf(panel, {
    visual: overTime('line', { target: panel.target ?? null }),
    asks: [askOverTime(panel, panel.metrics)],
  }),
];
