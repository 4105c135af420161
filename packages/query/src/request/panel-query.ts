import { findMetric, grainOf, type MetricName, overOf, type Panel, partsOf, WHOLES } from '@flightdeck/catalog';
import type { Grain, MetricQueryInput } from './metric-query.ts';

/** What a reader asks of every panel of a page at once. */
export interface Asked {
  readonly range: MetricQueryInput['range'];
  readonly grain: Grain;
  readonly compare: 'previous' | 'year' | null;
  readonly where: NonNullable<MetricQueryInput['where']>;
}

/** A panel as the reader has set it: a dimension chosen on the card, a metric chosen by a tile. */
export interface PanelChoice {
  /** One of the panel's alternatives, or null for what it shows by itself. */
  readonly by: string | null;
  /** Drives the main chart instead of the panel's own metrics. */
  readonly metric: string | null;
}

/** GitHub's own number of active people that fits the grain. */
const REPORTED_BY_GRAIN: Readonly<Record<Grain, MetricName>> = {
  day: 'github_daily_active_users',
  week: 'github_weekly_active_users',
  month: 'github_monthly_active_users',
};

/** The reference metric beside a panel's own, in the page's grain. */
export function besideOf(panel: Panel, grain: Grain): MetricName | undefined {
  const beside = panel.chart === 'bars' ? panel.beside : undefined;
  return beside === 'github_daily_active_users' ? REPORTED_BY_GRAIN[grain] : beside;
}

/** The metrics a panel draws, the chosen one first. */
export const metricsOf = (panel: Panel, choice: PanelChoice): readonly string[] =>
  choice.metric === null ? panel.metrics : [choice.metric];

/** The panel the tiles of a page drive: the one that leads, else the first one over time with a single metric. */
export function drivenPanel(panels: readonly Panel[]): Panel | undefined {
  return panels.find(
    (panel) =>
      (panel.chart === 'bullet' && panel.leads) ||
      (panel.overTime && panel.chart !== 'tile' && panel.chart !== 'stacked' && panel.metrics.length === 1),
  );
}

/** A rate needs its numerator and denominator beside it, a count of people the whole it is part of. */
function withParts(metrics: readonly string[]): string[] {
  const all = metrics.flatMap((name) => {
    const metric = findMetric(name);
    const parts = metric ? partsOf(metric) : null;
    const aside = metric ? WHOLES[metric.name]?.metric : undefined;
    return [name, ...(parts ? [parts.over, parts.under] : []), ...(aside ? [aside] : [])];
  });
  return [...new Set(all)];
}

/** The dimensions a panel groups by besides time. */
export function dimensionsOf(panel: Panel, choice: PanelChoice): readonly string[] {
  return choice.by === null ? panel.by : [choice.by];
}

/** Kinds that show a change whatever they are grouped by. */
const COMPARED: ReadonlySet<Panel['chart']> = new Set(['tile', 'moved', 'dots', 'figure', 'breakdown', 'heatmap']);
/** Kinds that never show one: points of single days, parts of a whole, and people on their way. */
const ALONE: ReadonlySet<Panel['chart']> = new Set(['points', 'stages', 'flow', 'stacked']);

/** True for a panel that shows a change: its kind does, it is said of the panel, or it has one series over time. */
function isCompared(panel: Panel, by: readonly string[]): boolean {
  if (ALONE.has(panel.chart)) return false;
  if (panel.chart === 'line' && panel.seam) return false;
  if (panel.chart === 'figure' && panel.figure === 'phase_rise') return false;
  if (panel.chart === 'ranked' && panel.compared) return true;
  return COMPARED.has(panel.chart) || (panel.overTime && by.length === 0);
}

/** The question a panel asks; its answer is all the panel needs. */
export function panelQuery(panel: Panel, asked: Asked, choice: PanelChoice): MetricQueryInput {
  const by = dimensionsOf(panel, choice);
  const grain = grainOf(panel) ?? asked.grain;
  const beside = besideOf(panel, grain);
  const over = overOf(panel);
  return {
    metrics: withParts([...metricsOf(panel, choice), ...(beside ? [beside] : [])]),
    by: panel.overTime ? [grain, ...by] : [...by],
    ...(over.length > 0 ? { over: [...over] } : {}),
    range: asked.range,
    where: panel.where
      ? [...asked.where, { dimension: panel.where.dimension, values: [...panel.where.values] }]
      : asked.where,
    compare: isCompared(panel, by) ? asked.compare : null,
    total: true,
  };
}

/**
 * The questions a panel asks: its own first, then for a heatmap the same over the whole range, for the ends of its rows,
 * and for a panel with metrics aside those over time.
 */
export function panelQueries(panel: Panel, asked: Asked, choice: PanelChoice): readonly MetricQueryInput[] {
  const own = panelQuery(panel, asked, choice);
  if (panel.chart === 'heatmap') return [own, { ...own, by: [...dimensionsOf(panel, choice)], compare: null }];
  if (panel.chart === 'surfaces')
    return [own, { ...own, metrics: [...panel.aside], by: [asked.grain], compare: asked.compare }];
  return [own];
}
