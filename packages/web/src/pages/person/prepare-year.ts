import { type Day, type DayRange, dayCount, eachDay, weekOf } from '@flightdeck/catalog';
import type { ResultRow } from '@flightdeck/query';
import { bisectRight } from 'd3-array';
import { numberOf } from '../../data/number-of.ts';

/** A day of one person: `step` 1–10 of the sequential ramp by quantile, 0 for no prompt. */
export interface DayCell {
  readonly day: Day;
  readonly week: number;
  /** 0 Monday – 6 Sunday. */
  readonly weekday: number;
  readonly prompts: number | null;
  readonly step: number;
  readonly agent: boolean;
}

const STEPS = 10;

/** Days of a range as a grid of weeks; colour follows the person's own quantiles, so a quiet person is readable too. */
export function prepareYear(range: DayRange, rows: readonly ResultRow[]): DayCell[] {
  const byDay = new Map(rows.map((row) => [String(row.day), row]));
  const sorted = rows
    .map((row) => numberOf(row.interactions) ?? 0)
    .filter((value) => value > 0)
    .sort((a, b) => a - b);
  const first = weekOf(range.from);
  return eachDay(range).map((day) => {
    const row = byDay.get(day);
    const prompts = numberOf(row?.interactions);
    const since = dayCount({ from: first, to: day }) - 1;
    const below = bisectRight(sorted, prompts ?? 0);
    return {
      day,
      week: Math.floor(since / 7),
      weekday: since % 7,
      prompts,
      step: prompts ? Math.max(1, Math.ceil((below / sorted.length) * STEPS)) : 0,
      agent: (numberOf(row?.agent_days) ?? 0) > 0,
    };
  });
}
