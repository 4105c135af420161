import type { DuckDBConnection } from '@duckdb/node-api';
import type { ReportKind } from '@flightdeck/catalog';
import type { DayVersion, LedgerDay, LedgerFilter, RestatementFilter } from '@flightdeck/store';
import { keepLedgerDays, LEDGER_DAY_COLUMNS } from './history.ts';
import { execute, readRows, toNumber, toText } from './session.ts';
import { type Binder, createBinder } from './sql.ts';

/** SQL of the WHERE for rows of the ledger; empty when nothing narrows. */
export function compileFilter(
  { scope, report, range, measures }: LedgerFilter & RestatementFilter,
  binder: Binder,
): string {
  const day = (value: string): string => `CAST(${binder.bind(value)} AS DATE)`;
  const where = [
    ...(scope === undefined ? [] : [`scope = ${binder.bind(scope)}`]),
    ...(report === undefined ? [] : [`report = ${binder.bind(report)}`]),
    ...(measures === undefined ? [] : [`measure IN (${binder.list(measures)})`]),
    ...(range === undefined ? [] : [`day BETWEEN ${day(range.from)} AND ${day(range.to)}`]),
  ];
  return where.length === 0 ? '' : ` WHERE ${where.join(' AND ')}`;
}

/** Every version of days that had rows, ordered by scope, report, day, time. */
export async function readVersions(
  connection: DuckDBConnection,
  filter: Omit<LedgerFilter, 'asOf'>,
): Promise<readonly DayVersion[]> {
  const binder = createBinder();
  const columns = 'scope, report, day, source, via, sha256, records, fetched_at, final_at, state';
  const rows = await readRows(
    connection,
    `SELECT scope, report, CAST(day AS VARCHAR), source, via, sha256, records, fetched_at, final_at, replaced_at
     FROM (SELECT ${columns}, replaced_at FROM day_version UNION ALL SELECT ${columns}, NULL FROM ledger_day)
     ${compileFilter(filter, binder) || ' WHERE true'} AND state IN ('present', 'provisional')
     ORDER BY scope, report, day, fetched_at`,
    binder.values,
  );
  return rows.map(([scope, report, day, source, via, sha256, records, receivedAt, finalAt, replacedAt]) => ({
    scope: String(scope),
    report: String(report) as ReportKind,
    day: String(day),
    source: String(source) as ReportKind,
    via: String(via),
    sha256: toText(sha256),
    records: Number(toNumber(records)),
    receivedAt: String(receivedAt),
    finalAt: toText(finalAt),
    replacedAt: toText(replacedAt),
  }));
}

/** Notes a day without rows unless rows of it are loaded; as long as asking again brings nothing new it stands since the first time. */
export async function recordMissedDay(connection: DuckDBConnection, row: LedgerDay): Promise<void> {
  const key = [row.scope, row.report, row.day];
  const same = 'scope = $1 AND report = $2 AND day = CAST($3 AS DATE)';
  const found = await readRows(connection, `SELECT state, code, since FROM ledger_day WHERE ${same}`, key);
  const [state, code, since] = (found[0] ?? []).map(toText);
  if (state === 'present' || state === 'provisional') return;
  const isNews = state !== row.state || code !== row.code;
  if (isNews) await keepLedgerDays(connection, row, [row]);
  await execute(connection, `DELETE FROM ledger_day WHERE ${same}`, key);
  await execute(
    connection,
    `INSERT INTO ledger_day (${LEDGER_DAY_COLUMNS.join(', ')})
     VALUES ($1, $2, CAST($3 AS DATE), $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, NULL)`,
    [
      ...key,
      row.state,
      row.source,
      row.via,
      row.sha256,
      row.fetchedAt,
      row.records,
      row.restated,
      row.code,
      row.message,
      isNews ? row.fetchedAt : (since ?? row.fetchedAt),
    ],
  );
}
