import type { ScanMeasure, Value } from '@flightdeck/query';
import { openGrain, type Question, readsLastDay } from '../../shared/question.ts';
import { type Cell, cellOf, type Row } from '../row.ts';
import { counts, decides } from './conditions.ts';
import type { LastReported } from './last-reported.ts';
import { fromNano, sumOf } from './sum.ts';

/** The value of one measure over the rows of one group; null when no row has a value for it, which is not 0. */
export function measureRows(
  question: Question,
  measure: ScanMeasure,
  rows: readonly Row[],
  lastReported: LastReported,
): Value {
  const { when, column } = measure;
  const some = (): readonly Row[] => rows.filter((row) => counts(row, when));
  const ifDecided = (count: () => number): Value => (rows.some((row) => decides(row, when)) ? count() : null);
  switch (measure.aggregate) {
    case 'sum':
      return sumOf(question.fact, measure, rows);
    case 'rows':
      return ifDecided(() => some().length);
    case 'people':
      return ifDecided(() => new Set(some().flatMap(({ userId }) => userId ?? [])).size);
    case 'person_days':
      return ifDecided(() => new Set(some().map(({ userId, day }) => `${userId} ${day}`)).size);
    case 'min':
      return least(question, column, some());
    case 'people_in_several':
      return ifDecided(() => peopleInSeveral(column, rows));
    case 'latest':
      return latest(question, measure, rows, lastReported);
    case 'latest_total':
      return latestTotal(question, measure, rows, lastReported);
  }
}

function least({ fact }: Question, column: string | null, rows: readonly Row[]): Value {
  const cells = rows.flatMap((row) => cellOf(row, column) ?? []);
  const found = cells.reduce<Cell>((one, other) => (one === null || other < one ? other : one), null);
  if (found === null) return null;
  const isDecimal = fact.columns.some(({ name, type }) => name === column && type === 'decimal');
  return isDecimal ? fromNano(BigInt(String(found))) : Number(found);
}

/** People whose rows have more than one value of the column. */
function peopleInSeveral(column: string | null, rows: readonly Row[]): number {
  const values = new Map<string, Set<string>>();
  for (const row of rows) {
    const cell = cellOf(row, column);
    if (row.userId === null || cell === null) continue;
    values.set(row.userId, (values.get(row.userId) ?? new Set()).add(String(cell)));
  }
  return [...values.values()].filter(({ size }) => size > 1).length;
}

/** A figure GitHub aggregated stands for one day of one of whatever the grain leaves open: the last day's, null of several. */
function latest(question: Question, measure: ScanMeasure, rows: readonly Row[], lastReported: LastReported): Value {
  const scopeOf = ({ scope }: Row): string => (question.scan.once ? '' : scope);
  const open = openGrain(question);
  const figures = new Set(rows.map((row) => JSON.stringify([scopeOf(row), ...open.map((name) => textOf(row, name))])));
  if (figures.size !== 1) return null;
  const last = rows
    .filter((row) => counts(row, measure.when) && cellOf(row, measure.column) !== null)
    .filter((row) => !readsLastDay(question, measure) || lastReported.has(row))
    .reduce<Row | null>((best, row) => (!best || best.day < row.day ? row : best), null);
  const value = last && cellOf(last, measure.column);
  return value === null || typeof value === 'bigint' ? value : Number(value);
}

const textOf = (row: Row, name: string): string => String(cellOf(row, name));

/** The sum of the last day that has one, of one scope; null of several. */
function latestTotal(
  question: Question,
  measure: ScanMeasure,
  rows: readonly Row[],
  lastReported: LastReported,
): Value {
  if (new Set(rows.map(({ scope }) => scope)).size !== 1) return null;
  const days = new Map<string, Row[]>();
  for (const row of rows) {
    if (readsLastDay(question, measure) && !lastReported.has(row)) continue;
    days.set(row.day, [...(days.get(row.day) ?? []), row]);
  }
  for (const day of [...days.keys()].sort().reverse()) {
    const value = sumOf(question.fact, measure, days.get(day) ?? []);
    if (value !== null) return value;
  }
  return null;
}
