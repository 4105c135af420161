import type { DayRange } from '@flightdeck/catalog';
import { lower, type Question } from './question.ts';
import { type Binder, identifier } from './sql.ts';

/** SQL for rows of `f` in the scopes asked. */
export function compileScopes({ scopes }: Question, binder: Binder, table = 'f'): string {
  return scopes.length === 0 ? 'false' : `${table}.scope IN (${binder.list(scopes)})`;
}

/** SQL for rows whose day is in the range. */
export function compileRange(range: DayRange, binder: Binder, table = 'f'): string {
  return `${table}.day BETWEEN CAST(${binder.bind(range.from)} AS DATE) AND CAST(${binder.bind(range.to)} AS DATE)`;
}

/** SQL for the filters on persons, attributes and teams; `teamId` is the team of the row when grouped by team. */
export function compileFilters(question: Question, teamId: string | null, binder: Binder): string[] {
  return question.where.flatMap((filter) => {
    const values = binder.list(lower(filter.values));
    const isIn = filter.is === 'in';
    switch (filter.kind) {
      case 'person':
        return `${isIn ? '' : 'NOT '}f.user_id IN (SELECT user_id FROM person_login WHERE lower(login) IN (${values}) UNION SELECT user_id FROM person WHERE lower(label) IN (${values}))`;
      case 'team':
        return compileTeams(question, isIn, teamId, values, binder);
      case 'attribute': {
        const column = `f.${identifier(filter.dimension)}`;
        return isIn ? `lower(${column}) IN (${values})` : `(${column} IS NULL OR lower(${column}) NOT IN (${values}))`;
      }
      default:
        return [];
    }
  });
}

/**
 * Grouped by team, the filter is on the team of the row; else on the person's teams of the day. Not in a team means in
 * none of the scopes asked where people are counted once, else not in the scope of the row.
 */
function compileTeams(
  question: Question,
  isIn: boolean,
  teamId: string | null,
  values: string,
  binder: Binder,
): string {
  const teams = `SELECT scope, team_id FROM team_slug WHERE lower(slug) IN (${values})`;
  const not = isIn ? '' : 'NOT ';
  if (teamId !== null) return `${not}(f.scope, ${teamId}) IN (${teams})`;
  const isAnywhere = question.scan.once && !isIn;
  const key = (table: string) => `${isAnywhere ? '' : `${table}.scope, `}${table}.day, ${table}.user_id`;
  const members = [
    `SELECT ${key('m')} FROM user_team_day AS m`,
    `WHERE ${compileScopes(question, binder, 'm')} AND ${compileRange(question.scan.range, binder, 'm')}`,
    `AND (m.scope, m.team_id) IN (${teams})`,
  ];
  return `(${key('f')}) ${not}IN (${members.join(' ')})`;
}
