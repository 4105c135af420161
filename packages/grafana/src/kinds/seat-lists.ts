import type { PanelOf } from '@flightdeck/catalog';
import type { View } from '../view.ts';
import { table } from './table.ts';

/** Seats by days without activity, most first. */
export const seatRanking = (panel: PanelOf<'seat-ranking'>): View[] =>
  table(panel, panel.sort, {
    ...(panel.limit === undefined ? {} : { limit: panel.limit }),
    having: panel.minimum === undefined ? null : { metric: panel.sort, atLeast: panel.minimum, below: null },
  });

/** Seats without any activity. */
export const seatUnused = (panel: PanelOf<'seat-unused'>): View[] =>
  table(panel, undefined, panel.limit === undefined ? {} : { limit: panel.limit });
