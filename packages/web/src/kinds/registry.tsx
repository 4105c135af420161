import type { ChartKind } from '@flightdeck/catalog';
import { type ComponentType, lazy, Suspense } from 'react';
import { DotsPanel } from './dots/draw.tsx';
import { MovedPanel } from './moved/draw.tsx';
import type { PanelProps } from './panel-props.ts';
import { RankedPanel } from './ranked/draw.tsx';
import { TimePanel } from './time/draw.tsx';

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
  distribution: lazy(() => import('./distribution/draw.tsx').then((all) => ({ default: all.DistributionPanel }))),
  leaderboard: lazy(() => import('./leaderboard/draw.tsx').then((all) => ({ default: all.LeaderboardPanel }))),
  table: lazy(() => import('./table/draw.tsx').then((all) => ({ default: all.PeopleTable }))),
  breakdown: lazy(() => import('./breakdown/draw.tsx')),
  multiples: lazy(() => import('./multiples/draw.tsx')),
  stacked: lazy(() => import('./stacked/draw.tsx')),
  heatmap: lazy(() => import('./heatmap/draw.tsx')),
  flow: lazy(() => import('./flow/draw.tsx')),
  paged: lazy(() => import('./paged/draw.tsx')),
  phases: lazy(() => import('./phases/draw.tsx')),
  stages: lazy(() => import('./stages/draw.tsx')),
  versions: lazy(() => import('./versions/draw.tsx')),
  surfaces: lazy(() => import('./surfaces/draw.tsx')),
  'seat-stack': lazy(() => import('./seats.ts').then((all) => ({ default: all.SeatStackPanel }))),
  'seat-ranking': lazy(() => import('./seats.ts').then((all) => ({ default: all.SeatRankingPanel }))),
  'seat-unused': lazy(() => import('./seats.ts').then((all) => ({ default: all.SeatUnusedPanel }))),
  'seat-cycle': lazy(() => import('./seats.ts').then((all) => ({ default: all.SeatCyclePanel }))),
  'seat-policies': lazy(() => import('./seats.ts').then((all) => ({ default: all.SeatPoliciesPanel }))),
  'seat-table': lazy(() => import('./seats.ts').then((all) => ({ default: all.SeatTable }))),
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
