import type { PanelOf } from '@flightdeck/catalog';
import { askOverTime } from '../question.ts';
import { overTime, viewOf } from '../shape.ts';
import type { View } from '../view.ts';

/** The main number over time; counts of the billing cycle are numbers of their own. */
export const seatCycle = (panel: PanelOf<'seat-cycle'>): View[] => [
  viewOf(panel, { visual: overTime('bars'), asks: [askOverTime(panel, [panel.main])] }),
];
