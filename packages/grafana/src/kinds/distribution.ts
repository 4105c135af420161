import { ADOPTION_BANDS, type PanelOf } from '@flightdeck/catalog';
import type { GrafanaPanel } from '../grafana-panel.ts';
import { askRows, type Question } from '../question.ts';
import { grafanaPanelOf, scoreOf } from '../shape.ts';

/** How many people lie in each band; the last band has both its ends. */
export const distribution = (panel: PanelOf<'distribution'>): GrafanaPanel[] => {
  const score = scoreOf(panel);
  return [
    grafanaPanelOf(panel, {
      visual: { kind: 'adoption', of: 'bands' },
      asks: ADOPTION_BANDS.map(
        ({ from }, index): Question => ({
          ...askRows(panel, [score]),
          refId: String.fromCharCode(65 + index),
          having: { metric: score, atLeast: from, below: ADOPTION_BANDS[index + 1]?.from ?? null },
          answer: 'count',
        }),
      ),
      height: 10,
    }),
  ];
};
