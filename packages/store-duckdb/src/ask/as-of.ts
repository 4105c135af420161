import type { DuckDBConnection } from '@duckdb/node-api';
import type { Fact } from '@flightdeck/catalog';
import type { Scan } from '@flightdeck/query';
import {
  factsRead,
  historyNotKept,
  identifier,
  LOADED_STATES,
  literal,
  type Question,
  readsLastDay,
  toQuestion,
} from '@flightdeck/store/shared';
import { factColumns } from '../file/layout/layout.ts';
import { ATTACHED } from '../file/open-file.ts';
import { readRows, toNumber } from '../file/session.ts';
import { historyTable, LEDGER_DAY_COLUMNS, UNKEPT } from '../load/history.ts';
import type { Part } from './compile.ts';

const LOADED = `state IN (${LOADED_STATES.map(literal).join(', ')})`;

/** The scan without its instant where nothing it reads has been received since, so that rollups may answer it. */
export async function dropAsOf(connection: DuckDBConnection, scan: Scan): Promise<Scan> {
  const { asOf, ...present } = scan;
  if (asOf === undefined) return scan;
  const question = toQuestion(scan);
  const reports = [...new Set(factsRead(question).map(({ report }) => literal(report)))].join(', ');
  const read = `report IN (${reports}) AND ${reach(question)}`;
  const rows = await readRows(
    connection,
    `SELECT (SELECT count(*) FROM ledger_day WHERE ${read} AND ${LOADED} AND fetched_at > ${literal(asOf)}),
      (SELECT count(*) FROM day_version WHERE ${read} AND state = ${literal(UNKEPT)} AND replaced_at > ${literal(asOf)})`,
  );
  const [changed, unkept] = (rows[0] ?? []).map((cell) => Number(toNumber(cell)));
  if (unkept) throw historyNotKept(asOf, 'database');
  return changed ? scan : present;
}

/**
 * The statement over its tables as they stood at the instant: each is a common table expression of the table's own
 * name, over current rows received by then and replaced rows that counted at the time.
 */
export function compileAsOf(part: Part, scan: Scan): Part {
  const { asOf } = scan;
  if (asOf === undefined) return part;
  const question = toQuestion(scan);
  const tables = [
    ...factsRead(question).map((fact) => `${identifier(fact.name)} AS (${compileFactAsOf(question, fact, asOf)})`),
    ...(question.fact.snapshot || scan.measures.some((measure) => readsLastDay(question, measure))
      ? [`ledger_day AS (${compileLedgerAsOf(asOf)})`]
      : []),
  ];
  return { ...part, sql: `WITH ${tables.join(', ')} ${part.sql}` };
}

/** SQL of the ledger's days as it was known then, in the columns of the table. */
export function compileLedgerAsOf(asOf: string): string {
  const at = literal(asOf);
  const columns = LEDGER_DAY_COLUMNS.map((name) => {
    if (name === 'state')
      return `CASE WHEN state = 'present' AND final_at > ${at} THEN 'provisional' ELSE state END AS state`;
    return name === 'fetched_at' ? `CASE WHEN fetched_at > ${at} THEN since ELSE fetched_at END AS fetched_at` : name;
  }).join(', ');
  return [
    `SELECT ${columns} FROM ${stored('ledger_day')} WHERE since <= ${at}`,
    `SELECT ${columns} FROM ${stored('day_version')} WHERE since <= ${at} AND replaced_at > ${at} AND state <> ${literal(UNKEPT)}`,
  ].join(' UNION ALL ');
}

function compileFactAsOf(question: Question, fact: Fact, asOf: string): string {
  const columns = factColumns(fact)
    .map(([name]) => identifier(name))
    .join(', ');
  const at = literal(asOf);
  const days = `SELECT (scope, day) FROM ${stored('ledger_day')} WHERE report = ${literal(fact.report)} AND ${LOADED} AND fetched_at <= ${at} AND ${reach(question)}`;
  return [
    `SELECT ${columns} FROM ${stored(fact.name)} WHERE ${reach(question)} AND (scope, day) IN (${days})`,
    `SELECT ${columns} FROM ${stored(historyTable(fact))} WHERE ${reach(question)} AND received_at <= ${at} AND replaced_at > ${at}`,
  ].join(' UNION ALL ');
}

function reach({ scopes, scan: { range } }: Question): string {
  const of = scopes.length === 0 ? 'false' : `scope IN (${scopes.map(literal).join(', ')})`;
  return `${of} AND day BETWEEN DATE ${literal(range.from)} AND DATE ${literal(range.to)}`;
}

/** The table itself, also where its name means what stood in it. */
function stored(table: string): string {
  return `${ATTACHED}.main.${identifier(table)}`;
}
