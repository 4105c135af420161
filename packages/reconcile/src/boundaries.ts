import { addDays, type Day, type DayRange } from '@flightdeck/catalog';
import type { ResultRow } from '@flightdeck/query';

/** A version of an editor or of its Copilot plugin. */
export interface ClientVersion {
  readonly ide: string;
  readonly kind: 'editor' | 'plugin';
  readonly version: string;
}

/** Days in which versions spread among the people of their editors. */
export interface Boundary {
  readonly range: DayRange;
  readonly versions: readonly ClientVersion[];
}

/** People by day, editor and version, of one kind of version. */
export interface VersionRows {
  readonly kind: ClientVersion['kind'];
  readonly dimension: string;
  readonly rows: readonly ResultRow[];
}

/** A version has begun to spread from this share of an editor's people, and has spread from that one. */
const BEGUN = 0.1;
const SPREAD = 0.5;
/** Longest time in which a version spreads and is still a boundary and not a drift. */
const LONGEST_DAYS = 14;
/** Versions that spread this close to each other cannot be separated by whole weeks. */
const APART_DAYS = 7;

/** Boundaries in order of their days; versions that spread within a week are one. The first version seen is none. */
export function findBoundaries(sources: readonly VersionRows[]): readonly Boundary[] {
  const found = sources.flatMap((source) =>
    [...adoptions(source)].flatMap(([version, days]) => spreadOf(version, days)),
  );
  found.sort((a, b) => (a.range.from < b.range.from ? -1 : 1));
  const boundaries: { range: DayRange; versions: ClientVersion[] }[] = [];
  for (const { range, version } of found) {
    const last = boundaries.at(-1);
    if (last && range.from <= addDays(last.range.to, APART_DAYS)) {
      last.versions.push(version);
      last.range = { from: last.range.from, to: range.to > last.range.to ? range.to : last.range.to };
    } else {
      boundaries.push({ range, versions: [version] });
    }
  }
  return boundaries;
}

type Shares = readonly (readonly [day: Day, share: number])[];

/** Each version's share of its editor's people by day, in order of days. */
function adoptions({ kind, dimension, rows }: VersionRows): ReadonlyMap<ClientVersion, Shares> {
  const totals = new Map<string, number>();
  const counts = new Map<string, Map<Day, number>>();
  for (const row of rows) {
    const [ide, version, day] = [String(row.ide ?? ''), row[dimension], String(row.day)];
    if (version === null || version === undefined) continue;
    const people = Number(row.reported_users ?? 0);
    const place = `${ide} ${day}`;
    totals.set(place, (totals.get(place) ?? 0) + people);
    const key = JSON.stringify([ide, version]);
    const days = counts.get(key) ?? new Map<Day, number>();
    counts.set(key, days.set(day, (days.get(day) ?? 0) + people));
  }
  const days = [...new Set(rows.map(({ day }) => String(day)))].sort();
  return new Map(
    [...counts].map(([key, people]) => {
      const [ide, version] = JSON.parse(key) as [string, string];
      const shares = days.flatMap((day) => {
        const total = totals.get(`${ide} ${day}`);
        return total ? [[day, (people.get(day) ?? 0) / total] as const] : [];
      });
      return [{ ide, kind, version }, shares];
    }),
  );
}

/** When a version spread; none for one that was there from the start, never spread, or took its time. */
function spreadOf(version: ClientVersion, shares: Shares): { version: ClientVersion; range: DayRange }[] {
  const first = shares[0];
  const begun = shares.find(([, share]) => share >= BEGUN);
  const spread = shares.find(([, share]) => share >= SPREAD);
  if (!first || !begun || !spread || first[1] >= BEGUN) return [];
  if (spread[0] > addDays(begun[0], LONGEST_DAYS)) return [];
  return [{ version, range: { from: begun[0], to: spread[0] } }];
}
