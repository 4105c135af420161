import type { Panel } from '@flightdeck/catalog';
import { askRows, type Question } from '../question.ts';
import { viewOf } from '../shape.ts';
import type { View } from '../view.ts';

/** Rows of a table, which Grafana pages by itself. */
const MOST_ROWS = 10_000;

/** Every metric of a row; `key` orders it, by itself the first metric. */
export function table(panel: Panel, key = panel.metrics[0] ?? '', more: Partial<Question> = {}): View[] {
  return [
    viewOf(panel, {
      visual: { kind: 'table' },
      asks: [
        { ...askRows(panel, panel.metrics), order: { key, descending: true }, limit: MOST_ROWS, having: null, ...more },
      ],
      height: 10,
    }),
  ];
}
