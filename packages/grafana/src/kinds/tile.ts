import { findMeasure, findMetric, isSnapshot, type PanelOf } from '@flightdeck/catalog';
import { askOverTime, askTotal } from '../question.ts';
import { viewOf } from '../shape.ts';
import type { View } from '../view.ts';

/** True for a number whose time buckets add up to the whole range. */
const isAdditive = (name: string): boolean => {
  const metric = findMetric(name);
  if (metric?.formula.op !== 'measure' || isSnapshot(metric)) return false;
  return findMeasure(metric.formula.measure)?.aggregate === 'sum';
};

/** A number for the whole range; with its trend where the buckets add up to it. */
export function tile(panel: PanelOf<'tile'>): View[] {
  const [metric = ''] = panel.metrics;
  const spark = isAdditive(metric);
  return [
    viewOf(panel, {
      visual: { kind: 'stat', spark, named: false },
      asks: [spark ? askOverTime(panel, [metric]) : askTotal(panel, [metric])],
      width: 4,
      height: 4,
    }),
  ];
}
