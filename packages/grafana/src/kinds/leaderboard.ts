import type { PanelOf } from '@flightdeck/catalog';
import type { GrafanaPanel } from '../grafana-panel.ts';
import { askRows } from '../question.ts';
import { grafanaPanelOf } from '../shape.ts';

/** People against the adoption bands, the highest first. */
export const leaderboard = (panel: PanelOf<'leaderboard'>): GrafanaPanel[] => [
  grafanaPanelOf(panel, {
    visual: { kind: 'adoption', of: 'people' },
    asks: [
      {
        ...askRows(panel, ['adoption_score']),
        order: { key: 'adoption_score', descending: true },
        limit: panel.limit,
      },
    ],
    height: 10,
  }),
];
