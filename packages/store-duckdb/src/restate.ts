import type { DuckDBConnection } from '@duckdb/node-api';
import type { Day, Fact, ReportKind } from '@flightdeck/catalog';
import type { RestatementRow } from '@flightdeck/store';
import { compileDays } from './days.ts';
import { countedColumns } from './load-facts.ts';
import { execute, readRows, toNumber, toText } from './session.ts';
import { createBinder, identifier } from './sql.ts';

/** Row count and counter sums of each day, as `fact.column` → value. */
export type DaySums = ReadonlyMap<Day, ReadonlyMap<string, number | bigint | null>>;

/** Sums of the days as they stand in the facts. */
export async function readDaySums(
  connection: DuckDBConnection,
  facts: readonly Fact[],
  scope: string,
  days: readonly Day[],
): Promise<DaySums> {
  const sums = new Map<Day, Map<string, number | bigint | null>>(days.map((day) => [day, new Map()]));
  if (days.length === 0) return sums;
  for (const fact of facts) {
    const binder = createBinder();
    const where = compileDays('f', scope, days, binder);
    const columns = countedColumns(fact);
    const values = ['count(*)', ...columns.map(({ name }) => `sum(f.${identifier(name)})`)];
    const rows = await readRows(
      connection,
      `SELECT CAST(f.day AS VARCHAR), ${values.join(', ')} FROM ${identifier(fact.name)} AS f WHERE ${where} GROUP BY f.day`,
      binder.values,
    );
    const names = ['rows', ...columns.map(({ name }) => name)].map((name) => `${fact.name}.${name}`);
    for (const row of rows) {
      const day = sums.get(toText(row[0]) ?? '');
      names.forEach((name, index) => {
        day?.set(name, toNumber(row[index + 1]));
      });
    }
  }
  return sums;
}

/** One row for each measure whose total differs; a fact without rows has 0 rows and unknown sums. */
export function compareDaySums(
  before: DaySums,
  after: DaySums,
  where: { readonly at: string; readonly scope: string; readonly report: ReportKind },
): readonly RestatementRow[] {
  return [...before].flatMap(([day, was]) => {
    const is = after.get(day) ?? new Map<string, number | bigint | null>();
    return [...new Set([...was.keys(), ...is.keys()])].flatMap((measure) => {
      const none = measure.endsWith('.rows') ? 0 : null;
      const [a, b] = [was.get(measure) ?? none, is.get(measure) ?? none];
      if (a === b) return [];
      return { ...where, day, measure, before: a === null ? null : Number(a), after: b === null ? null : Number(b) };
    });
  });
}

/** Writes restatements to the ledger. */
export async function recordRestatements(connection: DuckDBConnection, rows: readonly RestatementRow[]): Promise<void> {
  for (const { at, scope, report, day, measure, before, after } of rows) {
    await execute(connection, 'INSERT INTO restatement VALUES ($1, $2, $3, CAST($4 AS DATE), $5, $6, $7)', [
      at,
      scope,
      report,
      day,
      measure,
      before,
      after,
    ]);
  }
}
