import type { ChartKind, Panel } from '@flightdeck/catalog';

/** Kinds that ask for themselves, because they sort, search or page. */
const ASKING: ReadonlySet<ChartKind> = new Set([
  'table',
  'paged',
  'seat-ranking',
  'seat-unused',
  'seat-policies',
  'seat-table',
]);

/** True for lists that ask for themselves. */
export const asksItself = ({ chart }: Panel): boolean => ASKING.has(chart);
