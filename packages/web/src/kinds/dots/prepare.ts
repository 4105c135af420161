import { findMetric } from '@flightdeck/catalog';
import type { QueryResult } from '@flightdeck/query';
import { numberOf } from '../../data/number-of.ts';
import { type RatedRow, ratedRows } from '../../data/rated-rows.ts';
import { type Change, changeOf, formatValue, tickWriter } from '../../format/format.ts';
import { axisForLines } from '../../plot/axis/axis.ts';
import { linear } from '../../plot/axis/scale.ts';

/** A place on the scale, 0–1, and what stands there. */
export interface Mark {
  readonly at: number;
  readonly text: string;
}

/** One rate with where its dots stand. */
export interface DotRow {
  readonly value: string;
  readonly label: string;
  readonly at: number;
  /** The ring of the period compared with; null where it is not known. */
  readonly beforeAt: number | null;
  readonly text: string;
  readonly change: Change | null;
}

/** Rates of a dimension, the highest first, on a scale that need not begin at zero, because a dot has no length. */
export interface Dots {
  readonly rows: readonly DotRow[];
  /** Those beyond the limit too. */
  readonly everyRow: readonly RatedRow[];
  /** How many have fewer outputs than the minimum. */
  readonly leftOut: number;
  readonly ticks: readonly Mark[];
  readonly all: Mark | null;
  readonly target: Mark | null;
}

interface Options {
  readonly dimension: string;
  readonly rate: string;
  readonly minimum: number;
  readonly limit: number;
  readonly target: number | null;
}

/** Decides order, scale and words of a dot plot. */
export function prepareDots(
  result: Pick<QueryResult, 'rows' | 'comparison' | 'total'>,
  { dimension, rate, minimum, limit, target }: Options,
): Dots {
  const unit = findMetric(rate)?.unit ?? 'ratio';
  const { rows: everyRow, leftOut } = ratedRows(result, dimension, rate, minimum);
  const shown = everyRow.slice(0, limit);
  const all = numberOf(result.total?.[rate]);
  const drawn = [...shown.flatMap((row) => [row.now, row.before]), all].filter((value) => value !== null);
  const { min, max, ticks } = axisForLines(drawn, target);
  const write = tickWriter(ticks, unit);
  const at = linear([min, max], [0, 1]);
  const mark = (value: number | null): Mark | null =>
    value === null ? null : { at: at(value), text: formatValue(value, unit) };
  return {
    rows: shown.map((row) => ({
      value: row.value,
      label: row.label,
      at: at(row.now),
      beforeAt: row.before === null ? null : at(row.before),
      text: formatValue(row.now, unit),
      change: changeOf(row.now, row.before, unit),
    })),
    everyRow,
    leftOut,
    ticks: ticks.map((value) => ({ at: at(value), text: write(value) })),
    all: mark(all),
    target: mark(target),
  };
}
