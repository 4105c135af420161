import { max } from 'd3-array';
import type { SettlingCurve, SettlingPoint } from '../../../data/status/status.ts';
import { formatCount, formatValue, plural } from '../../../format/format.ts';
import type { TableModel } from '../../../table/table.ts';
import * as text from '../../../text/pages/data-health.ts';

/** Full UTC days after which GitHub calls a day final. */
export const FINAL_AFTER = 3;

/** A point of the curve with its words. */
export interface SettlingMark extends SettlingPoint {
  /** `91 %`; empty where it says no more than the point before. */
  readonly label: string;
  readonly says: string;
}

/** Everything the chart of settling days decides before it has a size. */
export interface SettlingChart {
  readonly marks: readonly SettlingMark[];
  /** Shares with a line, from 0 up; the last is the top. */
  readonly ticks: readonly number[];
  /** True: no day watched has changed since it was first received. */
  readonly isStill: boolean;
  readonly sentence: string;
  readonly table: TableModel;
}

/** The chart of one curve. */
export function prepareSettling({ label, points, days }: SettlingCurve): SettlingChart {
  const most = Math.max(1, max(points, ({ high }) => high) ?? 0);
  const marks = points.map((point, index): SettlingMark => {
    const share = formatValue(point.median, 'ratio');
    const before = points[index - 1];
    const isNews = before === undefined || formatValue(before.median, 'ratio') !== share;
    const label = isNews && point.daysAfter <= FINAL_AFTER ? share.replace('.0', '') : '';
    return { ...point, label, says: sayPoint(point) };
  });
  const [first] = points;
  return {
    marks,
    ticks: [0, 0.25, 0.5, 0.75, 1, ...(most > 1.005 ? [Math.ceil(most * 10) / 10] : [])],
    isStill: points.every(({ low, high }) => low === 1 && high === 1),
    sentence:
      first === undefined
        ? text.noneWatchedSentence
        : text.settlingSentence({
            measure: label,
            days: plural(days, 'day'),
            marks: marks.map(({ daysAfter, median }) =>
              text.knownAfter({ share: formatValue(median, 'ratio'), days: plural(daysAfter, 'day') }),
            ),
          }),
    table: {
      head: text.settlingColumns,
      rows: points.map((point) => [
        String(point.daysAfter),
        formatValue(point.median, 'ratio'),
        formatValue(point.low, 'ratio'),
        formatValue(point.high, 'ratio'),
        formatCount(point.days),
      ]),
    },
  };
}

const sayPoint = ({ daysAfter, median, low, high, days }: SettlingPoint): string =>
  text.settlingPoint({
    after: plural(daysAfter, 'day'),
    median: formatValue(median, 'ratio'),
    low: formatValue(low, 'ratio'),
    high: formatValue(high, 'ratio'),
    days: plural(days, 'day'),
  });
