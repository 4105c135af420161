import { ACTIVITY_COLUMNS, compareActivity, compareCharge, comparePlan, type SeatGrant } from '@flightdeck/store';
import type { FactRow } from './fact-row.ts';
import { columnNamed, groupsBy, lower, type Question } from './question.ts';
import { bucketOf } from './reach.ts';

/** True when a person can have seats of several scopes in one group; the lists of each scope have joined their own. */
export const joinsSeats = (question: Question): boolean =>
  question.fact.name === 'seat_day' && question.scopes.length > 1 && !groupsBy(question, 'scope');

/** Columns that joining the seats of people needs besides those of the question. */
export const SEAT_COLUMNS: readonly string[] = ['line', 'plan', 'seat_created', ...ACTIVITY_COLUMNS, 'charged'];

/** The question without its filters of attributes, which are on what the joined seats say. */
export const withoutAttributes = (question: Question): Question => ({
  ...question,
  where: question.where.filter(({ kind }) => kind !== 'attribute'),
});

/** Seats with what they say of their person over all scopes asked, then those that the filters let pass. */
export function joinSeats(question: Question, rows: readonly FactRow[]): readonly FactRow[] {
  const grain = question.by.find(({ kind }) => kind === 'time')?.name;
  const people = new Map<string, FactRow[]>();
  for (const row of rows) {
    if (row.userId === null) continue;
    const key = `${row.userId} ${grain === undefined ? '' : bucketOf(grain, row.day)}`;
    const grants = people.get(key);
    if (grants) grants.push(row);
    else people.set(key, [row]);
  }
  const joined = [...people.values()].flatMap(joinGrants);
  return [...joined, ...rows.filter(({ userId }) => userId === null)].filter((row) => passesAttributes(question, row));
}

function joinGrants(rows: readonly FactRow[]): readonly FactRow[] {
  const grants = rows.map((row) => ({ row, grant: toGrant(row) }));
  const [active] = grants.toSorted((a, b) => compareActivity(a.grant, b.grant));
  const [charged] = grants.toSorted((a, b) => compareCharge(a.grant, b.grant));
  const [highest] = grants.toSorted((a, b) => comparePlan(a.grant, b.grant));
  const created = grants.flatMap(({ grant }) => grant.created ?? []).sort()[0] ?? null;
  const activity = Object.fromEntries(ACTIVITY_COLUMNS.map((name) => [name, active?.row.cells[name] ?? null]));
  return rows.map((row) => ({
    ...row,
    cells: {
      ...row.cells,
      ...activity,
      plan: highest?.grant.plan ?? null,
      seat_created: created,
      charged: row === charged?.row,
    },
  }));
}

function toGrant({ scope, cells }: FactRow): SeatGrant {
  const textOf = (name: string): string | null =>
    cells[name] === null || cells[name] === undefined ? null : String(cells[name]);
  return {
    plan: textOf('plan'),
    created: textOf('seat_created'),
    lastActive: textOf('last_active'),
    quietDays: textOf('quiet_days') === null ? null : Number(cells.quiet_days),
    isCharged: cells.charged === true,
    scope,
    line: Number(cells.line),
  };
}

function passesAttributes({ where }: Question, { cells }: FactRow): boolean {
  return where.every(({ kind, dimension, is, values }) => {
    if (kind !== 'attribute') return true;
    const cell = cells[columnNamed(dimension)] ?? null;
    return (cell !== null && lower(values).includes(String(cell).toLowerCase())) === (is === 'in');
  });
}
