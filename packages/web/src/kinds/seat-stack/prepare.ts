import { type DayRange, findMetric } from '@flightdeck/catalog';
import type { QueryResult } from '@flightdeck/query';
import { max } from 'd3-array';
import { numberOf } from '../../data/number-of.ts';
import { formatCount, formatDay, formatRange } from '../../format/format.ts';
import { type Axis, axisFromZero } from '../../plot/axis/axis.ts';
import { prepareSteps, type Step, stateOf } from '../../plot/axis/steps.ts';
import type { Details } from '../../plot/point/details.ts';
import type { TableModel } from '../../table/table.ts';
import * as lists from '../../text/kinds/lists.ts';
import * as words from '../../text/kinds/seats.ts';
import * as shared from '../../text/kinds/shared.ts';
import type { Grain } from '../../view/range.ts';

const labelOf = (name: string): string => findMetric(name)?.label ?? name;

/** Parts of a bar from the axis up: the seats to look at stand on it. */
export const SEAT_PARTS = [
  {
    metric: 'seats_never_used',
    label: labelOf('seats_never_used'),
    short: words.short.neverUsed,
    color: '--fd-bands-low',
    fill: 'var(--fd-bands-low)',
  },
  {
    metric: 'seats_idle_30',
    label: labelOf('seats_idle_30'),
    short: words.short.idle,
    color: '--fd-warn-fill',
    fill: 'var(--fd-warn-fill)',
  },
  {
    metric: 'seats_active_30',
    label: labelOf('seats_active_30'),
    short: words.short.active,
    color: '--fd-metric-people',
    fill: 'var(--fd-metric-people-soft)',
  },
] as const;

/** One snapshot as a bar; null where none was taken. */
export interface SeatBar {
  readonly step: Step;
  readonly total: number | null;
  /** In the order of `SEAT_PARTS`. */
  readonly parts: readonly number[];
}

/** Seats over time before it has a size. */
export interface SeatStack {
  readonly bars: readonly SeatBar[];
  readonly axis: Axis;
  /** Index of the last snapshot; −1 when there is none. */
  readonly last: number;
  readonly table: TableModel;
  readonly sentence: string;
  readonly detailsAt: (index: number) => Details | null;
}

/**
 * Rows by time → stacked bars that always add up to the people with a seat. `isImported`: whether the snapshot of some days
 * was imported; left out where none was.
 */
export function prepareSeatStack(
  result: Pick<QueryResult, 'rows' | 'query' | 'coverage'>,
  grain: Grain,
  isImported?: (range: DayRange) => boolean,
): SeatStack {
  const stateOfBar = ({ step, total }: SeatBar): string => {
    if (total === null) return words.without;
    return isImported?.(step) ? words.imported : stateOf({ ...step, part: false }, grain);
  };
  const rows = new Map(result.rows.map((row) => [String(row[grain]), row]));
  const bars = prepareSteps(result.query.range, grain, { ...result.coverage, provisional: [] }).map((step): SeatBar => {
    const row = rows.get(step.key);
    return {
      step,
      total: numberOf(row?.seats),
      parts: SEAT_PARTS.map(({ metric }) => numberOf(row?.[metric]) ?? 0),
    };
  });
  const last = bars.findLastIndex(({ total }) => total !== null);
  const text = (value: number | null): string => (value === null ? shared.noData : formatCount(value));
  return {
    bars,
    axis: axisFromZero(Math.max(1, max(bars, ({ total }) => total ?? 0) ?? 0), true),
    last,
    table: {
      head: [
        lists.grains[grain],
        words.tableName,
        ...SEAT_PARTS.map((p) => p.label),
        ...(isImported ? [words.columns.state] : []),
      ],
      rows: bars.map((bar) => [
        bar.step.label,
        text(bar.total),
        ...bar.parts.map((part) => text(bar.total === null ? null : part)),
        ...(isImported ? [stateOfBar(bar)] : []),
      ]),
    },
    sentence: sentenceOf(bars, result),
    detailsAt(index) {
      const bar = bars[index];
      if (!bar) return null;
      const shown = SEAT_PARTS.map(({ label, color }, place) => ({
        color,
        name: label,
        value: text(bar.total === null ? null : (bar.parts[place] ?? 0)),
        quiet: false,
      }));
      const deed = lists.thisOnly({ grain });
      return {
        title: bar.step.label,
        state: stateOfBar(bar),
        rows: [{ color: null, name: words.tableName, value: text(bar.total), quiet: false }, ...shown.reverse()],
        more: 0,
        deed,
        hint: lists.click({ deed }),
      };
    },
  };
}

function sentenceOf(bars: readonly SeatBar[], { query }: Pick<QueryResult, 'query'>): string {
  const taken = bars.filter(({ total }) => total !== null);
  const [first, last] = [taken[0], taken.at(-1)];
  if (!first || !last) return words.noSnapshotIn({ range: formatRange(query.range) });
  return words.stack({
    from: formatDay(first.step.to),
    to: formatDay(last.step.to),
    first: formatCount(first.total ?? 0),
    last: formatCount(last.total ?? 0),
    idle: formatCount(last.parts[1] ?? 0),
    never: formatCount(last.parts[0] ?? 0),
  });
}
