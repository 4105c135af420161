import type { PanelOf } from '@flightdeck/catalog';
import { askOverTime } from '../question.ts';
import { overTime, viewOf } from '../shape.ts';
import type { View } from '../view.ts';

/** Bars over time, the second metric below the axis. */
export const mirrored = (panel: PanelOf<'mirrored'>): View[] => [
  viewOf(panel, { visual: overTime('bars', { mirrored: true }), asks: [askOverTime(panel, panel.metrics)] }),
];
