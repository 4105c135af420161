import type { PanelOf } from '@flightdeck/catalog';
import type { GrafanaPanel } from '../grafana-panel.ts';
import { askOverTime } from '../question.ts';
import { grafanaPanelOf, overTime } from '../shape.ts';

/** Points over time without a line between them. */
export const points = (panel: PanelOf<'points'>): GrafanaPanel[] => [
  grafanaPanelOf(panel, { visual: overTime('points'), asks: [askOverTime(panel, panel.metrics)] }),
];
