import { findMetric, isRest, isUnknownValue, type PanelOf } from '@flightdeck/catalog';
import type { QueryResult, ResultRow } from '@flightdeck/query';
import { numberOf } from '../../data/number-of.ts';
import { namedRows, type RatedRow, ratedRows } from '../../data/rated-rows.ts';
import { changeOf, formatCount, signed, splitValue } from '../../format/format.ts';
import * as shared from '../../text/kinds/shared.ts';
import type { Tile } from '../tile/prepare.ts';
import { prepareMedian } from './prepare-median.ts';

/** People who ended further along than they began, not as far, and all who have both phases. */
export function risesOf(
  rows: readonly ResultRow[],
  metric: string,
): { readonly up: number; readonly down: number; readonly people: number } {
  const sum = (wanted: (from: number, to: number) => boolean): number =>
    rows.reduce((all, row) => {
      if (row.phase_from === null || row.phase_to === null) return all;
      return wanted(Number(row.phase_from), Number(row.phase_to)) ? all + (numberOf(row[metric]) ?? 0) : all;
    }, 0);
  return { up: sum((from, to) => to > from), down: sum((from, to) => to < from), people: sum(() => true) };
}

/** A number about a dimension's values as a tile; it has no course, so the spark is empty. */
export function prepareFigure(panel: PanelOf<'figure'>, result: QueryResult): Tile {
  const dimension = panel.by[0] ?? '';
  const name = panel.metrics[0] ?? '';
  const metric = findMetric(name);
  const tile: Tile = {
    metric: name,
    label: panel.title,
    value: shared.noData,
    unit: '',
    aside: '',
    empty: true,
    change: null,
    color: `--fd-metric-${metric?.colour ?? 'accepted'}`,
    spark: [],
    provisionalFrom: 0,
  };
  if (!metric) return tile;
  if (panel.figure === 'phase_rise') {
    const { up, down, people } = risesOf(result.rows, name);
    if (people === 0) return tile;
    return {
      ...tile,
      value: signed(up - down, formatCount),
      aside: shared.upAndDown({ up: formatCount(up), down: formatCount(down), people: formatCount(people) }),
      empty: false,
    };
  }
  if (panel.figure === 'median') return prepareMedian(tile, result);
  if (panel.figure === 'number') {
    if (result.rows.length === 0) return tile;
    const named = namedRows(result.rows, dimension);
    const small = named.filter((row) => (numberOf(row[name]) ?? 0) < panel.minimum).length;
    return {
      ...tile,
      value: formatCount(named.length),
      empty: false,
      aside: small > 0 ? shared.underMinimum({ count: formatCount(small), minimum: panel.minimum }) : '',
    };
  }
  if (panel.figure === 'unknown') {
    const sum = (rows: readonly ResultRow[]): number => rows.reduce((all, row) => all + (numberOf(row[name]) ?? 0), 0);
    const share = (rows: readonly ResultRow[]): number | null =>
      sum(rows) === 0 ? null : sum(rows.filter((row) => isUnknownValue(dimension, row[dimension]))) / sum(rows);
    const now = share(result.rows);
    if (now === null) return tile;
    const change = changeOf(now, result.comparison && share(result.comparison.rows), 'ratio');
    const shown = splitValue(now, 'ratio');
    return {
      ...tile,
      value: shown.text,
      unit: shown.unit,
      empty: false,
      color: '--fd-unknown',
      change: change && { ...change, tone: 'neutral' },
    };
  }
  if (panel.figure === 'highest' || panel.figure === 'rise') {
    const rows = ratedRows(result, dimension, name, panel.minimum).rows.filter((row) => !isRest(dimension, row.value));
    const rise = (row: RatedRow): number => (row.before === null ? 0 : row.now - row.before);
    const risen = rows.filter((row) => rise(row) > 0 && row.underBefore >= panel.minimum);
    const best = panel.figure === 'highest' ? rows[0] : risen.sort((a, b) => rise(b) - rise(a))[0];
    if (!best) return tile;
    const shown = splitValue(panel.figure === 'highest' ? best.now : rise(best), 'ratio');
    return {
      ...tile,
      value: panel.figure === 'highest' ? shown.text : `+${shown.text}`,
      unit: panel.figure === 'highest' ? shown.unit : 'pt',
      aside: best.label,
      empty: false,
    };
  }
  return tile;
}
