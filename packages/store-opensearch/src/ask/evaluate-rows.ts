import type { Fact } from '@flightdeck/catalog';
import { addedColumns, type ScanMeasure, type ScanRow, type Value } from '@flightdeck/query';
import { createSum, type FactRow, fromNano, passes, tells, toValue } from './fact-row.ts';
import { columnNamed, type Question, readsLastDay } from './question.ts';

/** Keys of a row's groups, one list for each group it stands in. */
export type KeysOf = (row: FactRow, team: string | null) => readonly (string | null)[];

/** Last days with a report of the question's fact, by scope. */
export type LastReported = ReadonlyMap<string, readonly string[]>;

/** A row in one group: a person of several teams stands in several. */
export interface Placed {
  readonly row: FactRow;
  readonly team: string | null;
}

/** The groups of the rows and their values: what SQL would answer, for questions that no aggregation answers. */
export function evaluateRows(
  question: Question,
  placed: readonly Placed[],
  keysOf: KeysOf,
  lastReported: LastReported = new Map(),
): ScanRow[] {
  const { scan, by } = question;
  const collapsed = scan.once ? collapse(question, placed) : placed;
  const groups = new Map<
    string,
    { readonly keys: readonly (string | null)[]; readonly all: FactRow[]; readonly once: FactRow[] }
  >();
  const groupOf = ({ row, team }: Placed) => {
    const keys = keysOf(row, team);
    const id = JSON.stringify(keys);
    const group = groups.get(id) ?? { keys, all: [], once: [] };
    groups.set(id, group);
    return group;
  };
  if (by.length === 0) groups.set('[]', { keys: [], all: [], once: [] });
  for (const one of placed) groupOf(one).all.push(one.row);
  for (const one of collapsed) groupOf(one).once.push(one.row);
  return [...groups.values()].map(({ keys, all, once }) => ({
    keys,
    values: scan.measures.map((measure) => evaluate(question, measure, isOfAll(measure) ? all : once, lastReported)),
  }));
}

/** Measures that are the same whether a row is told once or by several scopes. */
const isOfAll = ({ aggregate }: ScanMeasure): boolean =>
  aggregate === 'person_days' ||
  aggregate === 'latest_total' ||
  aggregate === 'people' ||
  aggregate === 'people_in_several';

function evaluate(
  question: Question,
  measure: ScanMeasure,
  rows: readonly FactRow[],
  lastReported: LastReported,
): Value {
  const isLast = ({ scope, day }: FactRow): boolean =>
    !readsLastDay(question, measure) || (lastReported.get(scope)?.includes(day) ?? false);
  const { when, column } = measure;
  const count = (counted: () => number): Value => (rows.some((row) => tells(row, when)) ? counted() : null);
  const some = () => rows.filter((row) => passes(row, when));
  const cell = (row: FactRow) => row.cells[column ?? ''] ?? null;
  switch (measure.aggregate) {
    case 'sum':
      return sumOf(question.fact, measure, rows);
    case 'rows':
      return count(() => some().length);
    case 'people':
      return count(() => new Set(some().flatMap(({ userId }) => userId ?? [])).size);
    case 'person_days':
      return count(() => new Set(some().map(({ userId, day }) => `${userId} ${day}`)).size);
    case 'min': {
      const least = some()
        .flatMap((row) => cell(row) ?? [])
        .reduce<FactRow['cells'][string]>((one, other) => (one === null || other < one ? other : one), null);
      if (least === null) return null;
      const isDecimal = question.fact.columns.some(({ name, type }) => name === column && type === 'decimal');
      return isDecimal ? fromNano(BigInt(String(least))) : Number(least);
    }
    case 'people_in_several':
      return count(() => {
        const told = new Map<string, Set<string>>();
        for (const row of rows) {
          if (row.userId === null || cell(row) === null) continue;
          told.set(row.userId, (told.get(row.userId) ?? new Set()).add(String(cell(row))));
        }
        return [...told.values()].filter(({ size }) => size > 1).length;
      });
    case 'latest': {
      if (new Set(rows.map(rowOfDay(question))).size !== 1) return null;
      const last = some().reduce<FactRow | null>(
        (best, row) => (cell(row) !== null && isLast(row) && (!best || best.day < row.day) ? row : best),
        null,
      );
      const value = last && cell(last);
      return value === null || typeof value === 'bigint' ? value : Number(value);
    }
    case 'latest_total':
      return latestTotal(question.fact, measure, rows, isLast);
  }
}

function sumOf(fact: Fact, measure: ScanMeasure, rows: readonly FactRow[]): Value {
  const sum = createSum(fact, measure);
  for (const row of rows) sum.add(row);
  return sum.value();
}

function latestTotal(
  fact: Fact,
  measure: ScanMeasure,
  rows: readonly FactRow[],
  isLast: (row: FactRow) => boolean,
): Value {
  if (new Set(rows.map(({ scope }) => scope)).size !== 1) return null;
  const days = new Map<string, FactRow[]>();
  for (const row of rows.filter(isLast)) days.set(row.day, [...(days.get(row.day) ?? []), row]);
  for (const day of [...days.keys()].sort().reverse()) {
    const value = sumOf(fact, measure, days.get(day) ?? []);
    if (value !== null) return value;
  }
  return null;
}

/** What tells the rows of a group's day apart: the scope where rows are not taken once, and what of the grain is left open. */
function rowOfDay({ fact, by, scan }: Question): (row: FactRow) => string {
  const fixed = new Set(by.map(({ name, kind }) => (kind === 'repository' ? 'repo_id' : columnNamed(name))));
  const open = fact.grain.filter((name) => name !== 'scope' && name !== 'day' && !fixed.has(name));
  return ({ scope, cells }) =>
    JSON.stringify([scan.once ? '' : scope, ...open.map((name) => String(cells[name] ?? null))]);
}

/**
 * GitHub credits the same activity to each organization of a person, unless the data show that it splits it: one row a
 * (person, day, team, keys), each counter at its highest or added.
 */
function collapse({ fact, scan }: Question, placed: readonly Placed[]): readonly Placed[] {
  const grain = fact.grain.filter((name) => name !== 'scope' && name !== 'day');
  const added = scan.adds ? addedColumns(fact.name) : new Set<string>();
  const merged = new Map<string, Placed>();
  for (const one of placed) {
    const { row, team } = one;
    const id = JSON.stringify([row.day, team, ...grain.map((name) => String(row.cells[name] ?? null))]);
    const there = merged.get(id);
    merged.set(id, there ? { row: merge(there.row, row, added), team } : one);
  }
  return [...merged.values()];
}

function merge(one: FactRow, other: FactRow, added: ReadonlySet<string>): FactRow {
  const cells = { ...one.cells };
  for (const [name, cell] of Object.entries(other.cells)) {
    const there = cells[name] ?? null;
    if (cell === null) continue;
    if (there !== null && added.has(name)) cells[name] = toValue(BigInt(String(there)) + BigInt(String(cell)));
    else if (there === null || cell > there) cells[name] = cell;
  }
  return { ...one, cells };
}
