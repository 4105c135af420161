import type { Condition, Fact } from '@flightdeck/catalog';
import type { ScanMeasure, Value } from '@flightdeck/query';
import { exactParts } from '../layout/layout.ts';
import { columnsNeeded } from '../load/documents.ts';
import type { Cell, Source } from '../wire/send.ts';

/** A row of a fact as a document tells it, with what a question needs of it. */
export interface FactRow {
  readonly scope: string;
  readonly day: string;
  /** Id of the person or null; ids are text, as they may be longer than a double holds. */
  readonly userId: string | null;
  readonly repoId: string | null;
  readonly teamIds: readonly string[];
  /** Cells by column; decimals are billionths. */
  readonly cells: Readonly<Record<string, Cell>>;
}

/** Fields of a document that a row of these columns is read from. */
export function fieldsOf(fact: Fact, columns: ReadonlySet<string>): readonly string[] {
  return [
    'scope',
    'day',
    'user_id',
    'repo_id',
    'team_id',
    ...fact.columns
      .filter(({ name }) => columns.has(name))
      .flatMap(({ name, type }) => (type === 'decimal' ? exactParts(name) : [name])),
  ];
}

/** The row a document tells. */
export function toRow(fact: Fact, columns: ReadonlySet<string>, source: Source): FactRow {
  const cellOf = (name: string): Cell => {
    const cell = source[name];
    return cell === undefined || Array.isArray(cell) ? null : (cell as Cell);
  };
  const textOf = (name: string): string | null => {
    const cell = cellOf(name);
    return cell === null ? null : String(cell);
  };
  const cells = Object.create(null) as Record<string, Cell>;
  for (const { name, type } of fact.columns) {
    if (!columns.has(name)) continue;
    const [whole, nano] = exactParts(name);
    const decimal = cellOf(whole);
    cells[name] =
      type !== 'decimal'
        ? cellOf(name)
        : decimal === null
          ? null
          : BigInt(String(decimal)) * 1_000_000_000n + BigInt(String(cellOf(nano) ?? 0));
  }
  const teams = source.team_id;
  return {
    scope: String(source.scope),
    day: String(source.day),
    userId: textOf('user_id'),
    repoId: textOf('repo_id'),
    teamIds: teams === undefined || teams === null ? [] : (Array.isArray(teams) ? teams : [teams]).map(String),
    cells,
  };
}

/** True when the row counts. */
export const passes = (row: FactRow, when: readonly Condition[]): boolean => when.every((test) => holds(row, test));

function holds({ day, cells }: FactRow, test: Condition): boolean {
  const cell = cells[test.column] ?? null;
  switch (test.op) {
    case 'above':
      return cell !== null && Number(cell) > test.value;
    case 'true':
      return cell === true;
    case 'in':
      return cell !== null && test.values.includes(String(cell));
    case 'known':
      return cell !== null;
    case 'unknown':
      return cell === null;
    case 'working_day':
      return new Date(`${day}T00:00:00Z`).getUTCDay() % 6 !== 0;
    case 'within':
      return cell !== null && Number(cell) <= test.value;
  }
}

/** True when the row can tell whether it counts. */
export const tells = ({ cells }: FactRow, when: readonly Condition[]): boolean =>
  columnsNeeded(when).every((name) => (cells[name] ?? null) !== null);

/** Adds up a column exactly; null while no row has told one. */
export interface Sum {
  add(row: FactRow): void;
  value(): Value;
}

/** A sum of the measure's column over rows that count. */
export function createSum(fact: Fact, { column, weight, when }: ScanMeasure): Sum {
  const type = fact.columns.find(({ name }) => name === column)?.type;
  const isFloat = type === 'number' || weight !== undefined;
  let whole: bigint | null = null;
  let float: number | null = null;
  return {
    add(row) {
      const cell = row.cells[column ?? ''] ?? null;
      const factor = weight === undefined ? 1 : (row.cells[weight] ?? null);
      if (cell === null || factor === null || !passes(row, when)) return;
      if (isFloat) float = (float ?? 0) + Number(cell) * Number(factor);
      else whole = (whole ?? 0n) + BigInt(String(cell));
    },
    value: () => (isFloat ? float : whole === null ? null : type === 'decimal' ? fromNano(whole) : toValue(whole)),
  };
}

/** A whole number that JavaScript holds exactly as number, any other as bigint. */
export function toValue(whole: bigint): Value {
  const near = Number(whole);
  return Number.isSafeInteger(near) ? near : whole;
}

/** Billionths as a number. */
export function fromNano(nano: bigint): number {
  const text = String(nano < 0n ? -nano : nano).padStart(10, '0');
  return Number(`${nano < 0n ? '-' : ''}${text.slice(0, -9)}.${text.slice(-9)}`);
}
