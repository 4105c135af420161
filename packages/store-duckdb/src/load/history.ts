import type { DuckDBConnection } from '@duckdb/node-api';
import { type Day, FACTS, type Fact, type ReportKind } from '@flightdeck/catalog';
import { identifier } from '@flightdeck/store/shared';
import { compileDays } from '../file/days.ts';
import { factColumns } from '../file/layout/layout.ts';
import { execute, executeAll } from '../file/session.ts';
import { createBinder } from '../file/sql.ts';

/** Columns of a row of the ledger's days, as they stand in the table and in that of earlier versions. */
export const LEDGER_DAY_COLUMNS = [
  'scope',
  'report',
  'day',
  'state',
  'source',
  'via',
  'sha256',
  'fetched_at',
  'records',
  'restated',
  'code',
  'message',
  // Since when the row says this; that of a day without rows stays while asking again brings nothing new.
  'since',
  // When the day was found to be final, which can be later than when its rows were received.
  'final_at',
] as const;

/** State of a version whose rows were not kept, because the file is from before there was a history. */
export const UNKEPT = 'unkept';

/** DDL of the earlier versions of the ledger's days. */
const DAY_VERSION_TABLE = `CREATE TABLE day_version (scope VARCHAR NOT NULL, report VARCHAR NOT NULL, day DATE NOT NULL,
    state VARCHAR NOT NULL, source VARCHAR NOT NULL, via VARCHAR NOT NULL, sha256 VARCHAR, fetched_at VARCHAR NOT NULL,
    records BIGINT NOT NULL, restated INTEGER NOT NULL, code VARCHAR, message VARCHAR, since VARCHAR NOT NULL,
    final_at VARCHAR, replaced_at VARCHAR NOT NULL)`;

/** The table of a fact's rows that were replaced. */
export function historyTable({ name }: Pick<Fact, 'name'>): string {
  return `history_${name}`;
}

/** True for tables that have everything of the history. */
export function hasHistory(columns: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  if (!columns.has('day_version') || columns.get('ledger_day')?.has('since') !== true) return false;
  return FACTS.every((fact) => historyColumns(fact).every(([name]) => columns.get(historyTable(fact))?.has(name)));
}

/** Name and SQL type of every column of a fact's history. */
function historyColumns(fact: Fact): readonly (readonly [name: string, type: string])[] {
  return [['received_at', 'VARCHAR'], ['replaced_at', 'VARCHAR'], ...factColumns(fact)];
}

/** A version of a day that is about to be replaced. Of one that was replaced by what was received no later nothing is kept. */
export interface Replaced {
  readonly day: Day;
  readonly receivedAt: string;
  readonly replacedAt: string;
}

/** Copies the rows of the days into the history, before they are deleted. */
export async function keepDays(
  connection: DuckDBConnection,
  facts: readonly Fact[],
  scope: string,
  replaced: readonly Replaced[],
): Promise<void> {
  const kept = replaced.filter(({ receivedAt, replacedAt }) => receivedAt < replacedAt);
  if (kept.length === 0) return;
  for (const fact of facts) {
    const binder = createBinder();
    const times = kept.map(
      ({ day, receivedAt, replacedAt }) =>
        `(CAST(${binder.bind(day)} AS DATE), ${binder.bind(receivedAt)}, ${binder.bind(replacedAt)})`,
    );
    const columns = factColumns(fact).map(([name]) => identifier(name));
    const where = compileDays(
      'f',
      scope,
      kept.map(({ day }) => day),
      binder,
    );
    await execute(
      connection,
      `INSERT INTO ${identifier(historyTable(fact))} (received_at, replaced_at, ${columns.join(', ')})
       SELECT v.received_at, v.replaced_at, ${columns.map((name) => `f.${name}`).join(', ')}
       FROM ${identifier(fact.name)} AS f
       JOIN (VALUES ${times.join(', ')}) AS v(day, received_at, replaced_at) ON v.day = f.day WHERE ${where}`,
      binder.values,
    );
  }
}

/** Copies the ledger's rows of the days into their history, before they are deleted; days without rows have one too. */
export async function keepLedgerDays(
  connection: DuckDBConnection,
  { scope, report }: { readonly scope: string; readonly report: ReportKind },
  days: readonly { readonly day: Day; readonly fetchedAt: string }[],
): Promise<void> {
  if (days.length === 0) return;
  const binder = createBinder();
  const times = days.map(({ day, fetchedAt }) => `(CAST(${binder.bind(day)} AS DATE), ${binder.bind(fetchedAt)})`);
  await execute(
    connection,
    `INSERT INTO day_version SELECT ${LEDGER_DAY_COLUMNS.map((name) => `l.${name}`).join(', ')}, v.replaced_at
     FROM ledger_day AS l JOIN (VALUES ${times.join(', ')}) AS v(day, replaced_at) ON v.day = l.day
     WHERE l.scope = ${binder.bind(scope)} AND l.report = ${binder.bind(report)} AND l.since < v.replaced_at`,
    binder.values,
  );
}

/**
 * Brings a file's tables of history to the catalogue's columns. Marks days that were replaced before there was a
 * history: their earlier rows are not kept.
 */
export async function prepareHistory(
  connection: DuckDBConnection,
  columns: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<void> {
  const statements = FACTS.flatMap((fact) => {
    const table = historyTable(fact);
    const wanted = historyColumns(fact).map(([name, type]) => [name, `${identifier(name)} ${type}`] as const);
    const known = columns.get(table);
    if (!known) return [`CREATE TABLE ${identifier(table)} (${wanted.map(([, column]) => column).join(', ')})`];
    const added = wanted.filter(([name]) => !known.has(name));
    return added.map(([, column]) => `ALTER TABLE ${identifier(table)} ADD COLUMN ${column}`);
  });
  if (!columns.has('day_version')) statements.push(DAY_VERSION_TABLE);
  await executeAll(connection, statements);
  if (columns.get('ledger_day')?.has('since') !== false) return;
  await execute(connection, 'ALTER TABLE ledger_day ADD COLUMN since VARCHAR');
  await execute(connection, 'ALTER TABLE ledger_day ADD COLUMN final_at VARCHAR');
  await execute(
    connection,
    `UPDATE ledger_day SET since = fetched_at, final_at = CASE WHEN state = 'present' THEN fetched_at END`,
  );
  await execute(
    connection,
    `INSERT INTO day_version SELECT scope, report, day, '${UNKEPT}', source, via, NULL, '', 0, 0, NULL, NULL, '', NULL, fetched_at
     FROM ledger_day WHERE restated > 0`,
  );
}
