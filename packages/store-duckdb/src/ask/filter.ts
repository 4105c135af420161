import { columnOf, findDimension } from '@flightdeck/catalog';
import { personIdOf } from '@flightdeck/query';
import { identifier, isOfPeople, lower, type Question } from '@flightdeck/store/shared';
import type { Binder } from '../file/sql.ts';
import { ORGANIZATION } from '../load/names.ts';
import { compileJourney } from './journey.ts';
import { compileHost, compileRange, compileScopes } from './reach.ts';

/** SQL for the filters on persons, teams, repositories and attributes; `teamId` is the team of the row when grouped by team. */
export function compileFilters(question: Question, teamId: string | null, binder: Binder): string[] {
  return question.where.flatMap((filter) => {
    const values = binder.list(lower(filter.values));
    const isIn = filter.is === 'in';
    switch (filter.kind) {
      case 'person':
        return compilePeople(question, isIn, compileBearers(question, LOGINS, filter.values, values));
      case 'team':
        return compileTeams(question, isIn, teamId, values, binder);
      case 'repository':
        return `${isIn ? '' : 'NOT '}f.repo_id IN ${compileBearers(question, REPOSITORIES, filter.values, values)}`;
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

/** A seat of nobody is not one of the people named. */
function compilePeople({ fact }: Question, isIn: boolean, people: string): string {
  if (isIn) return `f.user_id IN ${people}`;
  return isOfPeople(fact) ? `f.user_id NOT IN ${people}` : `(f.user_id IS NULL OR f.user_id NOT IN ${people})`;
}

/** Where the names of people or repositories stand. */
interface NamedKind {
  readonly id: string;
  /** The table of every name ever borne, and its column. */
  readonly history: string;
  readonly name: string;
  /** The table of present names, with their labels. */
  readonly present: string;
}

/** Where logins stand. */
export const LOGINS: NamedKind = { id: 'user_id', history: 'person_login', name: 'login', present: 'person' };
/** Where names of repositories stand. */
export const REPOSITORIES: NamedKind = {
  id: 'repo_id',
  history: 'repository_name',
  name: 'name',
  present: 'repository',
};

/**
 * Ids of those on the host asked who bear one of the names now; for a name that nobody bears any more, of the last who bore
 * it; for one who never had a name, the id itself; `#4242` is the person of that id.
 */
export function compileBearers(
  question: Pick<Question, 'scopes'>,
  kind: NamedKind,
  names: readonly string[],
  values: string,
): string {
  const { id, present } = kind;
  const host = compileHost(question);
  const nameless = names.filter((value) => /^\d{1,18}$/.test(value)).map((value) => `(${BigInt(value)})`);
  const named = kind === LOGINS ? names.flatMap((value) => personIdOf(value) ?? []) : [];
  const found = `SELECT ${id} FROM ${present} WHERE host = ${host} AND lower(label) IN (${values})
    UNION ${compileLastBearers(kind, host, values)}${named.map((own) => ` UNION SELECT ${own}`).join('')}${
      nameless.length === 0
        ? ''
        : ` UNION SELECT n FROM (VALUES ${nameless.join(', ')}) AS v(n)
    WHERE n NOT IN (SELECT ${id} FROM ${present} WHERE host = ${host}) AND CAST(n AS VARCHAR) NOT IN (SELECT label FROM ${present} WHERE host = ${host})`
    }`;
  if (kind !== LOGINS) return `(${found})`;
  // Who is known by a login alone bears the label of whom it belongs to.
  return `(WITH found AS (${found}) SELECT user_id FROM found UNION SELECT q.user_id FROM person AS p
    JOIN person AS q ON q.host = p.host AND q.label = p.label WHERE p.host = ${host} AND p.user_id IN (SELECT user_id FROM found))`;
}

/** SQL of the last on the host who bore each of the names that nobody bears now. */
function compileLastBearers({ id, history, name, present }: NamedKind, host: string, values: string): string {
  return `SELECT arg_max(${id}, (last_day, ${id})) FROM ${history}
    WHERE host = ${host} AND lower(${name}) IN (${values})
    AND lower(${name}) NOT IN (SELECT lower(label) FROM ${present} WHERE host = ${host}) GROUP BY lower(${name})`;
}

/**
 * Scope and id of the teams of the scopes asked that bear one of the names now (`web`, or `acme/web` of one organization);
 * for a name that no team of them bears any more, of the last of each scope that bore it.
 */
export function compileTeamsNamed(question: Pick<Question, 'scopes'>, values: string, binder: Binder): string {
  const scopes = compileScopes(question, binder, 't');
  const bears = (name: string) =>
    `(lower(${name}) IN (${values}) OR lower(${ORGANIZATION} || '/' || ${name}) IN (${values}))`;
  return `SELECT scope, team_id FROM team AS t WHERE ${scopes} AND (${bears('name')} OR lower(label) IN (${values}))
    UNION SELECT scope, arg_max(team_id, (last_day, team_id)) FROM team_slug AS t WHERE ${scopes}
    AND CASE WHEN lower(slug) IN (${values}) THEN lower(slug) NOT IN (SELECT lower(t.name) FROM team AS t WHERE ${scopes})
      ELSE ${bears('slug')} AND (scope, lower(slug)) NOT IN (SELECT (t.scope, lower(t.name)) FROM team AS t) END
    GROUP BY scope, lower(slug)`;
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
  const teams = compileTeamsNamed(question, values, binder);
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
