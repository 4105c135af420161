import type { MetricName } from '../../names.ts';

/** A dashboard of the "Copilot Usage Advanced Dashboard": the newer one, and the one called Original. */
export type AskedForDashboard = 'Copilot Usage Advanced Dashboard' | 'Copilot Usage Advanced Dashboard Original';

/** A panel of the asked-for system, and what shows the same here. */
export interface AskedForPanel {
  readonly dashboard: AskedForDashboard;
  /** Row of the dashboard it stands in. */
  readonly row: string;
  /** Its title there. */
  readonly title: string;
  /** Panels here by id; none where nothing shows it. */
  readonly panels: readonly string[];
  /** What to ask for to get its number. */
  readonly metrics: readonly MetricName[];
  /** How ours differs, or why no panel shows it, in a sentence. */
  readonly note?: string;
}

/** A panel as the lists have it. */
export type Row = readonly [title: string, panels: readonly string[], metrics: readonly MetricName[], note?: string];

/** The panels of a row of a dashboard. */
export const of = (dashboard: AskedForDashboard, row: string, panels: readonly Row[]): AskedForPanel[] =>
  panels.map(([title, ids, metrics, note]) => ({
    dashboard,
    row,
    title,
    panels: ids,
    metrics,
    ...(note === undefined ? {} : { note }),
  }));
