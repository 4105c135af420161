/** The few ways a panel is drawn. */
export type ChartKind =
  | 'tile'
  | 'line'
  | 'bars'
  | 'bullet'
  | 'mirrored'
  | 'ranked'
  | 'dots'
  | 'moved'
  | 'distribution'
  | 'leaderboard'
  | 'table'
  | 'calendar'
  | 'figure'
  | 'breakdown'
  | 'multiples'
  | 'stacked'
  | 'heatmap'
  | 'points'
  | 'stages'
  | 'paged'
  | 'phases'
  | 'flow'
  | 'versions'
  | 'surfaces'
  | 'seat-stack'
  | 'seat-ranking'
  | 'seat-unused'
  | 'seat-cycle'
  | 'seat-policies'
  | 'seat-table';

/** A number told about the values of a dimension: all together, how many, the best, the one that rose most, the share not told, the person in the middle. */
export type FigureKind = 'total' | 'number' | 'highest' | 'rise' | 'unknown' | 'phase_rise' | 'median';

/** One way to rank: bars show `part` in front of `whole`, rows go by `sort`, `aside` stands in the last column. */
export interface PanelMeasure {
  readonly label: string;
  readonly whole: string;
  readonly part: string;
  readonly aside: string;
  readonly sort: string;
}

/** What stands on a page: metrics by dimensions at the page's grain, drawn by one chart kind. */
export interface Panel {
  readonly id: string;
  readonly page: string;
  readonly title: string;
  /** One plain sentence of definition. */
  readonly says: string;
  readonly chart: ChartKind;
  readonly metrics: readonly string[];
  /** Dimensions besides time. */
  readonly by: readonly string[];
  /** Dimensions the numbers must be reported by without being grouped by them: the total of a breakdown. */
  readonly over?: readonly string[];
  /** True: one mark a day, week or month as the page's grain says. */
  readonly overTime: boolean;
  /** Asked so whatever the page's grain, for figures that GitHub gives by day, or over a window, and nothing can add up. */
  readonly grain?: 'day' | 'week' | 'month';
  /** Values of a dimension the panel is about, beside the page's filters. */
  readonly where?: { readonly dimension: string; readonly values: readonly string[] };
  /** Columns of twelve. */
  readonly span: 4 | 5 | 6 | 7 | 8 | 12;
  /** Drawn as reference marks beside `metrics`. */
  readonly beside?: readonly string[];
  /** A target drawn as a line, a ratio 0–1. */
  readonly target?: number;
  /** Other metrics the panel asks over time beside its own, for columns of their own. */
  readonly aside?: readonly string[];
  /** True: the numbers of the page drive this panel, though it shows several metrics by itself. */
  readonly leads?: boolean;
  /** True: metrics of history stand beside those of today they are nearest to, as series of their own that never join. */
  readonly seam?: true;
  /** Rows shown on a summary card. */
  readonly limit?: number;
  /** Other dimensions the card can switch to. */
  readonly alternatives?: readonly string[];
  /** What a figure tells. */
  readonly figure?: FigureKind;
  /** Ways to rank the card can switch between, the first by itself. */
  readonly measures?: readonly PanelMeasure[];
  /** Least denominator a rate needs to be ranked. */
  readonly minimum?: number;
}
