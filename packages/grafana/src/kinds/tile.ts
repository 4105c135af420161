import { findMeasure, findMetric, isSnapshot, type PanelOf } from '@flightdeck/catalog';
import type { GrafanaPanel } from '../grafana-panel.ts';
import { askOverTime, askTotal } from '../question.ts';
import { grafanaPanelOf } from '../shape.ts';

/** True for a number whose time buckets add up to the whole range. */
const isAdditive = (name: string): boolean => {
  const metric = findMetric(name);
  if (metric?.formula.op !== 'measure' || isSnapshot(metric)) return false;
  return findMeasure(metric.formula.measure)?.aggregate === 'sum';
};

/** A number for the whole range; with its trend where the buckets add up to it. */
export function tile(panel: PanelOf<'tile'>): GrafanaPanel[] {
  const [metric] = panel.metrics;
  if (metric === undefined) return [];
  const spark = isAdditive(metric);
  return [
    grafanaPanelOf(panel, {
      visual: { kind: 'stat', spark, named: false },
      asks: [spark ? askOverTime(panel, [metric]) : askTotal(panel, [metric])],
      width: 4,
      height: 4,
    }),
  ];
}
