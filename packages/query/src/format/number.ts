import { type Metric, pluralOf, type Unit } from '@flightdeck/catalog';
import type { Value } from '../scan.ts';

/** Space that keeps a number and its unit on one line. */
export const NBSP = '\u00a0';
export const MINUS = '\u2212';

/**
 * How numbers are written everywhere: pages, sentences, terminals, pictures. Texts are English, so numbers in them are too,
 * whatever the language of a browser or terminal; Grafana alone follows the locale it is set to.
 *
 * - Counts: every digit with thousands separators below a billion, so that neighbours can be compared; then `1.2 B`.
 * - Ratios: percent with one digit after the point. Differences of ratios: points (`pt`), likewise.
 * - Minutes: `59 min`, from an hour on hours, from two days on days, with one digit after the point.
 * - Axes: one unit for all labels, by the largest: `0`, `2.5k`, `10k`.
 * - Nouns: in the number of their count, by `plural`.
 */
const LOCALE = 'en';
/** Formats by their digits: making one takes a hundred times as long as using it, and a page shows thousands. */
const FORMATS = new Map<string, Intl.NumberFormat>();

/** Thousands separators, from `least` to `most` digits after the point, and a minus as wide as a plus. */
export function formatDigits(value: number | bigint, most: number, least = 0): string {
  return write(value, `${least} ${most}`, { minimumFractionDigits: least, maximumFractionDigits: most });
}

function write(value: number | bigint, key: string, options: Intl.NumberFormatOptions): string {
  const format = FORMATS.get(key) ?? new Intl.NumberFormat(LOCALE, options);
  FORMATS.set(key, format);
  return format.format(value).replace('-', MINUS);
}

/** Full digits to 999,999,999, then `1.2 B`; one digit after the point where it is not whole. */
export function formatCount(value: number | bigint): string {
  const size = Math.abs(Number(value));
  return size < 1e9 ? formatDigits(value, 1) : `${formatDigits(Number(value) / 1e9, 1, 1)}${NBSP}B`;
}

/** US dollars, cents only where there are any. */
function formatDollars(value: number): string {
  const cents = Number.isInteger(value) ? 0 : 2;
  const digits = { minimumFractionDigits: cents, maximumFractionDigits: cents };
  return write(value, `$ ${cents}`, { style: 'currency', currency: 'USD', ...digits });
}

/** A ratio 0–1 as percent: `31.3 %`. */
export function formatPercent(ratio: number, digits = 1): string {
  return `${formatDigits(ratio * 100, digits, digits)}${NBSP}%`;
}

/** A number and its unit apart; the unit is empty where the words around it say what is counted. */
export interface NumberParts {
  readonly text: string;
  readonly unit: string;
}

/** `35 min`, from an hour on `1.5 h`, from two days on `3.1 days`. */
function splitMinutes(minutes: number): NumberParts {
  const size = Math.abs(minutes);
  if (size < 60) return { text: formatDigits(minutes, 1), unit: 'min' };
  if (size < 2880) return { text: formatDigits(minutes / 60, 1), unit: 'h' };
  return { text: formatCount(minutes / 1440), unit: 'days' };
}

/** The number and its unit apart, because the unit can be set small: `31.3` and `%`. */
export function splitValue(value: number | bigint, unit: Unit): NumberParts {
  switch (unit) {
    case 'ratio':
      return { text: formatDigits(Number(value) * 100, 1, 1), unit: '%' };
    case 'per person':
      return { text: formatDigits(value, Math.abs(Number(value)) < 10 ? 2 : 1), unit: '' };
    case 'dollars':
      return { text: formatDollars(Number(value)), unit: '' };
    case 'minutes':
      return splitMinutes(Number(value));
    default:
      return { text: formatCount(value), unit: '' };
  }
}

const joined = ({ text, unit }: NumberParts): string => (unit === '' ? text : `${text}${NBSP}${unit}`);

/** A value for a reader, the same in pages, sentences and terminals; null is "no data", never 0. */
export function formatValue(value: Value | undefined, unit: Unit): string {
  return value === null || value === undefined ? 'no data' : joined(splitValue(value, unit));
}

/** The same with every whole digit, and minutes as minutes: for numbers whose difference is explained beside them. */
export function formatExact(value: Value | undefined, unit: Unit): string {
  if (value === null || value === undefined) return 'no data';
  if (unit === 'minutes') return joined({ text: formatDigits(value, 1), unit: 'min' });
  return unit === 'ratio' || unit === 'dollars' || unit === 'per person'
    ? formatValue(value, unit)
    : formatDigits(value, 1);
}

/** What an axis that goes so far counts in: its labels have one unit, so that none has to be translated into another. */
const AXIS_UNITS = [
  [1e9, 'B'],
  [1e6, 'M'],
  [1e4, 'k'],
] as const;

/** Writes the labels of an axis by its values: `0`, `2.5k`, `10k`, all in one unit; of a ratio its percent without the sign. */
export function tickWriter(values: readonly number[], unit: Unit): (value: number) => string {
  if (unit === 'ratio') return (value) => formatDigits(Math.abs(value) * 100, 1);
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const [from, letter] = AXIS_UNITS.find(([least]) => largest >= least) ?? [1, ''];
  const divisor = letter === 'k' ? 1000 : from;
  return (value) => (value === 0 ? '0' : `${formatDigits(Math.abs(value) / divisor, letter === '' ? 1 : 2)}${letter}`);
}

/** A size in the room of a cell: `312`, `1.2k`, `12k`, `1.2M`. */
export function formatShort(size: number): string {
  if (size >= 1e6) return `${formatDigits(size / 1e6, 1)}M`;
  if (size >= 10_000) return `${formatDigits(size / 1000, 0)}k`;
  return size >= 1000 ? `${formatDigits(size / 1000, 1, 1)}k` : formatDigits(size, 1);
}

/** `1 day`, `1,200 days`: the count with its noun in the number it needs. */
export function plural(count: number, one: string, many?: string): string {
  return `${formatCount(count)} ${pluralOf(count, one, many)}`;
}

/** Most digits a metric is written with after the point, for programs that write it themselves. */
export function mostDigits({ unit, formula }: Pick<Metric, 'unit' | 'formula'>): number {
  if (unit === 'dollars' || unit === 'per person') return 2;
  const isWhole = formula.op === 'measure' && unit !== 'credits' && unit !== 'minutes' && unit !== 'score';
  return isWhole ? 0 : 1;
}
