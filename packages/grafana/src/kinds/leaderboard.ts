import type { PanelOf } from '@flightdeck/catalog';
import { askRows } from '../question.ts';
import { viewOf } from '../shape.ts';
import type { View } from '../view.ts';

/** People against the adoption bands, the highest first. */
export const leaderboard = (panel: PanelOf<'leaderboard'>): View[] => [
  viewOf(panel, {
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
