import type { DayRange } from '@flightdeck/catalog';
import { scopesOf } from '../data/scopes.ts';
import { cutSpans, daysOfSpans, failedSpans, isDaily } from '../data/spans.ts';
import type { Status } from '../data/status.ts';

/** What a range lacks: days whose report failed, of the scopes a choice means. */
export interface MissingDays {
  /** The days in order, each once. */
  readonly days: readonly string[];
  /** Scopes with such a day. */
  readonly scopes: readonly string[];
  /** Why the newest of them failed, as GitHub or Flightdeck said it; null when nothing was said. */
  readonly why: string | null;
}

/** Days of daily reports that failed inside the range; null when none did. */
export function missingDays(
  status: Pick<Status, 'scopes' | 'spans'>,
  chosen: string | null,
  range: DayRange,
): MissingDays | null {
  const scopes = new Map(scopesOf(status, chosen).map(({ scope, label }) => [scope, label]));
  const daily = failedSpans(status).filter((span) => scopes.has(span.scope) && isDaily(span));
  const failed = [...cutSpans(daily, range)].sort((a, b) => (a.to < b.to ? -1 : 1));
  const newest = failed.at(-1);
  if (!newest) return null;
  return {
    days: [...daysOfSpans(failed)].sort(),
    scopes: [...new Set(failed.map(({ scope }) => scopes.get(scope) ?? scope))],
    why: newest.message,
  };
}
