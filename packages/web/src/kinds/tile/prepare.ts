import { findMetric, isLatest, isSnapshot, type Metric, WHOLES } from '@flightdeck/catalog';
import type { QueryResult } from '@flightdeck/query';
import { numberOf } from '../../data/number-of.ts';
import { changeOf, formatDay, formatPercent, formatValue, splitValue } from '../../format/format.ts';
import { prepareSteps } from '../../plot/axis/steps.ts';
import * as shared from '../../text/kinds/shared.ts';
import type { Grain } from '../../view/range.ts';

/** How a change is coloured; counts of work are neutral. */
export type Tone = 'good' | 'bad' | 'neutral';

/** A cell of the tile card. */
export interface Tile {
  readonly metric: string;
  readonly label: string;
  readonly value: string;
  readonly unit: string;
  /** Population or share in small: `of 400 reported`. */
  readonly aside: string;
  readonly empty: boolean;
  readonly change: {
    readonly text: string;
    readonly direction: -1 | 0 | 1;
    readonly tone: Tone;
    readonly from: string;
  } | null;
  readonly color: string;
  /** Whole steps only; `provisionalFrom` is the index of the first that can still change. */
  readonly spark: readonly (number | null)[];
  readonly provisionalFrom: number;
}

function toneOf(metric: Metric, direction: -1 | 0 | 1): Tone {
  if (metric.better === 'neutral' || direction === 0) return 'neutral';
  return direction > 0 === (metric.better === 'up') ? 'good' : 'bad';
}

function asideOf(metric: Metric, total: QueryResult['total']): string {
  const aside = WHOLES[metric.name];
  const [value, whole] = [numberOf(total?.[metric.name]), numberOf(aside && total?.[aside.metric])];
  if (!aside || value === null || whole === null) return '';
  const unit = findMetric(aside.metric)?.unit ?? metric.unit;
  if (aside.join) return `${aside.join} ${formatValue(whole, unit)} ${aside.word}`;
  if (whole === 0) return '';
  return aside.share
    ? shared.shareOf({ share: formatPercent(value / whole, 0), whole: aside.word })
    : shared.ofWhole({ value: formatValue(whole, metric.unit), whole: aside.word });
}

/** `on 18 Nov` for a figure of the last day that has it; empty for one of the whole range. */
function lastDayOf(metric: Metric, result: QueryResult, grain: Grain): string {
  if (!isLatest(metric.name)) return '';
  if (result.query.scopes.length > 1) return shared.oneOrganization;
  const row = result.rows.findLast((item) => numberOf(item[metric.name]) !== null);
  if (!row) return '';
  const step = prepareSteps(result.query.range, grain).find((item) => item.key === row[grain]);
  return step ? (grain === 'day' ? shared.onDay : shared.inDaysTo)({ day: formatDay(step.to) }) : '';
}

/** One metric's tile from a result with totals. */
export function prepareTile(name: string, title: string, result: QueryResult, grain: Grain): Tile | null {
  const metric = findMetric(name);
  if (!metric) return null;
  const value = numberOf(result.total?.[name]);
  const last = lastDayOf(metric, result, grain);
  // Two days' medians say nothing about a change.
  const isCompared = metric.comparable && !(last && metric.unit === 'minutes');
  const change = isCompared ? changeOf(value, numberOf(result.comparison?.total?.[name]), metric.unit) : null;
  const coverage = isSnapshot(metric) ? { ...result.coverage, provisional: [] } : result.coverage;
  const steps = prepareSteps(result.query.range, grain, coverage).filter((step) => isSnapshot(metric) || !step.part);
  const rows = new Map(result.rows.map((row) => [String(row[grain]), row]));
  const shown = value === null ? { text: shared.noData, unit: '' } : splitValue(value, metric.unit);
  const provisionalFrom = steps.findIndex((step) => step.provisional);
  return {
    metric: name,
    label: title,
    value: shown.text,
    unit: shown.unit,
    aside: last || asideOf(metric, result.total),
    empty: value === null,
    change: change && { ...change, tone: toneOf(metric, change.direction) },
    color: `--fd-metric-${metric.colour}`,
    spark: steps.map((step) => numberOf(rows.get(step.key)?.[name])),
    provisionalFrom: provisionalFrom < 0 ? steps.length : provisionalFrom,
  };
}
