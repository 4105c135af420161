import type { PanelProps } from './panel-props.ts';
import './seats.css';
import { SeatCyclePanel } from './SeatCycle.tsx';
import { SeatRankingPanel, SeatUnusedPanel } from './SeatLists.tsx';
import { SeatPoliciesPanel } from './SeatPolicies.tsx';
import { SeatStackPanel } from './SeatStackPanel.tsx';
import { SeatTable } from './SeatTable.tsx';

/** Draws a panel about seats by its chart kind. */
export default function SeatPanel(props: PanelProps) {
  switch (props.panel.chart) {
    case 'seat-stack':
      return <SeatStackPanel {...props} />;
    case 'seat-ranking':
      return <SeatRankingPanel panel={props.panel} large={props.large ?? false} />;
    case 'seat-unused':
      return <SeatUnusedPanel panel={props.panel} large={props.large ?? false} />;
    case 'seat-cycle':
      return <SeatCyclePanel {...props} />;
    case 'seat-policies':
      return <SeatPoliciesPanel panel={props.panel} large={props.large ?? false} />;
    case 'seat-table':
      return <SeatTable panel={props.panel} large={props.large ?? false} />;
    default:
      return null;
  }
}
