import type { PanelOf } from '@flightdeck/catalog';
import { askOverTime } from '../question.ts';
import { overTime, viewOf } from '../shape.ts';
import type { View } from '../view.ts';

/** Points over time without a line between them. */
export const points = (panel: PanelOf<'points'>): View[] => [
  viewOf(panel, { visual: overTime('points'), asks: [askOverTime(panel, panel.metrics)] }),
];
