import { findMetric } from '@flightdeck/catalog';
import type { QueryResult } from '@flightdeck/query';
import { max, min } from 'd3-array';
import { numberOf } from '../../data/number-of.ts';
import { formatValue } from '../../format/format.ts';
import { linear } from '../../plot/axis/scale.ts';
import type { TableModel } from '../../table/table.ts';
import * as text from '../../text/kinds/stages.ts';

/** One repository's median of a stage; `at` is its place on the axis, 0–1. */
export interface StageDot {
  readonly repository: string;
  readonly minutes: number;
  readonly at: number;
}

/** A stage of a review with every repository's own median, the least first. */
export interface Stage {
  readonly label: string;
  readonly dots: readonly StageDot[];
  /** What nine of ten stay under, said of a single repository; null else. */
  readonly p90: { readonly minutes: number } | null;
}

/** The stages on one logarithmic axis: minutes and days are both ordinary here. */
export interface Stages {
  readonly stages: readonly Stage[];
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
  readonly repositories: number;
  readonly merges: number;
  readonly table: TableModel;
}

const STAGES = [
  [text.readyToFirst, 'minutes_to_first_review'],
  [text.firstToFinal, 'minutes_first_to_final_review'],
  [text.finalToMerge, 'minutes_final_review_to_merge'],
] as const;

const TICKS = text.ticks;
/** Most labels the axis has room for on a phone. */
const MOST_TICKS = 5;

/** Ticks that are in the axis, every second or third of them when they are many. */
function ticksWithin(isIn: (minutes: number) => boolean): typeof TICKS {
  const all = TICKS.filter(([minutes]) => isIn(minutes));
  const step = Math.ceil(all.length / MOST_TICKS);
  return all.filter((_, index) => index % step === 0);
}

/** Every repository's own medians side by side; nothing is averaged. */
export function prepareStages(result: Pick<QueryResult, 'rows'>): Stages {
  const named = result.rows.filter((row) => row.repository !== null);
  const known = named.filter((row) => STAGES.some(([, name]) => numberOf(row[`median_${name}`]) !== null));
  const single = known.length === 1;
  const shown = known.flatMap((row) => STAGES.map(([, name]) => row[`median_${name}`]));
  const minutes = shown.flatMap((value) => numberOf(value) ?? []);
  const log = (value: number): number => Math.log(Math.max(value, 0.5));
  const low = log((min([1440, ...minutes]) ?? 1440) * 0.8);
  const high = log((max([1, ...minutes]) ?? 1) * 1.25);
  const scale = linear([low, high], [0, 1]);
  const at = (value: number): number => (high > low ? scale(log(value)) : 0.5);
  return {
    stages: STAGES.map(([label, name]) => {
      const p90 = single ? numberOf(known[0]?.[`p90_${name}`]) : null;
      return {
        label,
        dots: known
          .flatMap((row): StageDot[] => {
            const value = numberOf(row[`median_${name}`]);
            return value === null ? [] : [{ repository: String(row.repository), minutes: value, at: at(value) }];
          })
          .sort((a, b) => a.minutes - b.minutes),
        p90: p90 === null ? null : { minutes: p90 },
      };
    }),
    ticks: ticksWithin((value) => log(value) >= low && log(value) <= high).map(([value, label]) => ({
      at: at(value),
      label,
    })),
    repositories: known.length,
    merges: named.reduce((sum, row) => sum + (numberOf(row.review_timed_merges) ?? 0), 0),
    table: {
      head: [
        text.repository,
        ...STAGES.flatMap(([label]) => [text.medianOf({ stage: label }), text.p90Of({ stage: label })]),
      ],
      rows: known.map((row) => [
        String(row.repository),
        ...STAGES.flatMap(([, name]) =>
          (['median', 'p90'] as const).map((what) =>
            formatValue(numberOf(row[`${what}_${name}`]), findMetric(`${what}_${name}`)?.unit ?? 'minutes'),
          ),
        ),
      ]),
    },
  };
}
