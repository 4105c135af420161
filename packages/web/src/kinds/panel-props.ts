import type { ChartKind, PanelOf } from '@flightdeck/catalog';
import type { PanelChoice } from '@flightdeck/query';
import type { Loaded } from '../data/hooks.ts';

/** What every kind is given to draw a panel of it. */
export interface PanelProps<Kind extends ChartKind = ChartKind> {
  readonly panel: PanelOf<Kind>;
  readonly loaded: Loaded;
  /** For a heatmap, the same over the whole range; for surfaces, their people over time. */
  readonly whole?: Loaded | undefined;
  readonly choice: PanelChoice;
  readonly large?: boolean;
}
