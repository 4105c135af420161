import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import type { ReportKind } from '@flightdeck/catalog';
import type {
  LandingRow,
  Ledger,
  LedgerDay,
  ReceivedFile,
  RejectedLineRow,
  RestatementRow,
  RunRow,
} from '@flightdeck/store';
import { compileLedgerAsOf } from '../ask/as-of.ts';
import { execute, readRows, toNumber, toText } from '../file/session.ts';
import { createBinder } from '../file/sql.ts';
import { compileFilter, readVersions, recordMissedDays } from './day-versions.ts';
import { READ_SLOTS, toSlot } from './entity-slots.ts';

/** How the ledger reaches the file: reads see commits only, writes are one transaction each. */
export interface LedgerAccess {
  read<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T>;
  write<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T>;
  /** A write that no answer depends on. */
  note<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T>;
}

const LANDING_COLUMNS = `l.sha256, l.scope, l.report, CAST(l.range_from AS VARCHAR), CAST(l.range_to AS VARCHAR), l.file_name,
  l.archive_path, l.bytes, l.lines, l.records, l.rejected, l.blank, l.fetched_at`;

/** The ledger, kept in the same file as the facts. */
export function createLedger({ read, write, note }: LedgerAccess): Ledger {
  const select = (sql: string, values: Parameters<typeof readRows>[2] = []) =>
    read((connection) => readRows(connection, sql, values));
  return {
    async days(filter = {}) {
      const binder = createBinder();
      const from = filter.asOf === undefined ? 'ledger_day' : `(${compileLedgerAsOf(filter.asOf)})`;
      const rows = await select(
        `SELECT scope, report, CAST(day AS VARCHAR), state, source, via, sha256, fetched_at, records, restated, code, message
         FROM ${from} AS l${compileFilter(filter, binder)} ORDER BY scope, report, day`,
        binder.values,
      );
      return rows.map(toLedgerDay);
    },
    versions: (filter = {}) => read((connection) => readVersions(connection, filter)),
    recordDays: (rows) => write((connection) => recordMissedDays(connection, rows)),
    recordLandings: (files) =>
      note(async (connection) => {
        for (const file of files) await recordLanding(connection, file);
      }),
    async landings() {
      return (await select(`SELECT ${LANDING_COLUMNS} FROM landing AS l ORDER BY l.fetched_at, l.archive_path`)).map(
        toLanding,
      );
    },
    async rejectedLines(limit = 1000) {
      const rows = await select(
        `SELECT ${LANDING_COLUMNS}, r.line, r."offset", r.code, r.path, r.message, r.sample
         FROM rejected_line AS r JOIN landing AS l ON l.sha256 = r.sha256
         ORDER BY l.fetched_at DESC, l.archive_path, r.line LIMIT $1`,
        [limit],
      );
      return rows.map((row) => {
        const landing = toLanding(row);
        const [line, offset, code, path, message, sample] = row.slice(13);
        const rejected: RejectedLineRow = {
          sha256: landing.sha256,
          line: toCount(line),
          offset: toCount(offset),
          code: String(code),
          path: toText(path),
          message: String(message),
          sample: String(sample),
        };
        return { ...rejected, landing };
      });
    },
    async unknownFields() {
      const rows = await select(
        'SELECT report, path, count, example, first_seen, last_seen FROM unknown_field ORDER BY report, path',
      );
      return rows.map(([report, path, count, example, firstSeen, lastSeen]) => ({
        report: toReport(report),
        path: String(path),
        count: toCount(count),
        example: toText(example),
        firstSeen: String(firstSeen),
        lastSeen: String(lastSeen),
      }));
    },
    async entitySlots() {
      return (await select(READ_SLOTS)).map(toSlot);
    },
    async restatements(limit = 1000, filter = {}) {
      const binder = createBinder();
      const rows = await select(
        `SELECT stated_at, scope, report, CAST(day AS VARCHAR), measure, before, after FROM restatement${compileFilter(filter, binder)}
         ORDER BY stated_at DESC, scope, report, day, measure LIMIT ${binder.bind(limit)}`,
        binder.values,
      );
      return rows.map(
        ([at, scope, report, day, measure, before, after]): RestatementRow => ({
          at: String(at),
          scope: String(scope),
          report: toReport(report),
          day: String(day),
          measure: String(measure),
          before: toAmount(before),
          after: toAmount(after),
        }),
      );
    },
    recordRun: (run) => write((connection) => recordRun(connection, run)),
    async runs(limit = 100) {
      const rows = await select(
        `SELECT id, kind, started_at, ended_at, result, days_loaded, days_failed, requests, message FROM run
         ORDER BY started_at DESC, id DESC LIMIT $1`,
        [limit],
      );
      return rows.map(toRun);
    },
    recordMark: ({ archive, seq, chain }) =>
      note(async (connection) => {
        await execute(connection, 'DELETE FROM journal_mark');
        await execute(connection, 'INSERT INTO journal_mark VALUES ($1, $2, $3)', [archive, seq, chain]);
      }),
    async mark() {
      const [row] = await select('SELECT archive, seq, chain FROM journal_mark');
      return row === undefined ? null : { archive: String(row[0]), seq: toCount(row[1]), chain: String(row[2]) };
    },
  };
}

