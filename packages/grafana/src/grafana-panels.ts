import type { ChartKind, Panel, PanelOf } from '@flightdeck/catalog';
import type { GrafanaPanel } from './grafana-panel.ts';
import { bars } from './kinds/bars.ts';
import { bullet } from './kinds/bullet.ts';
import { distribution } from './kinds/distribution.ts';
import { dots } from './kinds/dots.ts';
import { figure } from './kinds/figure.ts';
import { heatmap } from './kinds/heatmap.ts';
import { leaderboard } from './kinds/leaderboard.ts';
import { line } from './kinds/line.ts';
import { mirrored } from './kinds/mirrored.ts';
import { multiples } from './kinds/multiples.ts';
import { points } from './kinds/points.ts';
import { ranked } from './kinds/ranked.ts';
import { seatCycle } from './kinds/seat-cycle.ts';
import { seatRanking, seatUnused } from './kinds/seat-lists.ts';
import { seatStack } from './kinds/seat-stack.ts';
import { stacked } from './kinds/stacked.ts';
import { table } from './kinds/table.ts';
import { tile } from './kinds/tile.ts';

type GrafanaPanelsOf<Kind extends ChartKind> = (panel: PanelOf<Kind>) => readonly GrafanaPanel[];

/** A change between two periods and a flow between two ends need a comparison, for which Grafana has no panel. */
const none = (): readonly GrafanaPanel[] => [];
const rows = (panel: Panel): readonly GrafanaPanel[] => table(panel);

/** How Grafana shows each kind of panel. */
const KINDS: { readonly [Kind in ChartKind]: GrafanaPanelsOf<Kind> } = {
  tile,
  figure,
  line,
  bars,
  bullet,
  mirrored,
  points,
  stacked,
  multiples,
  heatmap,
  ranked,
  dots,
  moved: none,
  distribution,
  leaderboard,
  table: rows,
  breakdown: (panel) => table(panel, panel.whole),
  paged: rows,
  stages: rows,
  phases: rows,
  flow: none,
  versions: rows,
  surfaces: rows,
  'seat-stack': seatStack,
  'seat-ranking': seatRanking,
  'seat-unused': seatUnused,
  'seat-cycle': seatCycle,
  'seat-policies': rows,
  'seat-table': rows,
};

/** The Grafana panels of a panel of the catalogue; none for a kind Grafana cannot draw correctly. */
export function grafanaPanelsOf(panel: Panel): readonly GrafanaPanel[] {
  // A kind's own function takes the panels of that kind; TypeScript cannot follow the pair through the table.
  return (KINDS[panel.chart] as GrafanaPanelsOf<ChartKind>)(panel);
}
