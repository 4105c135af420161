import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import { findDimension, parseScope, scopeLabel } from '@flightdeck/catalog';
import type { Scan, ScanRow } from '@flightdeck/query';
import { joinAnswers, type PartAnswer } from '@flightdeck/store/shared';
import { readColumns, toNumber, toText } from '../file/session.ts';
import { tablesOf } from '../rollup/rollup.ts';
import { readStaleBuckets } from '../rollup/stale-buckets.ts';
import { compileAsOf, dropAsOf } from './as-of.ts';
import { compileScan, dependsOnStale, type Part } from './compile.ts';
import { mayBeOfOneTeam, readIsOfOneTeam } from './one-team.ts';

/** Runs a scan's statements one after another in one snapshot and puts their columns together by key. */
export async function scanRows(connection: DuckDBConnection, scan: Scan, signal?: AbortSignal): Promise<ScanRow[]> {
  if (scan.asOf !== undefined) {
    return inSnapshot(connection, async () => readParts(connection, await dropAsOf(connection, scan), signal));
  }
  const [only, ...others] = dependsOnStale(scan) || mayBeOfOneTeam(scan) ? [] : compileScan(scan);
  if (only && others.length === 0) return readPart(connection, scan, only, signal);
  return inSnapshot(connection, () => readParts(connection, scan, signal));
}

async function readParts(
  connection: DuckDBConnection,
  scan: Scan,
  signal: AbortSignal | undefined,
): Promise<ScanRow[]> {
  const stale = await readStaleBuckets(connection, tablesOf(scan.fact));
  const isOfOneTeam = mayBeOfOneTeam(scan) && (await readIsOfOneTeam(connection, scan));
  const parts = compileScan(scan, { stale, isOfOneTeam });
  const answers: PartAnswer[] = [];
  for (const part of parts) {
    const rows = await readPart(connection, scan, compileAsOf(part, scan), signal);
    answers.push({ measures: part.measures, rows });
  }
  return joinAnswers(scan, answers);
}

async function readPart(
  connection: DuckDBConnection,
  scan: Scan,
  { sql, values, measures }: Part,
  signal: AbortSignal | undefined,
): Promise<ScanRow[]> {
  signal?.throwIfAborted();
  return toScanRows(scan, measures, await readColumns(connection, sql, values));
}

/** A part's rows: a value for each measure it answers, in its order. */
function toScanRows(
  scan: Scan,
  measures: readonly number[],
  { columns: cells, rowCount }: Awaited<ReturnType<typeof readColumns>>,
): ScanRow[] {
  const isScope = scan.by.map((name) => findDimension(name)?.kind === 'scope');
  const toKey = (cell: DuckDBValue | undefined, index: number): string | null => {
    const text = toText(cell);
    return isScope[index] && text !== null ? scopeLabel(parseScope(text)) : text;
  };
  return Array.from({ length: rowCount }, (_, row) => ({
    keys: isScope.map((_, index) => toKey(cells[index]?.[row], index)),
    values: measures.map((_, index) => toNumber(cells[isScope.length + index]?.[row])),
  }));
}

/** Runs the work in one read transaction, so that all its statements see the same commits. */
async function inSnapshot<T>(connection: DuckDBConnection, work: () => Promise<T>): Promise<T> {
  // Neither has anything to bind or to read, so that they need not be prepared.
  await connection.run('BEGIN TRANSACTION READ ONLY');
  try {
    return await work();
  } finally {
    await connection.run('ROLLBACK');
  }
}