async function recordLanding(
  connection: DuckDBConnection,
  { landing, rejected, unknown }: ReceivedFile,
): Promise<void> {
  await recordLandingRow(connection, landing);
  await execute(connection, 'DELETE FROM rejected_line WHERE sha256 = $1', [landing.sha256]);
  for (const { sha256, line, offset, code, path, message, sample } of rejected) {
    await execute(connection, 'INSERT INTO rejected_line VALUES ($1, $2, $3, $4, $5, $6, $7)', [
      sha256,
      line,
      offset,
      code,
      path,
      message,
      sample,
    ]);
  }
  for (const { report, path, count, example, firstSeen, lastSeen } of unknown) {
    await execute(
      connection,
      `CREATE OR REPLACE TEMP TABLE merged_field AS
       SELECT $1 AS report, $2 AS path, sum(count)::BIGINT AS count, any_value(example) AS example,
         min(first_seen) AS first_seen, max(last_seen) AS last_seen
       FROM (SELECT count, example, first_seen, last_seen FROM unknown_field WHERE report = $1 AND path = $2
         UNION ALL SELECT CAST($3 AS BIGINT), CAST($4 AS VARCHAR), $5, $6)`,
      [report, path, count, example, firstSeen, lastSeen],
    );
    await execute(connection, 'DELETE FROM unknown_field WHERE report = $1 AND path = $2', [report, path]);
    await execute(connection, 'INSERT INTO unknown_field SELECT * FROM merged_field');
  }
}

async function recordLandingRow(connection: DuckDBConnection, row: LandingRow): Promise<void> {
  await execute(connection, 'DELETE FROM landing WHERE sha256 = $1 AND archive_path = $2', [
    row.sha256,
    row.archivePath,
  ]);
  await execute(
    connection,
    `INSERT INTO landing VALUES ($1, $2, $3, CAST($4 AS DATE), CAST($5 AS DATE), $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      row.sha256,
      row.scope,
      row.report,
      row.range.from,
      row.range.to,
      row.fileName,
      row.archivePath,
      row.bytes,
      row.lines,
      row.records,
      row.rejected,
      row.blank,
      row.fetchedAt,
    ],
  );
}

async function recordRun(connection: DuckDBConnection, run: RunRow): Promise<void> {
  await execute(connection, 'DELETE FROM run WHERE id = $1', [run.id]);
  await execute(connection, 'INSERT INTO run VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
    run.id,
    run.kind,
    run.startedAt,
    run.endedAt,
    run.result,
    run.daysLoaded,
    run.daysFailed,
    run.requests,
    run.message,
  ]);
}

function toLedgerDay(row: readonly DuckDBValue[]): LedgerDay {
  const [scope, report, day, state, source, via, sha256, fetchedAt, records, restated, code, message] = row;
  return {
    scope: String(scope),
    report: toReport(report),
    day: String(day),
    state: String(state) as LedgerDay['state'],
    source: toReport(source),
    via: String(via),
    sha256: toText(sha256),
    fetchedAt: String(fetchedAt),
    records: toCount(records),
    restated: toCount(restated),
    code: toText(code),
    message: toText(message),
  };
}

function toLanding(row: readonly DuckDBValue[]): LandingRow {
  const [sha256, scope, report, from, to, fileName, archivePath, bytes, lines, records, rejected, blank, fetchedAt] =
    row;
  return {
    sha256: String(sha256),
    scope: String(scope),
    report: toReport(report),
    range: { from: String(from), to: String(to) },
    fileName: toText(fileName),
    archivePath: String(archivePath),
    bytes: toCount(bytes),
    lines: toCount(lines),
    records: toCount(records),
    rejected: toCount(rejected),
    blank: toCount(blank),
    fetchedAt: String(fetchedAt),
  };
}

function toRun(row: readonly DuckDBValue[]): RunRow {
  const [id, kind, startedAt, endedAt, result, daysLoaded, daysFailed, requests, message] = row;
  return {
    id: String(id),
    kind: String(kind) as RunRow['kind'],
    startedAt: String(startedAt),
    endedAt: String(endedAt),
    result: String(result) as RunRow['result'],
    daysLoaded: toCount(daysLoaded),
    daysFailed: toCount(daysFailed),
    requests: toCount(requests),
    message: toText(message),
  };
}

function toCount(cell: DuckDBValue | undefined): number {
  return Number(toNumber(cell) ?? 0);
}

function toAmount(cell: DuckDBValue | undefined): number | null {
  const value = toNumber(cell);
  return value === null ? null : Number(value);
}

function toReport(cell: DuckDBValue | undefined): ReportKind {
  return String(cell) as ReportKind;
}
