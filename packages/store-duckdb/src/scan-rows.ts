import type { DuckDBConnection } from '@duckdb/node-api';
import { findDimension, parseScope, scopeLabel } from '@flightdeck/catalog';
import type { Scan, ScanRow, Value } from '@flightdeck/query';
import { compileScan } from './compile.ts';
import { readRows, toNumber, toText } from './session.ts';

/** Runs a scan's statements one after another in one snapshot and puts their columns together by key. */
export async function scanRows(connection: DuckDBConnection, scan: Scan, signal?: AbortSignal): Promise<ScanRow[]> {
  const parts = compileScan(scan);
  const isScope = scan.by.map((name) => findDimension(name)?.kind === 'scope');
  const groups = new Map<string, { keys: (string | null)[]; values: Value[] }>();
  const addPart = async ({ sql, values, measures }: (typeof parts)[number]): Promise<void> => {
    signal?.throwIfAborted();
    for (const cells of await readRows(connection, sql, values)) {
      const keys = scan.by.map((_, index) => {
        const text = toText(cells[index]);
        return isScope[index] && text !== null ? scopeLabel(parseScope(text)) : text;
      });
      const id = JSON.stringify(keys);
      const group = groups.get(id) ?? { keys, values: scan.measures.map(() => null) };
      groups.set(id, group);
      measures.forEach((measure, index) => {
        group.values[measure] = toNumber(cells[keys.length + index]);
      });
    }
  };
  if (parts.length === 1) {
    for (const part of parts) await addPart(part);
  } else {
    await inSnapshot(connection, async () => {
      for (const part of parts) await addPart(part);
    });
  }
  return [...groups.values()];
}

/** Runs the work in one read transaction, so that all its statements see the same commits. */
async function inSnapshot(connection: DuckDBConnection, work: () => Promise<void>): Promise<void> {
  await readRows(connection, 'BEGIN TRANSACTION READ ONLY');
  try {
    await work();
  } finally {
    await readRows(connection, 'ROLLBACK');
  }
}
