import type { PanelOf } from '@flightdeck/catalog';
import type { GrafanaPanel } from '../grafana-panel.ts';
import { askRows, leavingOut } from '../question.ts';
import { grafanaPanelOf } from '../shape.ts';

/** One ranking for each way to rank. */
export function ranked(panel: PanelOf<'ranked'>): GrafanaPanel[] {
  const { measures } = panel;
  return measures.map((measure, index) =>
    grafanaPanelOf(panel, {
      visual: { kind: 'bars', target: null },
      asks: [
        leavingOut(
          {
            ...askRows(panel, [...new Set([measure.part, measure.whole])]),
            order: { key: measure.sort, descending: true },
            limit: panel.limit,
          },
          false,
        ),
      ],
      ...(measures.length > 1 ? { title: `${panel.title}: ${measure.label.toLowerCase()}` } : {}),
      ...(index > 0 ? { id: measure.label.toLowerCase().replaceAll(' ', '-') } : {}),
      width: measures.length > 2 ? 8 : measures.length > 1 ? 12 : panel.span * 2,
    }),
  );
}
