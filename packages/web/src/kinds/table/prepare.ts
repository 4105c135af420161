import { isUnknownValue } from '@flightdeck/catalog';
import type { ResultRow } from '@flightdeck/query';
import { numberOf } from '../../data/number-of.ts';
import { entityLabel } from '../../theme/entities.ts';

/** Dimensions whose value with most outputs a person is known by. */
export const TOPS = ['language', 'ide', 'model', 'feature'] as const;
export type Top = (typeof TOPS)[number];

/** What is known of a person beside the sums: teams, what they use most, and the last day with a prompt. */
export interface PersonFacts {
  /** Teams of the range, those of most days first. */
  readonly teams: readonly string[];
  readonly tops: Readonly<Partial<Record<Top, string>>>;
  readonly lastActive: string | null;
}

interface Rows {
  readonly days: readonly ResultRow[];
  readonly teams: readonly ResultRow[];
  readonly tops: Readonly<Record<Top, readonly ResultRow[]>>;
}

/** Rows by person and day, team, language, … → what is known of each person, by login. */
export function prepareFacts({ days, teams, tops }: Rows): ReadonlyMap<string, PersonFacts> {
  const people = new Map<string, { teams: string[]; tops: Partial<Record<Top, string>>; lastActive: string | null }>();
  const of = (row: ResultRow) => {
    const login = String(row.user);
    const found = people.get(login) ?? { teams: [], tops: {}, lastActive: null };
    people.set(login, found);
    return found;
  };
  for (const row of days) {
    const person = of(row);
    const day = String(row.day);
    if ((numberOf(row.interactions) ?? 0) > 0 && day > (person.lastActive ?? '')) person.lastActive = day;
  }
  for (const row of sorted(teams, 'interactions'))
    if (!isUnknownValue('team', row.team)) of(row).teams.push(String(row.team));
  for (const name of TOPS)
    for (const row of sorted(tops[name], 'generated')) {
      const person = of(row);
      if (!isUnknownValue(name, row[name]) && (numberOf(row.generated) ?? 0) > 0)
        person.tops[name] ??= entityLabel(name, String(row[name]));
    }
  return people;
}

const sorted = (rows: readonly ResultRow[], metric: string): ResultRow[] =>
  [...rows].sort((a, b) => (numberOf(b[metric]) ?? 0) - (numberOf(a[metric]) ?? 0));
