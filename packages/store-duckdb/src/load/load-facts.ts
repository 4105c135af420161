import type { DuckDBConnection } from '@duckdb/node-api';
import { DataError, type Day, type Fact, InputError, type ReportKind } from '@flightdeck/catalog';
import type { FactFile } from '@flightdeck/store';
import { identifier, literal } from '@flightdeck/store/shared';
import { compileDays } from '../file/days.ts';
import { factColumns } from '../file/layout/layout.ts';
import { execute, readRows, toNumber, toText } from '../file/session.ts';
import { createBinder } from '../file/sql.ts';

/** Deletes the rows of the days from every fact of the report. */
export async function deleteDays(
  connection: DuckDBConnection,
  facts: readonly Fact[],
  scope: string,
  days: readonly Day[],
): Promise<void> {
  for (const { name } of facts) {
    const binder = createBinder();
    const where = compileDays('f', scope, days, binder);
    await execute(connection, `DELETE FROM ${identifier(name)} AS f WHERE ${where}`, binder.values);
  }
}

/**
 * Inserts the rows of the days from the files.
 * @throws DataError `duplicate_grain` when two rows have one grain, `other_scope` when a row is of another scope.
 */
export async function insertDays(
  connection: DuckDBConnection,
  batch: { readonly scope: string; readonly report: ReportKind; readonly files: readonly FactFile[] },
  facts: readonly Fact[],
  days: readonly Day[],
): Promise<void> {
  await refuseOtherScope(connection, batch);
  for (const { fact: name, file } of batch.files) {
    const fact = facts.find((known) => known.name === name);
    if (!fact) {
      throw new InputError(`The fact "${name}" is not filled by ${batch.report}.`, { code: 'other_fact' });
    }
    const binder = createBinder();
    const columns = await selectColumns(connection, fact, file);
    await execute(
      connection,
      `INSERT INTO ${identifier(name)} (${columns.map(([column]) => identifier(column)).join(', ')})
       SELECT ${columns.map(([, value]) => value).join(', ')} FROM read_parquet(${literal(file)}) AS f
       WHERE ${compileDays('f', batch.scope, days, binder)}`,
      binder.values,
    );
  }
  for (const fact of facts) {
    const files = batch.files.filter((file) => file.fact === fact.name);
    const isDistinct = files.length === 0 || (files.length === 1 && files[0]?.isDistinct === true);
    if (!isDistinct) await refuseRepeats(connection, fact, batch, days);
  }
}

/** Target columns and their values in the file; a column the file lacks is not set. */
async function selectColumns(connection: DuckDBConnection, fact: Fact, file: string): Promise<[string, string][]> {
  const described = await readRows(connection, `DESCRIBE SELECT * FROM read_parquet(${literal(file)})`);
  const present = new Set(described.map(([name]) => String(name)));
  return factColumns(fact)
    .filter(([name]) => present.has(name))
    .map(([name, type]) => [name, `CAST(f.${identifier(name)} AS ${type})`]);
}

async function refuseOtherScope(
  connection: DuckDBConnection,
  {
    scope,
    report,
    files,
  }: { readonly scope: string; readonly report: ReportKind; readonly files: readonly FactFile[] },
): Promise<void> {
  if (files.length === 0) return;
  const list = files.map(({ file }) => literal(file)).join(', ');
  const rows = await readRows(
    connection,
    `SELECT any_value(scope) FROM read_parquet([${list}], union_by_name = true) WHERE scope IS DISTINCT FROM $1`,
    [scope],
  );
  const other = toText(rows[0]?.[0]);
  if (other !== null) {
    throw new DataError(`A row of ${other} stands among those of ${scope}.`, { code: 'other_scope', report });
  }
}

async function refuseRepeats(
  connection: DuckDBConnection,
  fact: Fact,
  { scope, report }: { readonly scope: string; readonly report: ReportKind },
  days: readonly Day[],
): Promise<void> {
  const binder = createBinder();
  const where = compileDays('f', scope, days, binder);
  const keys = fact.grain.filter((name) => name !== 'scope').map((name) => `f.${identifier(name)}`);
  // Comparing one number a row is cheaper than comparing its grain; the grain itself is grouped only when two are
  // equal.
  const alike = await readRows(
    connection,
    `SELECT count(*) > count(DISTINCT hash(${keys.join(', ')})) FROM ${identifier(fact.name)} AS f WHERE ${where}`,
    binder.values,
  );
  if (alike[0]?.[0] === false) return;
  const rows = await readRows(
    connection,
    `SELECT CAST(f.day AS VARCHAR), count(*) FROM ${identifier(fact.name)} AS f WHERE ${where}
     GROUP BY ${keys.join(', ')} HAVING count(*) > 1 LIMIT 1`,
    binder.values,
  );
  const repeated = rows[0];
  if (!repeated) return;
  throw new DataError(
    `${toNumber(repeated[1])} rows of ${fact.name} on ${toText(repeated[0])} have the same ${fact.grain.slice(2).join(', ') || 'day'}.`,
    {
      code: 'duplicate_grain',
      report,
      hint: 'Nothing of the batch was loaded. The report repeats a row; fetch it again.',
    },
  );
}
