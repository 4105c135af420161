import type { DuckDBConnection } from '@duckdb/node-api';
import { DataError, type Day, type Fact, InputError, type ReportKind } from '@flightdeck/catalog';
import { FACT_FILE_TYPE, type FactFile } from '@flightdeck/store';
import { compileTotal, countedColumns, identifier, literal } from '@flightdeck/store/shared';
import { execute, readRows, toText } from './workbench.ts';

/** Rows of one (scope, report) on some days, as views `row_<fact>` of the workbench. */
export interface FactRows {
  readonly scope: string;
  readonly report: ReportKind;
  readonly days: readonly Day[];
  /** Facts that have a view; the others of the report have no rows. */
  readonly facts: readonly Fact[];
}

/** The view of a fact's rows. */
export const rowsOf = (fact: Pick<Fact, 'name'>): string => identifier(`row_${fact.name}`);

/** Name and SQL type of every column of a fact. */
export const columnsOf = (fact: Fact): readonly (readonly [name: string, type: string])[] => [
  ['scope', 'VARCHAR'],
  ['day', 'DATE'],
  ...fact.columns.map(({ name, type }) => [name, FACT_FILE_TYPE[type]] as const),
];

/**
 * Rows of the days from fact files.
 * @throws InputError `other_fact`, DataError `other_scope`, `duplicate_grain`: nothing of the batch is loaded.
 */
export async function readFactFiles(
  connection: DuckDBConnection,
  batch: { readonly scope: string; readonly report: ReportKind; readonly files: readonly FactFile[] },
  facts: readonly Fact[],
  days: readonly Day[],
): Promise<FactRows> {
  const byFact = new Map<Fact, FactFile[]>();
  for (const file of batch.files) {
    const fact = facts.find(({ name }) => name === file.fact);
    if (!fact)
      throw new InputError(`The fact "${file.fact}" is not filled by ${batch.report}.`, { code: 'other_fact' });
    byFact.set(fact, [...(byFact.get(fact) ?? []), file]);
  }
  const rows: FactRows = { scope: batch.scope, report: batch.report, days, facts: [...byFact.keys()] };
  for (const [fact, files] of byFact) {
    const from = `read_parquet([${files.map(({ file }) => literal(file)).join(', ')}], union_by_name = true)`;
    await refuseOtherScope(connection, from, batch);
    await createView(connection, fact, from, days);
    const isDistinct = files.length === 1 && files[0]?.isDistinct === true;
    if (!isDistinct) await refuseRepeats(connection, fact, batch.report);
  }
  return rows;
}

/** Makes the view of a fact's rows of the days; columns that the relation lacks are null. */
export async function createView(
  connection: DuckDBConnection,
  fact: Fact,
  from: string,
  days: readonly Day[],
): Promise<void> {
  const described = await readRows(connection, `DESCRIBE SELECT * FROM ${from}`);
  const present = new Set(described.map(([name]) => String(name)));
  const select = columnsOf(fact).map(([name, type]) =>
    present.has(name)
      ? `CAST(f.${identifier(name)} AS ${type}) AS ${identifier(name)}`
      : `CAST(NULL AS ${type}) AS ${identifier(name)}`,
  );
  const wanted = days.map((day) => `DATE ${literal(day)}`).join(', ');
  await execute(
    connection,
    `CREATE OR REPLACE TEMP VIEW ${rowsOf(fact)} AS SELECT ${select.join(', ')} FROM ${from} AS f
     WHERE CAST(f.day AS DATE) IN (${wanted})`,
  );
}

async function refuseOtherScope(
  connection: DuckDBConnection,
  from: string,
  { scope, report }: { readonly scope: string; readonly report: ReportKind },
): Promise<void> {
  const rows = await readRows(
    connection,
    `SELECT any_value(scope) FROM ${from} WHERE scope IS DISTINCT FROM ${literal(scope)}`,
  );
  const other = toText(rows[0]?.[0]);
  if (other === null) return;
  throw new DataError(`A row of ${other} stands among those of ${scope}.`, { code: 'other_scope', report });
}

async function refuseRepeats(connection: DuckDBConnection, fact: Fact, report: ReportKind): Promise<void> {
  const keys = fact.grain.filter((name) => name !== 'scope').map(identifier);
  const rows = await readRows(
    connection,
    `SELECT CAST(day AS VARCHAR), count(*) FROM ${rowsOf(fact)} GROUP BY ${keys.join(', ')} HAVING count(*) > 1 LIMIT 1`,
  );
  const repeated = rows[0];
  if (!repeated) return;
  throw new DataError(
    `${repeated[1]} rows of ${fact.name} on ${repeated[0]} have the same ${fact.grain.slice(2).join(', ') || 'day'}.`,
    {
      code: 'duplicate_grain',
      report,
      hint: 'Nothing of the batch was loaded. The report repeats a row; fetch it again.',
    },
  );
}

/** What a day of a fact holds: rows, totals of its columns, and a digest of its rows that knows no order. */
export interface DayContent {
  readonly rows: number;
  /** Column → total, exact, as text; of a flag the rows where it is set; null when no row has a value. */
  readonly sums: Readonly<Record<string, string | null>>;
  /** Sum and exclusive or of the hashes of the rows. */
  readonly hashes: readonly [sum: string, xor: string];
}

/** Fact → day → what it holds, for days that have rows. */
export async function readContents(
  connection: DuckDBConnection,
  { facts }: FactRows,
): Promise<ReadonlyMap<string, ReadonlyMap<Day, DayContent>>> {
  const contents = new Map<string, Map<Day, DayContent>>();
  for (const fact of facts) {
    const counted = countedColumns(fact);
    const hash = `hash(${columnsOf(fact)
      .map(([name]) => identifier(name))
      .join(', ')})`;
    const values = [
      'CAST(count(*) AS INTEGER)',
      `CAST(sum(${hash}) AS VARCHAR)`,
      `CAST(bit_xor(${hash}) AS VARCHAR)`,
      ...counted.map((column) => `CAST(${compileTotal(column, identifier(column.name))} AS VARCHAR)`),
    ];
    const rows = await readRows(
      connection,
      `SELECT CAST(day AS VARCHAR), ${values.join(', ')} FROM ${rowsOf(fact)} GROUP BY day`,
    );
    const days = new Map<Day, DayContent>();
    for (const [day, count, sum, xor, ...sums] of rows) {
      days.set(String(day), {
        rows: Number(count),
        hashes: [String(sum), String(xor)],
        sums: Object.fromEntries(counted.map(({ name }, index) => [name, toText(sums[index])])),
      });
    }
    contents.set(fact.name, days);
  }
  return contents;
}
