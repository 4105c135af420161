import { addDays, type Day, type DayRange, pluralOf, type Unit } from '@flightdeck/catalog';

const locale = (): string => (typeof navigator === 'undefined' ? 'en-GB' : navigator.language) || 'en-GB';
/** Formats by locale and options: making one takes a hundred times as long as using it, and a page shows thousands. */
const formats = new Map<string, Intl.NumberFormat>();

function number(value: number, options: Intl.NumberFormatOptions = {}): string {
  const key = locale() + JSON.stringify(options);
  const format = formats.get(key) ?? new Intl.NumberFormat(locale(), options);
  formats.set(key, format);
  return format.format(value);
}

/** Space that keeps number and unit on one line. */
const NBSP = '\u00a0';
const MINUS = '\u2212';

/** Full digits to 9,999,999, then `12.4 M`. */
export function formatCount(value: number): string {
  if (Math.abs(value) > 9_999_999) {
    const [divisor, letter] = Math.abs(value) >= 1e9 ? [1e9, 'B'] : [1e6, 'M'];
    return `${number(value / divisor, { maximumFractionDigits: 1 })}${NBSP}${letter}`;
  }
  return number(value, { maximumFractionDigits: Number.isInteger(value) ? 0 : 1 });
}

/** US dollars, cents only where there are any. */
export function formatDollars(value: number): string {
  const cents = Number.isInteger(value) ? 0 : 2;
  const digits = { minimumFractionDigits: cents, maximumFractionDigits: cents };
  return number(value, { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol', ...digits });
}

/** The number and its unit apart, because the unit is set small: `31.3` and `%`. */
export function splitValue(value: number, unit: Unit): { readonly text: string; readonly unit: string } {
  if (unit === 'ratio')
    return { text: number(value * 100, { minimumFractionDigits: 1, maximumFractionDigits: 1 }), unit: '%' };
  if (unit === 'per person')
    return { text: number(value, { maximumFractionDigits: Math.abs(value) < 10 ? 2 : 1 }), unit: '' };
  if (unit === 'dollars') return { text: formatDollars(value), unit: '' };
  if (unit === 'minutes') return { text: formatCount(value), unit: 'min' };
  return { text: formatCount(value), unit: '' };
}

/** A value for a reader; null is "no data", never 0. */
export function formatValue(value: number | null | undefined, unit: Unit): string {
  if (value === null || value === undefined) return 'no data';
  const parts = splitValue(value, unit);
  return parts.unit === '' ? parts.text : `${parts.text}${NBSP}${parts.unit}`;
}

/** Axis labels: `80k`, `1.2M`, `25`. */
export function formatTick(value: number, unit: Unit): string {
  if (unit === 'ratio') return number(Math.abs(value) * 100, { maximumFractionDigits: 1 });
  const size = Math.abs(value);
  if (size >= 1e6) return `${number(size / 1e6, { maximumFractionDigits: 1 })}M`;
  if (size >= 10_000 || (size >= 1000 && size % 1000 === 0))
    return `${number(size / 1e3, { maximumFractionDigits: 1 })}k`;
  return number(size, { maximumFractionDigits: 1 });
}

/** How a value moved: `pt` for ratios, `%` else; direction 0 and "no change" below rounding. */
export interface Change {
  readonly direction: -1 | 0 | 1;
  readonly text: string;
  readonly from: string;
}

/** The change from `before` to `now`; null where either is unknown, or where nothing can be divided by. */
export function changeOf(now: number | null | undefined, before: number | null | undefined, unit: Unit): Change | null {
  if (now === null || now === undefined || before === null || before === undefined) return null;
  const from = formatValue(before, unit);
  if (unit !== 'ratio' && before === 0) return now === 0 ? { direction: 0, text: 'no change', from } : null;
  const amount = unit === 'ratio' ? (now - before) * 100 : ((now - before) / before) * 100;
  const rounded = Math.round(amount * 10) / 10;
  if (rounded === 0) return { direction: 0, text: 'no change', from };
  const digits = number(Math.abs(rounded), { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return {
    direction: rounded > 0 ? 1 : -1,
    text: `${rounded > 0 ? '+' : MINUS}${digits}${NBSP}${unit === 'ratio' ? 'pt' : '%'}`,
    from,
  };
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** `Nov` of a day. */
export const monthName = (day: Day): string => MONTHS[Number(day.slice(5, 7)) - 1] ?? '';

/** `18 Nov`, with the year when it is not this one. */
export function formatDay(day: Day, thisYear?: string): string {
  const year = day.slice(0, 4);
  const text = `${Number(day.slice(8))} ${monthName(day)}`;
  return thisYear === undefined || thisYear === year ? text : `${text} ${year}`;
}

/** `Mon 9 Nov 2026`. */
export function formatLongDay(day: Day): string {
  return `${WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? ''} ${formatDay(day)} ${day.slice(0, 4)}`;
}

/** True on Saturday and Sunday (UTC). */
export function isWeekend(day: Day): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}

/** `25 Oct – 21 Nov`, the month once where it is the same (`19–21 Nov`), years when they differ. */
export function formatRange(range: DayRange): string {
  if (range.from === range.to) return formatDay(range.from);
  if (range.from.slice(0, 7) === range.to.slice(0, 7)) return `${Number(range.from.slice(8))}–${formatDay(range.to)}`;
  const year = range.from.slice(0, 4) === range.to.slice(0, 4) ? undefined : '';
  return `${formatDay(range.from, year)} – ${formatDay(range.to, year)}`;
}

/** `1 day`, `2 days`: the noun in the number it needs. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${pluralOf(count, one, many)}`;
}

/** `14 min ago`, `3 h ago`, `2 days ago`. */
export function formatAgo(instant: string, now: Date): string {
  const minutes = Math.max(0, Math.round((now.getTime() - Date.parse(instant)) / 60_000));
  if (minutes < 1) return 'just now';
  if (minutes < 90) return `${minutes} min ago`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h ago` : `${Math.round(hours / 24)} days ago`;
}

/** `09:46` UTC of an instant, with its day when it is not today's. */
export function formatTime(instant: string, now: Date): string {
  const iso = new Date(instant).toISOString();
  const time = iso.slice(11, 16);
  return iso.slice(0, 10) === now.toISOString().slice(0, 10) ? time : `${formatDay(iso.slice(0, 10))} ${time}`;
}

/** Runs of days named before the rest is counted. */
const RUNS_NAMED = 3;

/** `5 Jun, 8–10 Nov` of days in order, neighbours in one; `and 4 more days` after three; empty of none. */
export function formatDays(days: readonly Day[]): string {
  const runs: DayRange[] = [];
  for (const day of days) {
    const last = runs.at(-1);
    if (last && addDays(last.to, 1) === day) runs[runs.length - 1] = { from: last.from, to: day };
    else runs.push({ from: day, to: day });
  }
  const named = runs.slice(0, RUNS_NAMED);
  const end = named.at(-1)?.to ?? '';
  const more = days.filter((day) => day > end).length;
  return `${named.map(formatRange).join(', ')}${more > 0 ? ` and ${plural(more, 'more day')}` : ''}`;
}

/** `2026-11-22 09:58 UTC`. */
export const minuteOf = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
