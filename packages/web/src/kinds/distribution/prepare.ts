import { ADOPTION_BANDS } from '@flightdeck/catalog';
import type { ResultRow } from '@flightdeck/query';
import { max } from 'd3-array';
import { numberOf } from '../../data/number-of.ts';
import { type Axis, axisFromZero } from '../../plot/axis/axis.ts';

/** Names of the band colours, lowest band first. */
const BAND_COLORS = ['low', 'moderate', 'good', 'excellent', 'power'] as const;
export type BandColor = (typeof BAND_COLORS)[number];

/** The band a score of 0–100 falls in. */
export function bandOf(score: number): {
  readonly index: number;
  readonly label: string;
  readonly color: BandColor;
  readonly from: number;
  readonly to: number;
} {
  const index = Math.max(
    0,
    ADOPTION_BANDS.findLastIndex((band) => score >= band.from),
  );
  const band = ADOPTION_BANDS[index] ?? { from: 0, to: 100, label: '' };
  return { index, color: BAND_COLORS[index] ?? 'low', ...band };
}

/** People by number of active days. */
export interface Adoption {
  readonly bands: readonly {
    readonly label: string;
    readonly color: BandColor;
    readonly from: number;
    readonly to: number;
    readonly people: number;
  }[];
  /** One bar a number of active days, or a span of them when the range is long. */
  readonly bars: readonly {
    readonly from: number;
    readonly to: number;
    readonly people: number;
    readonly color: BandColor;
    readonly none: boolean;
  }[];
  readonly axis: Axis;
  readonly inactive: number;
  readonly people: number;
  /** Active days of the middle person; null without people. */
  readonly median: number | null;
}

const MOST_BARS = 32;

/** Rows of one person each, with their active days as `metric`, over a range of so many `days`. */
export function prepareAdoption(rows: readonly ResultRow[], days: number, metric = 'active_days'): Adoption {
  const active = rows.map((row) => Math.min(days, numberOf(row[metric]) ?? 0)).sort((a, b) => a - b);
  const width = Math.max(1, Math.ceil(days / MOST_BARS));
  const bars: { from: number; to: number; people: number; color: BandColor; none: boolean }[] = [
    { from: 0, to: 0, people: 0, color: 'low', none: true },
  ];
  for (let from = 1; from <= days; from += width) {
    const to = Math.min(days, from + width - 1);
    bars.push({ from, to, people: 0, color: bandOf((((from + to) / 2) * 100) / days).color, none: false });
  }
  const bands = ADOPTION_BANDS.map((band, index) => ({
    ...band,
    color: BAND_COLORS[index] ?? ('low' as const),
    people: 0,
  }));
  for (const count of active) {
    const bar = bars[count === 0 ? 0 : Math.floor((count - 1) / width) + 1];
    const band = bands[bandOf((count * 100) / days).index];
    if (bar) bar.people += 1;
    if (band) band.people += 1;
  }
  return {
    bands,
    bars,
    axis: axisFromZero(Math.max(1, max(bars, (bar) => bar.people) ?? 0), true),
    inactive: bars[0]?.people ?? 0,
    people: active.length,
    median: active[Math.floor((active.length - 1) / 2)] ?? null,
  };
}

/** Most active days first; ties by prompts, then by login. */
export const byAdoption =
  (days: string) =>
  (a: ResultRow, b: ResultRow): number =>
    (numberOf(b[days]) ?? 0) - (numberOf(a[days]) ?? 0) ||
    (numberOf(b.interactions) ?? 0) - (numberOf(a.interactions) ?? 0) ||
    String(a.user).localeCompare(String(b.user));

/** The scores of a band, for the server; the lowest has those without a score too. Null for no band. */
export function spanOf(
  metric: string,
  color: string | undefined,
): {
  readonly metric: string;
  readonly atLeast: number | null;
  readonly below: number | null;
  readonly orNull: boolean;
} | null {
  const index = BAND_COLORS.indexOf(color as BandColor);
  const band = ADOPTION_BANDS[index];
  if (!band) return null;
  const [lowest, highest] = [index === 0, index === ADOPTION_BANDS.length - 1];
  return { metric, atLeast: lowest ? null : band.from, below: highest ? null : band.to, orNull: lowest };
}
