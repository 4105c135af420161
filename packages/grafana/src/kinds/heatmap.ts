import { findMetric, type PanelOf } from '@flightdeck/catalog';
import { askOverTime, keepLargest, leavingOut } from '../question.ts';
import { viewOf } from '../shape.ts';
import type { View } from '../view.ts';

/** Time against the largest values, one view a metric. */
export function heatmap(panel: PanelOf<'heatmap'>): View[] {
  return panel.metrics.map((metric) => {
    const label = findMetric(metric)?.label ?? metric;
    return viewOf(panel, {
      id: metric.replaceAll('_', '-'),
      title: `${panel.title}${panel.metrics.length > 1 ? `: ${label.toLowerCase()}` : ''}`,
      visual: { kind: 'heatmap' },
      asks: [leavingOut(keepLargest(askOverTime(panel, [metric]), panel.limit), false)],
      width: 12,
      height: 12,
    });
  });
}
