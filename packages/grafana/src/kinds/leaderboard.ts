import type { PanelOf } from '@flightdeck/catalog';
import type { GrafanaPanel } from '../grafana-panel.ts';
import { askRows } from '../question.ts';
import { grafanaPanelOf, scoreOf } from '../shape.ts';

/** People against the adoption bands, the highest first. */
export const leaderboard = (panel: PanelOf<'leaderboard'>): GrafanaPanel[] => {
  const score = scoreOf(panel);
  return [
    grafanaPanelOf(panel, {
      visual: { kind: 'adoption', of: 'people' },
      asks: [
        {
          ...askRows(panel, [score]),
          order: { key: score, descending: true },
          limit: panel.limit,
        },
      ],
      height: 10,
    }),
  ];
};
