import type { PanelOf } from '@flightdeck/catalog';
import type { GrafanaPanel } from '../grafana-panel.ts';
import { askOverTime } from '../question.ts';
import { grafanaPanelOf, overTime } from '../shape.ts';

/** The main number over time; counts of the billing cycle are numbers of their own. */
export const seatCycle = (panel: PanelOf<'seat-cycle'>): GrafanaPanel[] => [
  grafanaPanelOf(panel, { visual: overTime('bars'), asks: [askOverTime(panel, [panel.main])] }),
];
