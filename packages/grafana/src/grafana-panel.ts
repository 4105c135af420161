import type { Panel } from '@flightdeck/catalog';
import type { Ask } from './question.ts';

/** How Grafana draws a panel. */
export type Visual =
  /** One number; a rate or a count. */
  | { readonly kind: 'stat'; readonly spark: boolean; readonly named: boolean }
  /** Lines, bars or points over time. `mirrored`: the second metric below the axis. */
  | {
      readonly kind: 'time';
      readonly draw: 'line' | 'bars' | 'points';
      readonly stacked: boolean;
      readonly mirrored: boolean;
      readonly target: number | null;
    }
  /** Bars of the values of a dimension. */
  | { readonly kind: 'bars'; readonly target: number | null }
  /** Adoption of people against the bands: one bar a person, or one a band. */
  | { readonly kind: 'adoption'; readonly of: 'people' | 'bands' }
  /** Time against values of a dimension. */
  | { readonly kind: 'heatmap' }
  | { readonly kind: 'table' };

/** One panel of a dashboard, before any data source: derived from a panel of the catalogue. */
export interface GrafanaPanel {
  /** Unique in a dashboard; Grafana's panel id is made from its place. */
  readonly id: string;
  readonly title: string;
  readonly says: string;
  /** What it shows, as the catalogue has it; null for panels about the ledger. */
  readonly panel: Panel | null;
  /** Path of the page of Flightdeck with more detail. */
  readonly path: string;
  readonly visual: Visual;
  readonly asks: readonly Ask[];
  /** Columns of 24 and rows of Grafana's grid. */
  readonly width: number;
  readonly height: number;
}

/** Grafana panels under a heading. */
export interface Section {
  readonly title: string;
  readonly grafanaPanels: readonly GrafanaPanel[];
}

/** A dashboard, before any data source. */
export interface Board {
  /** Fixed, so that links and upgrades find it. */
  readonly uid: string;
  readonly title: string;
  readonly says: string;
  readonly sections: readonly Section[];
}
