import { type Day, eachDay } from '@flightdeck/catalog';
import type { MetricQueryInput, QueryResult, ResultRow } from '@flightdeck/query';
import type { Ask } from '@flightdeck/reconcile';
import type { Doing, Seated } from './random-worlds.ts';
import type { Cell } from './rows.ts';

/** What a store would know: rows by day, and when each day was exported too early and received whole. */
export interface Memory {
  readonly byDay: ReadonlyMap<Day, readonly Doing[]>;
  /** Lists of seats, and credits billed to nobody, by the day they are of. */
  readonly seatedOn: ReadonlyMap<Day, readonly Seated[]>;
  readonly personlessOn: ReadonlyMap<Day, number>;
  readonly exportedAt: (day: Day) => string;
  readonly finalAt: (day: Day) => string;
}

const DETAILS = ['feature', 'language', 'model', 'ide'] as const;
type Detail = (typeof DETAILS)[number];
const isDetail = (name: string): name is Detail => DETAILS.includes(name as Detail);

interface Row {
  readonly day: Day;
  /** Null: billed to nobody. */
  readonly id: number | null;
  readonly cell: Partial<Cell>;
  readonly credits?: number;
  readonly grants?: number;
  readonly used?: Day;
}

/** Answers from rows in memory by plain loops, so that hundreds of worlds cost seconds; a test holds it to a store. */
export function createMemoryAsk(memory: Memory): Ask {
  return async (queries) => queries.map((query) => answer(query, memory));
}

function answer(query: MetricQueryInput, memory: Memory): QueryResult {
  const { metrics, by = [], over = [], where = [], range, asOf } = query;
  const days = eachDay({ from: range.from, to: range.to });
  const known = days.filter((day) => memory.byDay.has(day) && (!asOf || asOf >= memory.exportedAt(day)));
  const isEnterprise = where.some(({ dimension }) => dimension === 'enterprise');
  const details = [...by, ...over, ...where.map(({ dimension }) => dimension)].filter(isDetail);
  const isOfSeats = metrics.some((metric) => SEATS.has(metric));
  const rows = (isOfSeats ? [] : known).flatMap((day) =>
    (memory.byDay.get(day) ?? [])
      .filter(({ elsewhere }) => isEnterprise || !elsewhere)
      .filter(({ late }) => !late || !asOf || asOf >= memory.finalAt(day) || isEnterprise)
      .flatMap((doing) => rowsOf(doing, details)),
  );
  const all = [...rows, ...besides(metrics, known, memory)];
  const kept = all.filter((row) =>
    where.every(({ dimension, is = 'in', values }) => {
      if (dimension === 'organization' || dimension === 'enterprise') return true;
      return values.includes(String(keyIn(row, dimension))) === (is === 'in');
    }),
  );
  const groups = new Map<string, Row[]>();
  for (const row of kept) {
    const key = JSON.stringify(by.map((name) => keyIn(row, name)));
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const missing = days.filter((day) => !known.includes(day));
  return {
    rows: [...groups].map(([key, some]): ResultRow => {
      const values = JSON.parse(key) as readonly (string | null)[];
      return {
        ...Object.fromEntries(by.map((name, index) => [name, values[index] ?? null])),
        ...Object.fromEntries(metrics.map((metric) => [metric, measureOf(metric, some)])),
      };
    }),
    coverage: { finalTo: null, provisional: [], missing, noReport: [] },
    notes: [],
    total: null,
    comparison: null,
  } as unknown as QueryResult;
}

/** Rows of the last list of seats, and lines of bills that name nobody, where they are asked for. */
function besides(metrics: readonly string[], days: readonly Day[], memory: Memory): readonly Row[] {
  if (metrics.some((metric) => SEATS.has(metric))) {
    const last = days.findLast((day) => memory.seatedOn.has(day));
    const seated = last === undefined ? [] : (memory.seatedOn.get(last) ?? []);
    return seated.map((seat) => ({ day: last ?? '', cell: {}, ...seat }));
  }
  if (!metrics.includes('billed_credits')) return [];
  return days.flatMap((day) => {
    const credits = memory.personlessOn.get(day) ?? 0;
    return credits === 0 ? [] : [{ day, id: null, cell: {}, credits }];
  });
}

const SEATS: ReadonlySet<string> = new Set(['seats', 'seat_grants']);

/** One row a person and day, or those of the breakdown that has the details; what has none of them is in no row. */
function rowsOf({ day, id, cells, credits }: Doing, details: readonly Detail[]): readonly Row[] {
  if (details.length === 0) {
    const sum = (of: (cell: Cell) => number | undefined) => cells.reduce((all, cell) => all + (of(cell) ?? 0), 0);
    const cell = { prompts: sum(({ prompts }) => prompts), outputs: sum(({ outputs }) => outputs) };
    return [{ day, id, cell, credits }];
  }
  return cells
    .map((cell): Partial<Cell> => ({ ...cell, ide: cell.ide === undefined ? 'vscode' : cell.ide }))
    .filter((cell) => details.every((detail) => cell[detail] !== undefined && cell[detail] !== null))
    .map((cell) => ({ day, id, cell }));
}

function keyIn({ day, id, cell, used }: Row, name: string): string | null {
  if (name === 'last_active') return used ?? null;
  if (name === 'day') return day;
  if (name === 'user' || name === 'billed_user') return id === null ? null : `person-${id}`;
  if (name === 'organization') return 'worlds';
  return isDetail(name) ? String(cell[name]).toLowerCase() : null;
}

function measureOf(metric: string, rows: readonly Row[]): number {
  const people = (wanted: (cell: Partial<Cell>) => boolean) => {
    const byPerson = new Set(rows.filter(({ cell }) => wanted(cell)).map(({ id }) => id));
    return byPerson.size;
  };
  switch (metric) {
    case 'generated':
      return rows.reduce((all, { cell }) => all + (cell.outputs ?? 0), 0);
    case 'interactions':
      return rows.reduce((all, { cell }) => all + (cell.prompts ?? 0), 0);
    case 'active_users':
      return people(({ prompts = 0 }) => prompts > 0);
    case 'ai_credits_used':
    case 'billed_credits':
      return rows.reduce((all, { credits = 0 }) => all + credits, 0);
    case 'seats':
      return people(() => true);
    case 'seat_grants':
      return rows.reduce((all, { grants = 0 }) => all + grants, 0);
    case 'reported_users':
      return people(() => true);
    default:
      throw new Error(`The worlds in memory have no ${metric}`);
  }
}
