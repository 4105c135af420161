import './seats.css';

// Loaded together: whoever looks at one looks at all of them.
export { SeatCyclePanel } from './SeatCycle.tsx';
export { SeatRankingPanel, SeatUnusedPanel } from './SeatLists.tsx';
export { SeatPoliciesPanel } from './SeatPolicies.tsx';
export { SeatStackPanel } from './SeatStackPanel.tsx';
export { SeatTable } from './SeatTable.tsx';
