import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import { findDimension, parseScope, scopeLabel } from '@flightdeck/catalog';
import type { Scan, ScanRow, Value } from '@flightdeck/query';
import { readColumns, readRows, toNumber, toText } from '../file/session.ts';
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
  const answers: ScanRow[][] = [];
  for (const part of parts) answers.push(await readPart(connection, scan, compileAsOf(part, scan), signal));
  return answers.length === 1 ? (answers[0] ?? []) : joinParts(parts, answers);
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

/** A part's rows as rows of the scan; what the part does not answer is null. */
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
  const columns = scan.measures.map((_, index) => {
    const column = measures.indexOf(index);
    return column < 0 ? null : isScope.length + column;
  });
  return Array.from({ length: rowCount }, (_, row) => ({
    keys: isScope.map((_, index) => toKey(cells[index]?.[row], index)),
    values: columns.map((column) => (column === null ? null : toNumber(cells[column]?.[row]))),
  }));
}

/** Each measure's value from the part that answers it. */
function joinParts(parts: readonly Part[], answers: readonly (readonly ScanRow[])[]): ScanRow[] {
  const groups = new Map<string | null, { readonly keys: ScanRow['keys']; readonly values: Value[] }>();
  answers.forEach((rows, part) => {
    for (const { keys, values } of rows) {
      const id = keys.length === 1 ? (keys[0] ?? null) : JSON.stringify(keys);
      const group = groups.get(id);
      if (!group) groups.set(id, { keys, values: [...values] });
      else for (const measure of parts[part]?.measures ?? []) group.values[measure] = values[measure] ?? null;
    }
  });
  return [...groups.values()];
}

/** Runs the work in one read transaction, so that all its statements see the same commits. */
async function inSnapshot<T>(connection: DuckDBConnection, work: () => Promise<T>): Promise<T> {
  await readRows(connection, 'BEGIN TRANSACTION READ ONLY');
  try {
    return await work();
  } finally {
    await readRows(connection, 'ROLLBACK');
  }
}
