import type { PanelOf } from '@flightdeck/catalog';
import type { GrafanaPanel } from '../grafana-panel.ts';
import { askOverTime } from '../question.ts';
import { grafanaPanelOf, overTime } from '../shape.ts';

/** Bars over time, the second metric below the axis. */
export const mirrored = (panel: PanelOf<'mirrored'>): GrafanaPanel[] => [
  grafanaPanelOf(panel, { visual: overTime('bars', { mirrored: true }), asks: [askOverTime(panel, panel.metrics)] }),
];
