import type { DuckDBConnection } from '@duckdb/node-api';
import { MADE_IDS_FROM } from '@flightdeck/catalog';
import type { Person } from '@flightdeck/store';
import { readRows } from '../file/session.ts';
import { createBinder } from '../file/sql.ts';
import { compileBearers, LOGINS } from './filter.ts';
import { compileHost } from './reach.ts';

/** People of the scopes' host found by what filters name; those of whom only the login is known have no id of GitHub. */
export async function readPeople(
  connection: DuckDBConnection,
  scopes: readonly string[],
  asked: readonly string[],
): Promise<readonly Person[]> {
  if (asked.length === 0) return [];
  const binder = createBinder();
  const wanted = binder.list(asked.map((name) => name.toLowerCase()));
  const ids = compileBearers({ scopes }, LOGINS, asked, wanted);
  const sql = `SELECT CAST(n.user_id AS VARCHAR), p.label FROM ${ids} AS n(user_id)
    LEFT JOIN person AS p ON p.host = ${compileHost({ scopes })} AND p.user_id = n.user_id
    WHERE n.user_id < ${MADE_IDS_FROM} ORDER BY n.user_id`;
  const rows = await readRows(connection, sql, binder.values);
  return rows.map(([id, label]) => ({ id: String(id), label: label === null ? null : String(label) }));
}
