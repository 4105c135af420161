import type { DuckDBConnection } from '@duckdb/node-api';
import { type Day, FACTS, type Fact } from '@flightdeck/catalog';
import { identifier } from '@flightdeck/store/shared';
import { compileDays } from '../file/days.ts';
import { execute, readRows, toNumber } from '../file/session.ts';
import { type Bound, createBinder } from '../file/sql.ts';
import { ADOPTED } from './adopted.ts';

/** A kind of name: who bears it (ids of people and repositories are each host's own), in which fact column it stands, and the table of every name ever borne. */
interface NameKind {
  readonly history: string;
  readonly keys: readonly string[];
  readonly name: string;
  /** Fact columns that a row's name is made of, joined by a slash. */
  readonly columns: readonly string[];
  /** Statements that fill the table of present names from the history. */
  readonly refresh: readonly string[];
}

/** SQL of the slug of an organization or enterprise, as labels of teams have it. */
export const organizationOf = (scope: string): string => `split_part(split_part(${scope}, '@', 1), ':', 2)`;
/** The same of a row's own. */
export const ORGANIZATION = organizationOf('scope');

/**
 * Two people can hold one login one after the other: the later keeps it plain, the earlier gets the id behind it. Who is known
 * by a login alone has the name of whom it belongs to. GitHub's names know no case.
 */
const LOGIN: NameKind = {
  history: 'person_login',
  keys: ['host', 'user_id'],
  name: 'login',
  columns: ['user_login'],
  refresh: [
    'DELETE FROM person',
    `INSERT INTO person
     WITH last AS (SELECT host, user_id, arg_max(login, (last_day, login)) AS login, max(last_day) AS last_day
       FROM person_login GROUP BY host, user_id),
     adopted AS (${ADOPTED}),
     named AS (SELECT host, user_id, login,
       CASE WHEN row_number() OVER (PARTITION BY host, lower(login) ORDER BY last_day DESC, user_id DESC) = 1
       THEN login ELSE login || ' (' || user_id || ')' END AS label, last_day
       FROM last WHERE (host, user_id) NOT IN (SELECT (host, made) FROM adopted))
     SELECT * FROM (SELECT * FROM named UNION ALL
       SELECT a.host, a.made, n.login, n.label, l.last_day FROM adopted AS a
       JOIN named AS n ON n.host = a.host AND n.user_id = a.real JOIN last AS l ON l.host = a.host AND l.user_id = a.made)
     ORDER BY host, user_id`,
  ],
};

/**
 * A slug that was freed can be taken by another team of the organization: as with logins the later keeps it plain. Teams of
 * several organizations of a host can bear one slug at once; their label says whose team it is.
 */
const SLUG: NameKind = {
  history: 'team_slug',
  keys: ['scope', 'team_id'],
  name: 'slug',
  columns: ['team_slug'],
  refresh: [
    'DELETE FROM team',
    `INSERT INTO team
     SELECT scope, team_id, slug, name, CASE WHEN bearers > 1 THEN ${ORGANIZATION} || '/' || name ELSE name END, last_day
     FROM (SELECT *, CASE WHEN place = 1 THEN slug ELSE slug || ' (' || team_id || ')' END AS name,
         count(DISTINCT CASE WHEN place = 1 THEN team_id END) OVER (PARTITION BY split_part(scope, '@', 2), lower(slug)) AS bearers
       FROM (SELECT *, row_number() OVER (PARTITION BY scope, lower(slug) ORDER BY last_day DESC, team_id DESC) AS place
         FROM (SELECT scope, team_id, arg_max(slug, (last_day, slug)) AS slug, max(last_day) AS last_day
           FROM team_slug GROUP BY scope, team_id))) ORDER BY scope, team_id`,
  ],
};

/** As with logins, of two repositories that held one name the later keeps it plain. */
const REPOSITORY: NameKind = {
  history: 'repository_name',
  keys: ['host', 'repo_id'],
  name: 'name',
  columns: ['repo_owner_name', 'repo_name'],
  refresh: [
    'DELETE FROM repository',
    `INSERT INTO repository
     SELECT host, repo_id, name,
       CASE WHEN row_number() OVER (PARTITION BY host, lower(name) ORDER BY last_day DESC, repo_id DESC) = 1
       THEN name ELSE name || ' (' || repo_id || ')' END, last_day
     FROM (SELECT host, repo_id, arg_max(name, (last_day, name)) AS name, max(last_day) AS last_day
       FROM repository_name GROUP BY host, repo_id) ORDER BY host, repo_id`,
  ],
};

/** Learns the logins, slugs and names of repositories of the days just loaded: the latest is shown, every earlier one is understood. */
export async function learnNames(
  connection: DuckDBConnection,
  facts: readonly Fact[],
  scope: string,
  days: readonly Day[],
): Promise<void> {
  for (const kind of [LOGIN, SLUG, REPOSITORY]) {
    for (const fact of facts) {
      if (!bears(fact, kind)) continue;
      const binder = createBinder();
      await learn(connection, kind, fact, compileDays('f', scope, days, binder), binder.values);
    }
  }
}

/** Tables of names, each with a column that files of earlier versions lack. */
export const NAME_TABLES: readonly (readonly [table: string, column: string])[] = [
  ['person_login', 'host'],
  ['person', 'host'],
  ['team', 'name'],
  ['repository_name', 'host'],
  ['repository', 'host'],
];

/** Learns all names from the days loaded; for a file whose tables of names were of an earlier version. */
export async function learnAgain(connection: DuckDBConnection): Promise<void> {
  for (const kind of [LOGIN, SLUG, REPOSITORY]) {
    for (const fact of FACTS) if (bears(fact, kind)) await learn(connection, kind, fact, 'true', []);
    for (const statement of kind.refresh) await execute(connection, statement);
  }
}

const bears = (fact: Fact, { columns }: NameKind): boolean =>
  columns.every((name) => fact.columns.some((column) => column.name === name));

async function learn(
  connection: DuckDBConnection,
  { history, keys, name, columns, refresh }: NameKind,
  fact: Fact,
  where: string,
  values: readonly Bound[],
): Promise<void> {
  const key = keys.join(', ');
  const read = keys
    .map((field) => (field === 'host' ? `split_part(f.scope, '@', 2) AS host` : `f.${field}`))
    .join(', ');
  const text = columns.map((column) => `f.${identifier(column)}`).join(" || '/' || ");
  const same = [...keys, name].map((field) => `o.${field} = s.${field}`).join(' AND ');
  await execute(
    connection,
    `CREATE OR REPLACE TEMP TABLE seen AS
     SELECT * FROM (SELECT ${read}, ${text} AS ${name}, max(f.day) AS last_day FROM ${identifier(fact.name)} AS f
       WHERE ${where} AND ${text} IS NOT NULL GROUP BY ALL) AS s
     WHERE NOT EXISTS (SELECT 1 FROM ${history} AS o WHERE ${same} AND o.last_day >= s.last_day)`,
    values,
  );
  const count = await readRows(connection, 'SELECT count(*) FROM seen');
  if (toNumber(count[0]?.[0]) === 0) return;
  await execute(connection, `DELETE FROM ${history} AS o USING seen AS s WHERE ${same}`);
  await execute(
    connection,
    `INSERT INTO ${history} SELECT ${key}, ${name}, last_day FROM seen ORDER BY ${key}, last_day`,
  );
  for (const statement of refresh) await execute(connection, statement);
}
