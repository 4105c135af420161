import type { PanelOf } from '@flightdeck/catalog';
import { askOverTime } from '../question.ts';
import { overTime, viewOf } from '../shape.ts';
import type { View } from '../view.ts';

/** The states of seats, one bar a step. */
export const seatStack = (panel: PanelOf<'seat-stack'>): View[] => [
  viewOf(panel, { visual: overTime('bars', { stacked: true }), asks: [askOverTime(panel, panel.states)] }),
];
