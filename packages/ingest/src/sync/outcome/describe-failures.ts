import { addDays, type Day } from '@flightdeck/catalog';

/** Something of a report that is missing, and why; null parts mean all of it. */
export interface Failure {
  readonly scope: string;
  readonly report: string | null;
  readonly day: string | null;
  readonly code: string | null;
  readonly message: string | null;
}

/** Ranges of days that are written out before the rest is counted. */
const RANGES_SHOWN = 4;

/**
 * One line for all days of a report that failed alike, in the order met: what, when, why, and the code to look for.
 * Reports that failed for one cause stand below one sentence, a line for each.
 */
export function describeFailures(failures: readonly Failure[]): readonly string[] {
  const causes = group(failures, ({ code, message }) => JSON.stringify([code, message]));
  return causes.flatMap((alike) => {
    const [first] = alike;
    const why = `${first?.message ?? 'failed'} [${first?.code ?? 'failed'}]`;
    const holes = group(alike, ({ scope }) => scope)
      .flatMap((ofScope) => group(ofScope, ({ report }) => String(report)))
      .map(whatOf);
    return holes.length === 1 ? [`${holes[0]}: ${why}`] : [why, ...holes.map((hole) => `  ${hole}`)];
  });
}

function whatOf(alike: readonly Failure[]): string {
  const [first] = alike;
  const days = alike.flatMap(({ day }) => (day === null ? [] : [day]));
  return [first?.scope, first?.report, formatDays(days)].filter((part) => part).join(' ');
}

/** Days as ranges: `2026-10-01, 2026-10-03 to 2026-10-31 (30 days)`; empty for none. */
export function formatDays(days: readonly Day[]): string {
  const sorted = [...new Set(days)].sort();
  const ranges: { from: Day; to: Day }[] = [];
  for (const day of sorted) {
    const last = ranges.at(-1);
    if (last && addDays(last.to, 1) === day) last.to = day;
    else ranges.push({ from: day, to: day });
  }
  const shown = ranges.slice(0, RANGES_SHOWN).map(({ from, to }) => (from === to ? from : `${from} to ${to}`));
  const more = ranges.length - shown.length;
  const rest = more > 0 ? ` and more up to ${sorted.at(-1)}` : '';
  return `${shown.join(', ')}${rest}${sorted.length > 2 ? ` (${sorted.length} days)` : ''}`;
}

function group<T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const alike = groups.get(key) ?? [];
    groups.set(key, alike);
    alike.push(item);
  }
  return [...groups.values()];
}
