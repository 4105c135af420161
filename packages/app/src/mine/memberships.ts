import { addDays, type Day, type DayRange, parseScope, scopeLabel } from '@flightdeck/catalog';
import type { MetricQuery, ResultRow } from '@flightdeck/query';

/** A team a person is in. */
export interface Membership {
  /** Key of the scope whose team it is. */
  readonly scope: string;
  /** Its name, as a filter takes it. */
  readonly team: string;
  /** From the first to the last day on which they were in it without a break: what came before or after is none of theirs to see. */
  readonly range: DayRange;
}

/**
 * The teams of the last day on which there is any, each with its days, from rows by day and team. Days that no report was received of
 * (`missing`) break none.
 */
export function toMemberships(
  scope: string,
  rows: readonly ResultRow[],
  missing: readonly Day[],
): readonly Membership[] {
  const known = rows.flatMap(({ day, team, team_members: members }) =>
    typeof day === 'string' && typeof team === 'string' && members !== null ? [{ day, team }] : [],
  );
  const last = known.reduce((latest, { day }) => (day > latest ? day : latest), '');
  return [...new Set(known.flatMap(({ day, team }) => (day === last ? [team] : [])))].sort().map((team) => {
    const days = new Set(known.flatMap((row) => (row.team === team ? [row.day] : [])));
    return { scope, team, range: { from: beginOf(days, last, new Set(missing)), to: last } };
  });
}

/** The first of the days that lead to the last without a break. */
function beginOf(days: ReadonlySet<Day>, last: Day, missing: ReadonlySet<Day>): Day {
  let first = last;
  for (let day = last; days.has(day) || missing.has(day); day = addDays(day, -1)) if (days.has(day)) first = day;
  return first;
}

/** The filter on one scope. */
export function inScope(key: string): MetricQuery['where'][number] {
  const scope = parseScope(key);
  const dimension = scope.kind === 'enterprise' ? 'enterprise' : 'organization';
  return { dimension, is: 'in', values: [scopeLabel(scope)] };
}
