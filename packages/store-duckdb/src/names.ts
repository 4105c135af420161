import type { DuckDBConnection } from '@duckdb/node-api';
import type { Day, Fact } from '@flightdeck/catalog';
import { compileDays } from './days.ts';
import { execute, readRows, toNumber } from './session.ts';
import { createBinder, identifier } from './sql.ts';

/** A kind of name: who bears it, in which fact column it stands, and the table of every name ever borne. */
interface NameKind {
  readonly history: string;
  readonly keys: readonly string[];
  readonly name: string;
  readonly column: string;
  /** Statements that fill the table of present names from the history. */
  readonly refresh: readonly string[];
}

/** Two people can hold one login one after the other: the later keeps it plain, the earlier gets the id behind it. */
const LOGIN: NameKind = {
  history: 'person_login',
  keys: ['user_id'],
  name: 'login',
  column: 'user_login',
  refresh: [
    'DELETE FROM person',
    `INSERT INTO person
     SELECT user_id, login, CASE WHEN row_number() OVER (PARTITION BY login ORDER BY last_day DESC, user_id DESC) = 1
       THEN login ELSE login || ' (' || user_id || ')' END, last_day
     FROM (SELECT user_id, arg_max(login, (last_day, login)) AS login, max(last_day) AS last_day
       FROM person_login GROUP BY user_id) ORDER BY user_id`,
  ],
};

const SLUG: NameKind = {
  history: 'team_slug',
  keys: ['scope', 'team_id'],
  name: 'slug',
  column: 'team_slug',
  refresh: [
    'DELETE FROM team',
    `INSERT INTO team SELECT scope, team_id, arg_max(slug, (last_day, slug)), max(last_day)
     FROM team_slug GROUP BY scope, team_id ORDER BY scope, team_id`,
  ],
};

/** Learns the logins and slugs of the days just loaded: the latest is shown, every earlier one is understood. */
export async function learnNames(
  connection: DuckDBConnection,
  facts: readonly Fact[],
  scope: string,
  days: readonly Day[],
): Promise<void> {
  for (const kind of [LOGIN, SLUG]) {
    for (const fact of facts) {
      if (fact.columns.some(({ name }) => name === kind.column)) await learn(connection, kind, fact, scope, days);
    }
  }
}

async function learn(
  connection: DuckDBConnection,
  { history, keys, name, column, refresh }: NameKind,
  fact: Fact,
  scope: string,
  days: readonly Day[],
): Promise<void> {
  const binder = createBinder();
  const where = compileDays('f', scope, days, binder);
  const key = keys.join(', ');
  const text = `f.${identifier(column)}`;
  const same = [...keys, name].map((field) => `o.${field} = s.${field}`).join(' AND ');
  await execute(
    connection,
    `CREATE OR REPLACE TEMP TABLE seen AS
     SELECT * FROM (SELECT ${key}, ${text} AS ${name}, max(f.day) AS last_day FROM ${identifier(fact.name)} AS f
       WHERE ${where} AND ${text} IS NOT NULL GROUP BY ${key}, ${text}) AS s
     WHERE NOT EXISTS (SELECT 1 FROM ${history} AS o WHERE ${same} AND o.last_day >= s.last_day)`,
    binder.values,
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
