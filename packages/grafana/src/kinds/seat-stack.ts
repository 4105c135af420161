import type { PanelOf } from '@flightdeck/catalog';
import type { GrafanaPanel } from '../grafana-panel.ts';
import { askOverTime } from '../question.ts';
import { grafanaPanelOf, overTime } from '../shape.ts';

/** The states of seats, one bar a step. */
export const seatStack = (panel: PanelOf<'seat-stack'>): GrafanaPanel[] => [
  grafanaPanelOf(panel, { visual: overTime('bars', { stacked: true }), asks: [askOverTime(panel, panel.states)] }),
];
