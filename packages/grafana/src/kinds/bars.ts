import { metricsDrawn, type PanelOf } from '@flightdeck/catalog';
import type { GrafanaPanel } from '../grafana-panel.ts';
import { askOverTime } from '../question.ts';
import { grafanaPanelOf, overTime } from '../shape.ts';

/** Bars over time beside their reference. */
export const bars = (panel: PanelOf<'bars'>): GrafanaPanel[] => [
  grafanaPanelOf(panel, { visual: overTime('bars'), asks: [askOverTime(panel, metricsDrawn(panel))] }),
];
