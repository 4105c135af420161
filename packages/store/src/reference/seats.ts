import { ACTIVITY_COLUMNS, compareActivity, compareCharge, comparePlan, type SeatGrant } from '../seat-person.ts';
import { bucketOf } from '../shared/buckets.ts';
import { type Question, timeGrain } from '../shared/question.ts';
import { type Cell, cellOf, type Row } from './row.ts';

/** Columns that joining the seats of people needs besides those of the question. */
export const SEAT_COLUMNS: readonly string[] = ['line', 'plan', 'seat_created', ...ACTIVITY_COLUMNS, 'charged'];

/** Seats with what all grants together say of their person, over all scopes asked; a seat without a person stays as it is. */
export function joinSeats(question: Question, rows: readonly Row[]): readonly Row[] {
  const grain = timeGrain(question);
  const people = new Map<string, Row[]>();
  for (const row of rows) {
    if (row.userId === null) continue;
    const key = `${row.userId} ${grain === null ? '' : bucketOf(grain, row.day)}`;
    const grants = people.get(key);
    if (grants) grants.push(row);
    else people.set(key, [row]);
  }
  return [...[...people.values()].flatMap(joinGrants), ...rows.filter(({ userId }) => userId === null)];
}

function joinGrants(rows: readonly Row[]): readonly Row[] {
  const grants = rows.map((row) => ({ row, grant: toGrant(row) }));
  const [active] = grants.toSorted((a, b) => compareActivity(a.grant, b.grant));
  const [charged] = grants.toSorted((a, b) => compareCharge(a.grant, b.grant));
  const [highest] = grants.toSorted((a, b) => comparePlan(a.grant, b.grant));
  const created = grants.flatMap(({ grant }) => grant.created ?? []).sort()[0] ?? null;
  const activity = Object.fromEntries(
    ACTIVITY_COLUMNS.map((name): [string, Cell] => [name, active ? cellOf(active.row, name) : null]),
  );
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

function toGrant(row: Row): SeatGrant {
  const textOf = (name: string): string | null => {
    const cell = cellOf(row, name);
    return cell === null ? null : String(cell);
  };
  const quietDays = textOf('quiet_days');
  return {
    plan: textOf('plan'),
    created: textOf('seat_created'),
    lastActive: textOf('last_active'),
    quietDays: quietDays === null ? null : Number(quietDays),
    isCharged: cellOf(row, 'charged') === true,
    scope: row.scope,
    line: Number(cellOf(row, 'line')),
  };
}
