import type { PanelOf } from '@flightdeck/catalog';
import { askOverTime, keepLargest, leavingOut } from '../question.ts';
import { overTime, viewOf } from '../shape.ts';
import type { View } from '../view.ts';

/** One line for each of the largest values. */
export const multiples = (panel: PanelOf<'multiples'>): View[] => [
  viewOf(panel, {
    visual: overTime('line'),
    asks: [leavingOut(keepLargest(askOverTime(panel, panel.metrics.slice(0, 1)), panel.limit), false)],
  }),
];
