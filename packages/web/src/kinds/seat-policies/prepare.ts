import { type Day, findDimension } from '@flightdeck/catalog';
import type { ResultRow } from '@flightdeck/query';
import * as words from '../../text/kinds/seats.ts';

/** A setting of an organization, and since which snapshot it has the value. */
export interface Policy {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly since: Day;
  /** True: the first snapshot had it already, so it may be older. */
  readonly isFirst: boolean;
}

const VALUES: ReadonlyMap<string, string> = new Map(Object.entries(words.settings));

/** Rows by day of one organization → each setting as of the last one, with the first day of its present value. */
export function preparePolicies(rows: readonly ResultRow[], names: readonly string[]): readonly Policy[] {
  const days = rows
    .filter((row) => typeof row.day === 'string')
    .sort((a, b) => (String(a.day) < String(b.day) ? -1 : 1));
  const last = days.at(-1);
  if (!last) return [];
  return names.map((name) => {
    const value = last[name] ?? null;
    const changed = days.findLastIndex((row) => (row[name] ?? null) !== value);
    const since = String(days[changed + 1]?.day ?? last.day);
    const text = value === null ? words.doesNotSay : (VALUES.get(String(value)) ?? String(value));
    return { name, label: findDimension(name)?.label ?? name, value: text, since, isFirst: changed < 0 };
  });
}
