import type { PanelOf } from '@flightdeck/catalog';
import type { GrafanaPanel } from '../grafana-panel.ts';
import { askRows, keepLargest, leavingOut, type Question } from '../question.ts';
import { grafanaPanelOf } from '../shape.ts';

/** How many values there are, or the one with the highest rate; other statistics have no Grafana panel. */
export function figure(panel: PanelOf<'figure'>): GrafanaPanel[] {
  const [metric] = panel.metrics;
  if (metric === undefined) return [];
  const named = leavingOut(askRows(panel, [metric]), true);
  const stat = (asks: readonly Question[], isNamed: boolean): GrafanaPanel =>
    grafanaPanelOf(panel, { visual: { kind: 'stat', spark: false, named: isNamed }, asks, width: 4, height: 4 });
  if (panel.figure === 'number') return [stat([{ ...named, answer: 'count' }], false)];
  if (panel.figure !== 'highest') return [];
  const under = keepLargest(named, 1).top?.metric ?? metric;
  const highest: Question = {
    ...named,
    metrics: [metric, under],
    shown: [metric],
    having: { metric: under, atLeast: panel.minimum, below: null },
    order: { key: metric, descending: true },
    limit: 1,
  };
  return [stat([highest], true)];
}
