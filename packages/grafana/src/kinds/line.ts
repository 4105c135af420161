import type { PanelOf } from '@flightdeck/catalog';
import { askOverTime } from '../question.ts';
import { overTime, viewOf } from '../shape.ts';
import type { View } from '../view.ts';

/** Lines over time, with the target where there is one. */
export const line = (panel: PanelOf<'line'>): View[] => [
  viewOf(panel, {
    visual: overTime('line', { target: panel.target ?? null }),
    asks: [askOverTime(panel, panel.metrics)],
  }),
];
