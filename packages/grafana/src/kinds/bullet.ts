import type { PanelOf } from '@flightdeck/catalog';
import { askOverTime } from '../question.ts';
import { overTime, viewOf } from '../shape.ts';
import type { View } from '../view.ts';

/** The whole and its part as bars over time, by the first way to measure. */
export const bullet = (panel: PanelOf<'bullet'>): View[] => [
  viewOf(panel, {
    visual: overTime('bars'),
    asks: [askOverTime(panel, [panel.measures[0].whole, panel.measures[0].part])],
  }),
];
