import type { ChartKind, Panel } from '@flightdeck/catalog';
import { lazy, type ReactNode, Suspense } from 'react';
import { Coming } from '../ui/Coming.tsx';
import { MovedPanel } from './moved/draw.tsx';
import type { PanelProps } from './panel-props.ts';
import { RankedPanel } from './ranked/draw.tsx';
import { TimePanel } from './time/draw.tsx';

interface Entry<Props> {
  /** Null: it stands in the card of numbers. */
  readonly draw: ((props: Props) => ReactNode) | null;
  /** True for lists that ask for themselves, because they sort, search or page. */
  readonly asksItself: boolean;
}

const inTiles = { draw: null, asksItself: false };
const withPage = <Props,>(draw: (props: Props) => ReactNode): Entry<Props> => ({ draw, asksItself: false });
const byItself = <Props,>(draw: (props: Props) => ReactNode): Entry<Props> => ({ draw, asksItself: true });

/** Every kind of panel: one line each. What Overview of one organization does not show is loaded when it is first needed. */
const KINDS: { readonly [Kind in ChartKind]: Entry<PanelProps<Kind>> } = {
  tile: inTiles,
  figure: inTiles,
  line: withPage(TimePanel),
  points: withPage(TimePanel),
  bars: withPage(TimePanel),
  bullet: withPage(TimePanel),
  mirrored: withPage(TimePanel),
  ranked: withPage(RankedPanel),
  moved: withPage(MovedPanel),
  dots: withPage(lazy(() => import('./dots/draw.tsx'))),
  distribution: withPage(lazy(() => import('./distribution/draw.tsx'))),
  leaderboard: withPage(lazy(() => import('./leaderboard/draw.tsx'))),
  table: byItself(lazy(() => import('./table/draw.tsx'))),
  breakdown: withPage(lazy(() => import('./breakdown/draw.tsx'))),
  multiples: withPage(lazy(() => import('./multiples/draw.tsx'))),
  stacked: withPage(lazy(() => import('./stacked/draw.tsx'))),
  heatmap: withPage(lazy(() => import('./heatmap/draw.tsx'))),
  flow: withPage(lazy(() => import('./flow/draw.tsx'))),
  paged: byItself(lazy(() => import('./paged/draw.tsx'))),
  phases: withPage(lazy(() => import('./phases/draw.tsx'))),
  stages: withPage(lazy(() => import('./stages/draw.tsx'))),
  versions: withPage(lazy(() => import('./versions/draw.tsx'))),
  surfaces: withPage(lazy(() => import('./surfaces/draw.tsx'))),
  'seat-stack': withPage(lazy(() => import('./seats.ts').then((all) => ({ default: all.SeatStackPanel })))),
  'seat-ranking': byItself(lazy(() => import('./seats.ts').then((all) => ({ default: all.SeatRankingPanel })))),
  'seat-unused': byItself(lazy(() => import('./seats.ts').then((all) => ({ default: all.SeatUnusedPanel })))),
  'seat-cycle': withPage(lazy(() => import('./seats.ts').then((all) => ({ default: all.SeatCyclePanel })))),
  'seat-policies': byItself(lazy(() => import('./seats.ts').then((all) => ({ default: all.SeatPoliciesPanel })))),
  'seat-table': byItself(lazy(() => import('./seats.ts').then((all) => ({ default: all.SeatTable })))),
};

/** True for lists that ask for themselves. */
export const asksItself = ({ chart }: Panel): boolean => KINDS[chart].asksItself;

/** Draws a panel of the catalogue by its kind. */
export function AnyPanel(props: PanelProps) {
  // A kind's own component takes the panels of that kind; TypeScript cannot follow the pair through the table.
  const Kind = KINDS[props.panel.chart].draw as Entry<PanelProps>['draw'];
  return Kind ? (
    <Suspense fallback={<Coming />}>
      <Kind {...props} />
    </Suspense>
  ) : null;
}
