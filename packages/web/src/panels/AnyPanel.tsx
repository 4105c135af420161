import type { ChartKind } from '@flightdeck/catalog';
import { type ComponentType, lazy, Suspense } from 'react';
import { DotsPanel } from './DotsPanel.tsx';
import { MovedPanel } from './MovedPanel.tsx';
import type { PanelProps } from './panel-props.ts';
import { RankedPanel } from './RankedPanel.tsx';
import { TimePanel } from './TimePanel.tsx';

type Drawn<Kind extends ChartKind> = ComponentType<PanelProps<Kind>>;

/** What draws each kind; null: it stands in the card of numbers. What Overview does not show is loaded when it is first needed. */
const KINDS: { readonly [Kind in ChartKind]: Drawn<Kind> | null } = {
  tile: null,
  figure: null,
  line: TimePanel,
  points: TimePanel,
  bars: TimePanel,
  bullet: TimePanel,
  mirrored: TimePanel,
  ranked: RankedPanel,
  moved: MovedPanel,
  dots: DotsPanel,
  distribution: lazy(() => import('./DistributionPanel.tsx').then((all) => ({ default: all.DistributionPanel }))),
  leaderboard: lazy(() => import('./LeaderboardPanel.tsx').then((all) => ({ default: all.LeaderboardPanel }))),
  table: lazy(() => import('./PeopleTable.tsx').then((all) => ({ default: all.PeopleTable }))),
  breakdown: lazy(() => import('./BreakdownPanel.tsx')),
  multiples: lazy(() => import('./MultiplesPanel.tsx')),
  stacked: lazy(() => import('./StackedPanel.tsx')),
  heatmap: lazy(() => import('./HeatmapPanel.tsx')),
  flow: lazy(() => import('./FlowPanel.tsx')),
  paged: lazy(() => import('./PagedTable.tsx')),
  phases: lazy(() => import('./PhaseTable.tsx')),
  stages: lazy(() => import('./StagesPanel.tsx')),
  versions: lazy(() => import('./VersionsPanel.tsx')),
  surfaces: lazy(() => import('./SurfacesPanel.tsx')),
  'seat-stack': lazy(() => import('./SeatPanels.tsx').then((all) => ({ default: all.SeatStackPanel }))),
  'seat-ranking': lazy(() => import('./SeatPanels.tsx').then((all) => ({ default: all.SeatRankingPanel }))),
  'seat-unused': lazy(() => import('./SeatPanels.tsx').then((all) => ({ default: all.SeatUnusedPanel }))),
  'seat-cycle': lazy(() => import('./SeatPanels.tsx').then((all) => ({ default: all.SeatCyclePanel }))),
  'seat-policies': lazy(() => import('./SeatPanels.tsx').then((all) => ({ default: all.SeatPoliciesPanel }))),
  'seat-table': lazy(() => import('./SeatPanels.tsx').then((all) => ({ default: all.SeatTable }))),
};

/** Draws a panel of the catalogue by its kind. */
export function AnyPanel(props: PanelProps) {
  // A kind's own component takes the panels of that kind; TypeScript cannot follow the pair through the table.
  const Kind = KINDS[props.panel.chart] as Drawn<ChartKind> | null;
  return Kind ? (
    <Suspense>
      <Kind {...props} />
    </Suspense>
  ) : null;
}
