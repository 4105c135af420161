import { columnOf, findDimension } from '@flightdeck/catalog';
import { compileJourney } from './journey.ts';
import { lower, type Question } from './question.ts';
import { compileHost, compileRange, compileScopes } from './reach.ts';
import { type Binder, identifier } from './sql.ts';

/** SQL for the filters on persons, teams, repositories and attributes; `teamId` is the team of the row when grouped by team. */
export function compileFilters(question: Question, teamId: string | null, binder: Binder): string[] {
  return question.where.flatMap((filter) => {
    const values = binder.list(lower(filter.values));
    const isIn = filter.is === 'in';
    switch (filter.kind) {
      case 'person':
        return `${isIn ? '' : 'NOT '}f.user_id IN ${compileBearers(question, LOGINS, values)}`;
      case 'team':
        return compileTeams(question, isIn, teamId, values, binder);
      case 'repository':
        return `${isIn ? '' : 'NOT '}f.repo_id IN ${compileBearers(question, REPOSITORIES, values)}`;
      case 'journey': {
        const journey = compileJourney(question, binder);
        const people = `SELECT ${journey.keys.join(', ')} FROM (${journey.sql}) WHERE CAST(${identifier(filter.dimension)} AS VARCHAR) IN (${values})`;
        return `${isIn ? '' : 'NOT '}(${journey.keys.map((key) => `f.${key}`).join(', ')}) IN (${people})`;
      }
      case 'attribute': {
        const dimension = findDimension(filter.dimension);
        const name = dimension ? columnOf(dimension) : filter.dimension;
        const isText = question.fact.columns.some((column) => column.name === name && column.type === 'text');
        const column = isText ? `f.${identifier(name)}` : `CAST(f.${identifier(name)} AS VARCHAR)`;
        return isIn ? `lower(${column}) IN (${values})` : `(${column} IS NULL OR lower(${column}) NOT IN (${values}))`;
      }
      default:
        return [];
    }
  });
}

const LOGINS = { id: 'user_id', history: 'person_login', name: 'login', present: 'person' } as const;
const REPOSITORIES = { id: 'repo_id', history: 'repository_name', name: 'name', present: 'repository' } as const;

/** Ids of those on the host asked who bear or ever bore one of the names. */
function compileBearers(
  question: Question,
  { id, history, name, present }: typeof LOGINS | typeof REPOSITORIES,
  values: string,
): string {
  const host = compileHost(question);
  const select = (table: string, column: string) =>
    `SELECT ${id} FROM ${table} WHERE host = ${host} AND lower(${column}) IN (${values})`;
  return `(${select(history, name)} UNION ${select(present, 'label')})`;
}

/** Scope and id of the teams that bear or ever bore one of the names. */
export function compileTeamsNamed(values: string): string {
  return `SELECT scope, team_id FROM team_slug WHERE lower(slug) IN (${values})
    UNION SELECT scope, team_id FROM team WHERE lower(label) IN (${values})`;
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
  const teams = compileTeamsNamed(values);
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
