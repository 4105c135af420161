import { findMetric, type MetricName, type Panel } from '@flightdeck/catalog';
import type { GrafanaPanel, Visual } from './grafana-panel.ts';
import type { Question } from './question.ts';

/** Series in one chart; more cannot be distinguished. */
export const MOST_SERIES = 8;
/** Bars of a ranking, and rows of a heatmap. */
export const MOST_BARS = 12;

/** Where a page of the catalogue stands in Flightdeck. */
const pathOf = (page: string): string =>
  page === 'overview' ? '/' : page === 'repositories' ? '/pull-requests' : `/${page}`;

interface Shape {
  readonly visual: Visual;
  readonly asks: readonly Question[];
  readonly title?: string;
  readonly id?: string;
  readonly width?: number;
  readonly height?: number;
}

/** A Grafana panel of a panel; what the shape leaves open is as the panel has it. */
export const grafanaPanelOf = (panel: Panel, { visual, asks, title, id, width, height }: Shape): GrafanaPanel => ({
  id: id ? `${panel.id}-${id}` : panel.id,
  title: title ?? panel.title,
  says: panel.says,
  panel,
  path: pathOf(panel.page),
  visual,
  asks,
  width: width ?? panel.span * 2,
  height: height ?? 8,
});

/** The score among a panel's metrics. @throws Error for a panel without one, which is our bug. */
export function scoreOf({ id, metrics }: Panel): MetricName {
  const score = metrics.find((name) => findMetric(name)?.unit === 'score');
  if (!score) throw new Error(`${id} has no score`);
  return score;
}

/** Lines, bars or points over time. */
export const overTime = (
  draw: 'line' | 'bars' | 'points',
  more: Partial<Extract<Visual, { kind: 'time' }>> = {},
): Visual => ({
  kind: 'time',
  draw,
  stacked: false,
  mirrored: false,
  target: null,
  ...more,
});
