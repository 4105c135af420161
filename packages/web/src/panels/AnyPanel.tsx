import type { ChartKind } from '@flightdeck/catalog';
import { type ComponentType, lazy, Suspense } from 'react';
import { DotsPanel } from './DotsPanel.tsx';
import { MovedPanel } from './MovedPanel.tsx';
import type { PanelProps } from './panel-props.ts';
import { RankedPanel } from './RankedPanel.tsx';
import { TimePanel } from './TimePanel.tsx';

type Drawn = ComponentType<PanelProps>;

const SeatPanel: Drawn = lazy(() => import('./SeatPanels.tsx'));

/** What draws each kind; null: it has a place of its own. What Overview does not show is loaded when it is first needed. */
const KINDS: Readonly<Record<ChartKind, Drawn | null>> = {
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
  flow: lazy(() => import('./FlowPanel.tsx')),
  paged: lazy(() => import('./PagedTable.tsx')),
  phases: lazy(() => import('./PhaseTable.tsx')),
  stages: lazy(() => import('./StagesPanel.tsx')),
  'seat-stack': SeatPanel,
  'seat-ranking': SeatPanel,
  'seat-unused': SeatPanel,
  'seat-cycle': SeatPanel,
  'seat-policies': SeatPanel,
  'seat-table': SeatPanel,
  versions: lazy(() => import('./VersionsPanel.tsx')),
  heatmap: lazy(() => import('./HeatmapPanel.tsx')),
  surfaces: lazy(() => import('./SurfacesPanel.tsx')),
  stacked: lazy(() => import('./StackedPanel.tsx')),
  tile: null,
  figure: null,
  calendar: null,
};

/** Draws a panel of the catalogue by its chart kind. */
export function AnyPanel(props: PanelProps) {
  const Kind = KINDS[props.panel.chart];
  return Kind ? (
    <Suspense>
      <Kind {...props} />
    </Suspense>
  ) : null;
}
