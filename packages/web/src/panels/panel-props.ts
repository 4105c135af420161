import type { Panel } from '@flightdeck/catalog';
import type { PanelChoice } from '@flightdeck/query';
import type { Loaded } from '../data/hooks.ts';

/** What every chart kind is given. */
export interface PanelProps {
  readonly panel: Panel;
  readonly loaded: Loaded;
  /** For a heatmap, the same over the whole range; for surfaces, their people over time. */
  readonly whole?: Loaded | undefined;
  readonly choice: PanelChoice;
  readonly large?: boolean;
}
