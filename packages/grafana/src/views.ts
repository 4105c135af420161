import { ADOPTION_BANDS, findDimension, findMeasure, findMetric, isSnapshot, type Panel } from '@flightdeck/catalog';
import { askOverTime, askRows, askTotal, keepLargest, leavingOut, type Question } from './question.ts';
import type { View, Visual } from './view.ts';

/** Series of one chart; more cannot be told apart. */
const MOST_SERIES = 8;
/** Bars of a ranking, and rows of a heatmap. */
const MOST_BARS = 12;
/** Rows of a table of people, which Grafana pages by itself. */
const MOST_ROWS = 10_000;

const labelOf = (name: string): string => findMetric(name)?.label ?? findDimension(name)?.label ?? name;

/** True for a number whose buckets of time add up to the whole range. */
const isAdditive = (name: string): boolean => {
  const metric = findMetric(name);
  if (metric?.formula.op !== 'measure' || isSnapshot(metric)) return false;
  return findMeasure(metric.formula.measure)?.aggregate === 'sum';
};

/** Where a page of the catalogue stands in Flightdeck. */
export const pathOf = (page: string): string =>
  page === 'overview' ? '/' : page === 'repositories' ? '/pull-requests' : `/${page}`;

interface Shape {
  readonly visual: Visual;
  readonly asks: readonly Question[];
  readonly title?: string;
  readonly id?: string;
  readonly width?: number;
  readonly height?: number;
}

