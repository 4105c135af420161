import type { Metric } from '../metrics/metric.ts';
import { findMetric } from '../metrics/metrics.ts';
import type { DimensionName, MetricName } from '../names.ts';
import { REPORTS } from '../reports/report.ts';

/** What every panel has, whatever its kind. */
interface Common {
  readonly id: string;
  readonly page: string;
  readonly title: string;
  /** One plain sentence of definition. */
  readonly says: string;
  /** Everything the panel asks for; a kind's own members say which of them means what. */
  readonly metrics: readonly MetricName[];
  /** Dimensions besides time. */
  readonly by: readonly DimensionName[];
  /** Values of a dimension the panel is about, beside the page's filters. */
  readonly where?: { readonly dimension: DimensionName; readonly values: readonly string[] };
  /** Columns of twelve. */
  readonly span: 4 | 5 | 6 | 7 | 8 | 12;
}

/** A kind with one mark a day, week or month as the page's grain says. */
type OverTime<Kind extends string, Own = unknown> = Common & {
  readonly chart: Kind;
  readonly overTime: true;
  /** Fixed grain, whatever the page's, for figures GitHub gives by day or over a window, which cannot be added up. */
  readonly grain?: 'day' | 'week' | 'month';
} & Own;

/** A kind that shows the range as a whole. */
type AtOnce<Kind extends string, Own = unknown> = Common & { readonly chart: Kind; readonly overTime: false } & Own;

/** One or more. */
type Some<Item> = readonly [Item, ...Item[]];

/** One way to compare a part with its whole: the part is drawn in front. */
export interface PartOfWhole {
  /** Names it on the card's switch; empty where it is the only one. */
  readonly label: string;
  readonly whole: MetricName;
  readonly part: MetricName;
}

/** One way to rank: bars show `part` in front of `whole`, rows go by `sort`, `aside` is in the last column. */
export interface Ranking extends PartOfWhole {
  readonly aside: MetricName | null;
  readonly sort: MetricName;
}

/** One rate as dots, and what it is a rate of. */
export interface DottedRate {
  readonly label: string;
  readonly rate: MetricName;
  readonly under: MetricName;
  /** A target drawn as a line, a ratio 0–1. */
  readonly target?: number;
}

/** Headline statistic over a dimension; `minimum`: least outputs a value needs to count. */
type Figure =
  | { readonly figure: 'number' | 'highest' | 'rise' | 'unknown'; readonly minimum: number }
  | { readonly figure: 'phase_rise' | 'median' };

/** Reads a list of rows from the top. */
interface Limited {
  /** Rows shown on the card. */
  readonly limit: number;
}

interface Switched {
  /** Other dimensions the card can switch to. */
  readonly alternatives?: readonly DimensionName[];
}

/** A panel of a page: metrics by dimensions at the page's grain, drawn by one kind, with the members of that kind. */
export type Panel =
  /** A number with its trend and change; `over`: dimensions it must be reported by, like the total of a breakdown. */
  | OverTime<'tile', { readonly over?: readonly DimensionName[] }>
  | AtOnce<'figure', Figure>
  /** `seam`: metrics of history beside the current ones they are closest to, as series that never join. */
  | OverTime<'line', Switched & { readonly target?: number; readonly seam?: true }>
  /** `beside`: drawn as a reference mark beside `metrics`. */
  | OverTime<'bars', { readonly beside?: MetricName }>
  /** `leads`: the numbers of the page drive it. */
  | OverTime<'bullet', { readonly measures: Some<PartOfWhole>; readonly leads?: true }>
  /** The first metric above the axis, the second below. */
  | OverTime<'mirrored'>
  | OverTime<'points'>
  /** `measures`: metrics the card switches between; `few`: the values are few, so each is drawn. */
  | OverTime<
      'stacked',
      { readonly measures?: Some<{ readonly label: string; readonly metric: MetricName }>; readonly few?: true }
    >
  | OverTime<'multiples', Limited>
  /** `people`: it counts people by the metric GitHub reports by each dimension. */
  | OverTime<'heatmap', Limited & Switched & { readonly people?: true }>
  /** `compared`: shows the period before. */
  | AtOnce<'ranked', Limited & Switched & { readonly measures: Some<Ranking>; readonly compared?: true }>
  /** `minimum`: least denominator a rate needs to be shown. */
  | AtOnce<'dots', { readonly measures: Some<DottedRate>; readonly minimum?: number; readonly limit?: number }>
  /** Points of the rate `part` ÷ `whole` that each value moved. */
  | AtOnce<'moved', { readonly whole: MetricName; readonly part: MetricName }>
  /** `score` is shown against the adoption bands. */
  | AtOnce<'distribution'>
  | AtOnce<'leaderboard', Limited>
  | AtOnce<'table'>
  /** Every value of a dimension: its people, what was suggested (`whole`) and accepted (`part`), at which `rate`. */
  | AtOnce<
      'breakdown',
      { readonly people: MetricName; readonly whole: MetricName; readonly part: MetricName; readonly rate: MetricName }
    >
  | AtOnce<'paged'>
  | AtOnce<'stages'>
  | AtOnce<'phases'>
  | AtOnce<'flow'>
  | AtOnce<'versions'>
  /** `aside`: metrics asked over time for columns of their own. */
  | AtOnce<'surfaces', { readonly aside: readonly MetricName[] }>
  /** `states`: parts of all seats, from the axis up. */
  | OverTime<'seat-stack', { readonly states: readonly MetricName[] }>
  /** `sort`: days a seat is ranked by; `minimum`: least of them. */
  | AtOnce<'seat-ranking', { readonly limit?: number; readonly sort: MetricName; readonly minimum?: number }>
  | AtOnce<'seat-unused', { readonly limit?: number; readonly where: NonNullable<Common['where']> }>
  /** `main` over time; the other metrics are counts of the billing cycle. */
  | OverTime<'seat-cycle', { readonly main: MetricName }>
  | AtOnce<'seat-policies'>
  | AtOnce<'seat-table'>;

/** Panel kinds: what each asks and draws. */
export type ChartKind = Panel['chart'];

/** The panels of one kind, or of several. */
export type PanelOf<Kind extends ChartKind> = Extract<Panel, { readonly chart: Kind }>;

/** All metrics a panel draws: its own and the reference beside them. */
export function metricsDrawn(panel: Panel): readonly MetricName[] {
  return panel.chart === 'bars' && panel.beside !== undefined ? [...panel.metrics, panel.beside] : panel.metrics;
}

/** Other dimensions a card can switch to; empty for most kinds. */
export function alternativesOf(panel: Panel): readonly DimensionName[] {
  return ('alternatives' in panel ? panel.alternatives : undefined) ?? [];
}

/** Dimensions a panel's numbers must be reported by without being grouped by them; empty for most kinds. */
export function overOf(panel: Panel): readonly DimensionName[] {
  return (panel.chart === 'tile' ? panel.over : undefined) ?? [];
}

/** The panel's own grain; undefined where it follows the page. */
export function grainOf(panel: Panel): 'day' | 'week' | 'month' | undefined {
  return panel.overTime ? panel.grain : undefined;
}

/** True for a metric of GitHub's older APIs, which only imported history has. */
export function isOfOlderApi({ source: [first] }: Metric): boolean {
  return first !== undefined && REPORTS[first.report].origin === 'older API';
}

/** True for panels of imported history, alone or beside what is reported today. */
export function isOfHistory(panel: Panel): boolean {
  const metrics = panel.metrics.flatMap((name) => findMetric(name) ?? []);
  return (panel.chart === 'line' && panel.seam === true) || metrics.every(isOfOlderApi);
}
