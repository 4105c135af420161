import type { PanelOf } from '@flightdeck/catalog';
import type { GrafanaPanel } from '../grafana-panel.ts';
import { askRows, leavingOut } from '../question.ts';
import { grafanaPanelOf, MOST_BARS } from '../shape.ts';

/** Rates of the values with enough volume, one chart for each way to count. */
export function dots(panel: PanelOf<'dots'>): GrafanaPanel[] {
  const { measures, minimum } = panel;
  return measures.map(({ label, rate, under, target }, index) =>
    grafanaPanelOf(panel, {
      visual: { kind: 'bars', target: target ?? null },
      asks: [
        leavingOut(
          {
            ...askRows(panel, [rate]),
            metrics: [rate, under],
            shown: [rate],
            having: minimum === undefined ? null : { metric: under, atLeast: minimum, below: null },
            order: { key: rate, descending: true },
            limit: panel.limit ?? MOST_BARS,
          },
          false,
        ),
      ],
      ...(measures.length > 1 ? { title: `${panel.title}, by ${label.toLowerCase()}` } : {}),
      ...(index > 0 ? { id: label.toLowerCase() } : {}),
    }),
  );
}
