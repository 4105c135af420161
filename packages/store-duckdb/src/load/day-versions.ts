import type { DuckDBConnection } from '@duckdb/node-api';
import type { Day, ReportKind } from '@flightdeck/catalog';
import type { DayVersion, LedgerDay, LedgerFilter, RestatementFilter } from '@flightdeck/store';
import { execute, readRows, toNumber, toText } from '../file/session.ts';
import { type Binder, createBinder } from '../file/sql.ts';
import { keepLedgerDays, LEDGER_DAY_COLUMNS } from './history.ts';

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

/** Rows written with one statement, so that a year without reports costs a few of them. */
const ROWS_A_STATEMENT = 200;

/** Notes days without rows, but not those of which rows are loaded; as long as asking again brings nothing new a row stands since the first time. */
export async function recordMissedDays(connection: DuckDBConnection, rows: readonly LedgerDay[]): Promise<void> {
  for (const alike of groupRows(rows)) {
    for (let start = 0; start < alike.length; start += ROWS_A_STATEMENT) {
      await recordSome(connection, alike.slice(start, start + ROWS_A_STATEMENT));
    }
  }
}

/** Rows of one scope and report, no two of a day. */
async function recordSome(connection: DuckDBConnection, rows: readonly LedgerDay[]): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const { scope, report } = first;
  const daysIn = (days: readonly LedgerDay[], binder: Binder): string =>
    `scope = ${binder.bind(scope)} AND report = ${binder.bind(report)}
     AND day IN (${days.map(({ day }) => `CAST(${binder.bind(day)} AS DATE)`).join(', ')})`;
  const asked = createBinder();
  const found = await readRows(
    connection,
    `SELECT CAST(day AS VARCHAR), state, code, since FROM ledger_day WHERE ${daysIn(rows, asked)}`,
    asked.values,
  );
  const standing = new Map(found.map((values) => [String(values[0]), values.slice(1).map(toText)]));
  const isLoaded = ({ day }: LedgerDay): boolean => ['present', 'provisional'].includes(standing.get(day)?.[0] ?? '');
  const written = rows.filter((row) => !isLoaded(row));
  if (written.length === 0) return;
  const isNews = ({ day, state, code }: LedgerDay): boolean => {
    const [stateThen, codeThen] = standing.get(day) ?? [];
    return stateThen !== state || codeThen !== code;
  };
  const changed = written.filter((row) => standing.has(row.day) && isNews(row));
  await keepLedgerDays(connection, first, changed);
  const removed = createBinder();
  const again = written.filter(({ day }) => standing.has(day));
  if (again.length > 0) {
    await execute(connection, `DELETE FROM ledger_day WHERE ${daysIn(again, removed)}`, removed.values);
  }
  const added = createBinder();
  const values = written.map((row) => {
    const since = isNews(row) ? row.fetchedAt : (standing.get(row.day)?.[2] ?? row.fetchedAt);
    const { state, source, via, sha256, fetchedAt, records, restated, code, message } = row;
    const bound = [state, source, via, sha256, fetchedAt, records, restated, code, message, since];
    return `(${added.bind(scope)}, ${added.bind(report)}, CAST(${added.bind(row.day)} AS DATE), ${bound.map((value) => added.bind(value)).join(', ')}, NULL)`;
  });
  await execute(
    connection,
    `INSERT INTO ledger_day (${LEDGER_DAY_COLUMNS.join(', ')}) VALUES ${values.join(', ')}`,
    added.values,
  );
}

/** By scope and report, in order; a day that stands there twice opens another group. */
function groupRows(rows: readonly LedgerDay[]): readonly (readonly LedgerDay[])[] {
  const groups: LedgerDay[][] = [];
  const open = new Map<string, { rows: LedgerDay[]; days: Set<Day> }>();
  for (const row of rows) {
    const key = `${row.scope} ${row.report}`;
    const known = open.get(key);
    if (known && !known.days.has(row.day)) {
      known.rows.push(row);
      known.days.add(row.day);
      continue;
    }
    const started = { rows: [row], days: new Set([row.day]) };
    open.set(key, started);
    groups.push(started.rows);
  }
  return groups;
}
