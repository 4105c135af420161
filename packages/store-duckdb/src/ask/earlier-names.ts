import type { DuckDBConnection } from '@duckdb/node-api';
import { findDimension } from '@flightdeck/catalog';
import type { EarlierName, Filter } from '@flightdeck/query';
import { readRows } from '../file/session.ts';
import { createBinder, type Statement } from '../file/sql.ts';
import { ORGANIZATION } from '../load/names.ts';
import { compileBearers, compileTeamsNamed, LOGINS, REPOSITORIES } from './filter.ts';
import { compileHost, compileScopes } from './reach.ts';

/**
 * Names of the filters that nobody bears now, with the current names of those they find; none for a name nobody had.
 */
export async function readEarlierNames(
  connection: DuckDBConnection,
  scopes: readonly string[],
  where: readonly Filter[],
): Promise<readonly EarlierName[]> {
  const earlier: EarlierName[] = [];
  for (const { dimension, values } of where) {
    const borne = new Set(await readNames(connection, compilePresent(scopes, dimension, values)));
    for (const name of new Set(values)) {
      if (borne.has(name.toLowerCase())) continue;
      earlier.push({ dimension, name, now: await readNames(connection, compileFound(scopes, dimension, name)) });
    }
  }
  return earlier;
}

async function readNames(connection: DuckDBConnection, { sql, values }: Statement): Promise<readonly string[]> {
  return (await readRows(connection, sql, values)).map(([name]) => String(name));
}

/** Those of the names that somebody bears, in lower case. */
function compilePresent(scopes: readonly string[], dimension: string, names: readonly string[]): Statement {
  const binder = createBinder();
  const wanted = binder.list(names.map((name) => name.toLowerCase()));
  if (dimension === 'team') {
    const of = compileScopes({ scopes }, binder);
    const selects = ['name', `${ORGANIZATION} || '/' || name`, 'label'].map(
      (name) => `SELECT lower(${name}) FROM team AS f WHERE ${of} AND lower(${name}) IN (${wanted})`,
    );
    return { sql: selects.join(' UNION '), values: binder.values };
  }
  const { present } = kindOf(dimension);
  const sql = `SELECT lower(label) FROM ${present} WHERE host = ${compileHost({ scopes })} AND lower(label) IN (${wanted})`;
  return { sql, values: binder.values };
}

/** Present names of those found by the name. */
function compileFound(scopes: readonly string[], dimension: string, name: string): Statement {
  const binder = createBinder();
  const wanted = binder.bind(name.toLowerCase());
  if (dimension === 'team') {
    const label = scopes.length > 1 ? 'label' : 'name';
    const sql = `SELECT ${label} FROM team WHERE (scope, team_id) IN (${compileTeamsNamed({ scopes }, wanted, binder)}) ORDER BY 1`;
    return { sql, values: binder.values };
  }
  const kind = kindOf(dimension);
  const ids = compileBearers({ scopes }, kind, [name], wanted);
  // Somebody may be known by an id and by a login alone, under one label.
  const sql = `SELECT DISTINCT label FROM ${kind.present} WHERE host = ${compileHost({ scopes })} AND ${kind.id} IN ${ids} ORDER BY 1`;
  return { sql, values: binder.values };
}

const kindOf = (dimension: string) => (findDimension(dimension)?.kind === 'person' ? LOGINS : REPOSITORIES);
