import type { Day } from '@flightdeck/catalog';
import type { ResultRow } from '@flightdeck/query';
import { numberOf } from '../../data/number-of.ts';

/** One day of a person: height 0–1 by the square root of prompts. */
export interface StripBar {
  readonly day: Day;
  readonly height: number;
  readonly agent: boolean;
  readonly provisional: boolean;
  readonly prompts: number | null;
}

/** A person's days as bars; `most` is the largest number of prompts a day among the people shown together. */
export function prepareStrip(
  days: readonly Day[],
  rows: ReadonlyMap<Day, ResultRow>,
  most: number,
  provisional: ReadonlySet<Day>,
): StripBar[] {
  return days.map((day) => {
    const row = rows.get(day);
    const prompts = numberOf(row?.interactions);
    return {
      day,
      height: prompts === null || prompts === 0 ? 0 : Math.sqrt(prompts / Math.max(1, most)),
      agent: (numberOf(row?.agent_days) ?? 0) > 0,
      provisional: provisional.has(day),
      prompts,
    };
  });
}

/** Rows by person and day, and the most prompts anyone had on one day. */
export function stripRows(rows: readonly ResultRow[]): {
  readonly byUser: ReadonlyMap<string, ReadonlyMap<Day, ResultRow>>;
  readonly most: number;
} {
  const byUser = new Map<string, Map<Day, ResultRow>>();
  let most = 0;
  for (const row of rows) {
    const user = String(row.user);
    const days = byUser.get(user) ?? new Map<Day, ResultRow>();
    days.set(String(row.day), row);
    byUser.set(user, days);
    most = Math.max(most, numberOf(row.interactions) ?? 0);
  }
  return { byUser, most };
}
