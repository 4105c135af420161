import type { Panel } from '@flightdeck/catalog';
import type { GrafanaPanel } from '../grafana-panel.ts';
import { askRows, type Question } from '../question.ts';
import { grafanaPanelOf } from '../shape.ts';

/** Rows of a table, which Grafana pages by itself. */
const MOST_ROWS = 10_000;

/** Every metric of a row; `key` orders it, by itself the first metric. */
export function table(panel: Panel, key = panel.metrics[0] ?? '', more: Partial<Question> = {}): GrafanaPanel[] {
  return [
    grafanaPanelOf(panel, {
      visual: { kind: 'table' },
      asks: [
        { ...askRows(panel, panel.metrics), order: { key, descending: true }, limit: MOST_ROWS, having: null, ...more },
      ],
      height: 10,
    }),
  ];
}
