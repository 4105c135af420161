import { type DayRange, parseScope, scopeLabel } from '@flightdeck/catalog';
import type { MetricQuery, ResultRow } from '@flightdeck/query';

/** A team a person is in. */
export interface Membership {
  /** Key of the scope whose team it is. */
  readonly scope: string;
  /** Its name, as a filter takes it. */
  readonly team: string;
  /** First and last day on which they were in it: what came before or after is none of theirs to see. */
  readonly range: DayRange;
}

/** The teams of the last day on which there is any, each with its days, from rows by day and team. */
export function toMemberships(scope: string, rows: readonly ResultRow[]): readonly Membership[] {
  const known = rows.flatMap(({ day, team, team_members: members }) =>
    typeof day === 'string' && typeof team === 'string' && members !== null ? [{ day, team }] : [],
  );
  const last = known.reduce((latest, { day }) => (day > latest ? day : latest), '');
  return [...new Set(known.flatMap(({ day, team }) => (day === last ? [team] : [])))].sort().map((team) => {
    const days = known.flatMap((row) => (row.team === team ? [row.day] : [])).sort();
    return { scope, team, range: { from: days[0] ?? last, to: last } };
  });
}

/** The filter on one scope. */
export function inScope(key: string): MetricQuery['where'][number] {
  const scope = parseScope(key);
  const dimension = scope.kind === 'enterprise' ? 'enterprise' : 'organization';
  return { dimension, is: 'in', values: [scopeLabel(scope)] };
}
