import { addDays, type Day, type DayRange, eachDay, monthOf } from '@flightdeck/catalog';

/** The days a number is of: as named, so many that end with a day, or a calendar month up to a day. */
export type Window =
  | { readonly kind: 'days'; readonly range: DayRange }
  | { readonly kind: 'rolling'; readonly days: number; readonly to: Day }
  | { readonly kind: 'month'; readonly to: Day };

/** First and last day. */
export function rangeOf(window: Window): DayRange {
  switch (window.kind) {
    case 'days':
      return window.range;
    case 'rolling':
      return { from: addDays(window.to, 1 - window.days), to: window.to };
    case 'month':
      return { from: monthOf(window.to), to: window.to };
  }
}

/** The window in words: `the 28 days to 21 Nov 2026`. */
export function formatWindow(window: Window): string {
  const { from, to } = rangeOf(window);
  if (window.kind === 'rolling' && window.days > 1) return `the ${window.days} days to ${formatDay(to)}`;
  if (window.kind === 'month') return `the calendar month, ${formatRange(from, to)}`;
  return formatRange(from, to);
}

/** `21 Nov 2026`. */
export function formatDay(day: Day): string {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
}

/** Up to three days by name, more as a number and their ends. */
export function formatDays(days: readonly Day[]): string {
  const sorted = [...days].sort();
  const [first = '', last = ''] = [sorted[0], sorted.at(-1)];
  if (sorted.length <= 3) return sorted.map(formatDay).join(', ');
  return `${sorted.length} days between ${formatDay(first)} and ${formatDay(last)}`;
}

function formatRange(from: Day, to: Day): string {
  if (from === to) return formatDay(to);
  const first = from.slice(0, 4) === to.slice(0, 4) ? formatDay(from).slice(0, -5) : formatDay(from);
  return `${first} – ${formatDay(to)}`;
}

/** Days of the first window that are not in the second. */
export function daysOnlyIn(window: Window, other: Window): readonly Day[] {
  const { from, to } = rangeOf(other);
  return eachDay(rangeOf(window)).filter((day) => day < from || day > to);
}