const viewOf = (panel: Panel, { visual, asks, title, id, width, height }: Shape): View => ({
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

const over = (draw: 'line' | 'bars' | 'points', more: Partial<Extract<Visual, { kind: 'time' }>> = {}): Visual => ({
  kind: 'time',
  draw,
  stacked: false,
  mirrored: false,
  target: null,
  ...more,
});

/** The views of a panel of the catalogue; none for a kind Grafana has no true picture of. */
export function viewsOf(panel: Panel): readonly View[] {
  const [metric = ''] = panel.metrics;
  const view = (shape: Shape): View => viewOf(panel, shape);
  const stacked = over('bars', { stacked: true });
  switch (panel.chart) {
    case 'tile':
      return [tile(panel, metric)];
    case 'figure':
      return figure(panel, metric);
    case 'line': {
      const visual = over('line', { target: panel.target ?? null });
      return [view({ visual, asks: [askOverTime(panel, panel.metrics)] })];
    }
    case 'bars':
    case 'bullet':
      return [view({ visual: over('bars'), asks: [askOverTime(panel, barsOf(panel))] })];
    case 'mirrored':
      return [view({ visual: over('bars', { mirrored: true }), asks: [askOverTime(panel, panel.metrics)] })];
    case 'points':
      return [view({ visual: over('points'), asks: [askOverTime(panel, panel.metrics)] })];
    case 'seat-stack':
      return [view({ visual: stacked, asks: [askOverTime(panel, panel.metrics.slice(0, 3))] })];
    case 'seat-cycle':
      return [view({ visual: over('bars'), asks: [askOverTime(panel, [metric])] })];
    case 'stacked':
      return [view({ visual: stacked, asks: [largestOf(panel, metric)] })];
    case 'multiples':
      return [view({ visual: over('line'), asks: [leavingOut(largestOf(panel, metric), false)] })];
    case 'ranked':
      return ranked(panel);
    case 'dots':
      return dots(panel);
    case 'leaderboard':
      return [adoptionOfPeople(panel)];
    case 'distribution':
      return [adoptionByBand(panel)];
    case 'heatmap':
      return panel.metrics.map((name) => heatmap(panel, name));
    case 'breakdown':
    case 'table':
    case 'paged':
    case 'phases':
    case 'versions':
    case 'surfaces':
    case 'stages':
    case 'seat-ranking':
    case 'seat-unused':
    case 'seat-policies':
    case 'seat-table':
      return [table(panel)];
    // A change between two periods and a flow between two ends need a comparison, which Grafana has no picture of.
    case 'moved':
    case 'flow':
    case 'calendar':
      return [];
  }
}

/** A number of the whole range; with its course where the parts add up to it. */
function tile(panel: Panel, metric: string): View {
  const spark = isAdditive(metric);
  return viewOf(panel, {
    visual: { kind: 'stat', spark, named: false },
    asks: [spark ? askOverTime(panel, [metric]) : askTotal(panel, [metric])],
    width: 4,
    height: 4,
  });
}

function figure(panel: Panel, metric: string): View[] {
  const named = leavingOut(askRows(panel, [metric]), true);
  const stat = (asks: readonly Question[], isNamed: boolean): View =>
    viewOf(panel, { visual: { kind: 'stat', spark: false, named: isNamed }, asks, width: 4, height: 4 });
  if (panel.figure === 'number') return [stat([{ ...named, answer: 'count' }], false)];
  if (panel.figure !== 'highest') return [];
  const { minimum = 0 } = panel;
  const under = keepLargest(named, 1).top?.metric ?? metric;
  const highest: Question = {
    ...named,
    metrics: [metric, under],
    shown: [metric],
    having: { metric: under, atLeast: minimum, below: null },
    order: { key: metric, descending: true },
    limit: 1,
  };
  return [stat([highest], true)];
}

/** What a panel of bars draws: its metrics, those of its first measure where it has several, and its reference. */
function barsOf({ metrics, measures, beside }: Panel): readonly string[] {
  const [measure] = measures ?? [];
  return [...new Set([...(measure ? [measure.whole, measure.part] : metrics), ...(beside ?? [])])];
}

const largestOf = (panel: Panel, metric: string): Question => {
  const question = askOverTime(panel, [metric]);
  return panel.where || panel.by[0]?.startsWith('phase') ? question : keepLargest(question, panel.limit ?? MOST_SERIES);
};

/** One ranking for each way to rank. */
function ranked(panel: Panel): View[] {
  const [whole = '', part = whole, aside = ''] = panel.metrics;
  const measures = panel.measures ?? [{ label: '', whole, part, aside, sort: part }];
  return measures.map((measure, index) =>
    viewOf(panel, {
      visual: { kind: 'bars', target: null },
      asks: [
        leavingOut(
          {
            ...askRows(panel, [...new Set([measure.part, measure.whole])]),
            order: { key: measure.sort, descending: true },
            limit: panel.limit ?? MOST_BARS,
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

/** Rates of the values with enough volume, one chart for each way to count. */
function dots(panel: Panel): View[] {
  const rates = panel.measures
    ? panel.measures.map(({ label, aside, whole }) => ({ label, rate: aside, under: whole }))
    : [{ label: '', rate: panel.metrics[1] ?? '', under: panel.metrics[0] ?? '' }];
  return rates.map(({ label, rate, under }, index) =>
    viewOf(panel, {
      visual: { kind: 'bars', target: panel.target ?? null },
      asks: [
        leavingOut(
          {
            ...askRows(panel, [rate]),
            metrics: [rate, under],
            shown: [rate],
            having: panel.minimum === undefined ? null : { metric: under, atLeast: panel.minimum, below: null },
            order: { key: rate, descending: true },
            limit: panel.limit ?? MOST_BARS,
          },
          false,
        ),
      ],
      ...(rates.length > 1 ? { title: `${panel.title}, by ${label.toLowerCase()}` } : {}),
      ...(index > 0 ? { id: label.toLowerCase() } : {}),
    }),
  );
}

function adoptionOfPeople(panel: Panel): View {
  return viewOf(panel, {
    visual: { kind: 'adoption', of: 'people' },
    asks: [
      {
        ...askRows(panel, ['adoption_score']),
        order: { key: 'adoption_score', descending: true },
        limit: panel.limit ?? MOST_BARS,
      },
    ],
    height: 10,
  });
}

/** How many people lie in each band; the last band has both its ends. */
function adoptionByBand(panel: Panel): View {
  return viewOf(panel, {
    visual: { kind: 'adoption', of: 'bands' },
    asks: ADOPTION_BANDS.map(({ from }, index) => ({
      ...askRows(panel, ['adoption_score']),
      refId: String.fromCharCode(65 + index),
      having: { metric: 'adoption_score', atLeast: from, below: ADOPTION_BANDS[index + 1]?.from ?? null },
      answer: 'count',
    })),
    height: 10,
  });
}

function heatmap(panel: Panel, metric: string): View {
  const question = askOverTime(panel, [metric]);
  return viewOf(panel, {
    id: metric.replaceAll('_', '-'),
    title: `${panel.title}${panel.metrics.length > 1 ? `: ${labelOf(metric).toLowerCase()}` : ''}`,
    visual: { kind: 'heatmap' },
    asks: [leavingOut(keepLargest(question, panel.limit ?? MOST_BARS), false)],
    width: 12,
    height: 12,
  });
}

/** Everything a panel tells of a row; the first metric orders it. */
function table(panel: Panel): View {
  const { metrics, chart, minimum } = panel;
  const volume = metrics.find((name) => name.endsWith('generated'));
  const key = (chart === 'breakdown' ? volume : chart === 'seat-ranking' ? 'seat_idle_days' : null) ?? metrics[0] ?? '';
  return viewOf(panel, {
    visual: { kind: 'table' },
    asks: [
      {
        ...askRows(panel, metrics),
        order: { key, descending: true },
        limit: panel.limit ?? MOST_ROWS,
        having:
          chart === 'seat-ranking' && minimum !== undefined ? { metric: key, atLeast: minimum, below: null } : null,
      },
    ],
    height: 10,
  });
}
