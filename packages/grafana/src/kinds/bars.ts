import { metricsDrawn, type PanelOf } from '@flightdeck/catalog';
import { askOverTime } from '../question.ts';
import { overTime, viewOf } from '../shape.ts';
import type { View } from '../view.ts';

/** Bars over time beside their reference. */
export const bars = (panel: PanelOf<'bars'>): View[] => [
  viewOf(panel, { visual: overTime('bars'), asks: [askOverTime(panel, metricsDrawn(panel))] }),
];
