// Loaded together: whoever looks at one looks at all of them.
export { SeatCyclePanel } from './seat-cycle/draw.tsx';
export { SeatPoliciesPanel } from './seat-policies/draw.tsx';
export { SeatRankingPanel } from './seat-ranking/draw.tsx';
export { SeatStackPanel } from './seat-stack/draw.tsx';
export { SeatTable } from './seat-table/draw.tsx';
export { SeatUnusedPanel } from './seat-unused/draw.tsx';
