import type { Panel } from '@flightdeck/catalog';
import type { PanelChoice } from '@flightdeck/query';
import { lazy, Suspense } from 'react';
import type { Loaded } from '../data/hooks.ts';
import { DistributionPanel, LeaderboardPanel } from './AdoptionPanels.tsx';
import { DotsPanel } from './DotsPanel.tsx';
import { MovedPanel } from './MovedPanel.tsx';
import { PeopleTable } from './PeopleTable.tsx';
import { RankedPanel } from './RankedPanel.tsx';
import { TimePanel } from './TimePanel.tsx';

const BreakdownPanel = lazy(() => import('./BreakdownPanel.tsx'));
const MultiplesPanel = lazy(() => import('./MultiplesPanel.tsx'));
const FlowPanel = lazy(() => import('./FlowPanel.tsx'));
const PagedTable = lazy(() => import('./PagedTable.tsx'));
const PhaseTable = lazy(() => import('./PhaseTable.tsx'));
const SeatPanel = lazy(() => import('./SeatPanels.tsx'));
const VersionsPanel = lazy(() => import('./VersionsPanel.tsx'));
const HeatmapPanel = lazy(() => import('./HeatmapPanel.tsx'));
const StackedPanel = lazy(() => import('./StackedPanel.tsx'));
const StagesPanel = lazy(() => import('./StagesPanel.tsx'));

/** True for lists that ask for themselves, because they sort, search or page. */
export const asksItself = (panel: Panel): boolean =>
  panel.chart === 'seat-ranking' ||
  panel.chart === 'seat-unused' ||
  panel.chart === 'seat-policies' ||
  panel.chart === 'seat-table';

/** What every chart kind is given. */
export interface PanelProps {
  readonly panel: Panel;
  readonly loaded: Loaded;
  /** For a heatmap, the same over the whole range. */
  readonly whole?: Loaded | undefined;
  readonly choice: PanelChoice;
  readonly large?: boolean;
}

/** Draws a panel of the catalogue by its chart kind; tiles and the day calendar have places of their own. */
export function AnyPanel(props: PanelProps) {
  switch (props.panel.chart) {
    case 'line':
    case 'points':
    case 'bars':
    case 'bullet':
    case 'mirrored':
      return <TimePanel {...props} />;
    case 'ranked':
      return <RankedPanel {...props} />;
    case 'moved':
      return <MovedPanel {...props} />;
    case 'dots':
      return <DotsPanel {...props} />;
    case 'distribution':
      return <DistributionPanel {...props} />;
    case 'leaderboard':
      return <LeaderboardPanel {...props} />;
    case 'table':
      return <PeopleTable panel={props.panel} large={props.large ?? false} />;
    case 'breakdown':
      return (
        <Suspense>
          <BreakdownPanel {...props} />
        </Suspense>
      );
    case 'multiples':
      return (
        <Suspense>
          <MultiplesPanel {...props} />
        </Suspense>
      );
    case 'flow':
      return (
        <Suspense>
          <FlowPanel {...props} />
        </Suspense>
      );
    case 'paged':
      return (
        <Suspense>
          <PagedTable panel={props.panel} large={props.large ?? false} />
        </Suspense>
      );
    case 'phases':
      return (
        <Suspense>
          <PhaseTable {...props} />
        </Suspense>
      );
    case 'stages':
      return (
        <Suspense>
          <StagesPanel {...props} />
        </Suspense>
      );
    case 'seat-stack':
    case 'seat-ranking':
    case 'seat-unused':
    case 'seat-cycle':
    case 'seat-policies':
    case 'seat-table':
      return (
        <Suspense>
          <SeatPanel {...props} />
        </Suspense>
      );
    case 'versions':
      return (
        <Suspense>
          <VersionsPanel {...props} />
        </Suspense>
      );
    case 'heatmap':
      return (
        <Suspense>
          <HeatmapPanel {...props} />
        </Suspense>
      );
    case 'stacked':
      return (
        <Suspense>
          <StackedPanel {...props} />
        </Suspense>
      );
    case 'tile':
    case 'figure':
    case 'calendar':
      return null;
  }
}
