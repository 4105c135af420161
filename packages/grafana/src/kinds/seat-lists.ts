import type { PanelOf } from '@flightdeck/catalog';
import type { GrafanaPanel } from '../grafana-panel.ts';
import { table } from './table.ts';

/** Seats by days without activity, most first. */
export const seatRanking = (panel: PanelOf<'seat-ranking'>): GrafanaPanel[] =>
  table(panel, panel.sort, {
    ...(panel.limit === undefined ? {} : { limit: panel.limit }),
    having: panel.minimum === undefined ? null : { metric: panel.sort, atLeast: panel.minimum, below: null },
  });

/** Seats without any activity. */
export const seatUnused = (panel: PanelOf<'seat-unused'>): GrafanaPanel[] =>
  table(panel, undefined, panel.limit === undefined ? {} : { limit: panel.limit });
