import { isOfWorkingDays } from '@flightdeck/catalog';
import { medianOf, type QueryResult, type ResultRow } from '@flightdeck/query';
import { numberOf } from '../../data/number-of.ts';
import { changeOf, formatCount, plural } from '../../format/format.ts';
import * as shared from '../../text/kinds/shared.ts';
import type { Tile } from '../tile/prepare.ts';

/** The active days of the person in the middle, the lower of two; who has none counts with 0. Null without people. */
export const medianDays = (rows: readonly ResultRow[], metric: string): number | null =>
  medianOf(rows.map((row) => numberOf(row[metric]) ?? 0));

/** The median of active days as a number of its card, of the days that have a report. */
export function prepareMedian(tile: Tile, result: QueryResult): Tile {
  const value = medianDays(result.rows, tile.metric);
  if (value === null) return tile;
  const working = isOfWorkingDays(tile.metric);
  const days = result.reportedDays[working ? 'working' : 'all'];
  const before = result.comparison && medianDays(result.comparison.rows, tile.metric);
  const change = changeOf(value, before, 'days');
  return {
    ...tile,
    value: formatCount(value),
    unit: shared.ofDays({ days: plural(days, working ? shared.workingDay : 'day') }),
    empty: false,
    change: change && {
      ...change,
      tone: change.direction === 0 ? 'neutral' : change.direction > 0 ? 'good' : 'bad',
    },
  };
}
