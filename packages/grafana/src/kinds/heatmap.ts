import { findMetric, type PanelOf } from '@flightdeck/catalog';
import type { GrafanaPanel } from '../grafana-panel.ts';
import { askOverTime, keepLargest, leavingOut } from '../question.ts';
import { grafanaPanelOf } from '../shape.ts';

/** Time against the largest values, one Grafana panel a metric. */
export function heatmap(panel: PanelOf<'heatmap'>): GrafanaPanel[] {
  return panel.metrics.map((metric) => {
    const label = findMetric(metric)?.label ?? metric;
    return grafanaPanelOf(panel, {
      id: metric.replaceAll('_', '-'),
      title: `${panel.title}${panel.metrics.length > 1 ? `: ${label.toLowerCase()}` : ''}`,
      visual: { kind: 'heatmap' },
      asks: [leavingOut(keepLargest(askOverTime(panel, [metric]), panel.limit), false)],
      width: 12,
      height: 12,
    });
  });
}
