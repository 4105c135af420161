import { addDays, type Day, type DayRange, eachDay, REPORT_KINDS, REPORTS, type ReportKind } from '@flightdeck/catalog';
import type { Status, StatusDay, StatusLedger } from '../../../data/status/status.ts';
import * as text from '../../../text/pages/data-health.ts';

/** What a cell of the day calendar says. */
export type CellState = 'final' | 'provisional' | 'restated' | 'empty' | 'missing' | 'failed' | 'before';

/** One report of one day, or the worst of several days when cells stand for weeks. */
export interface Cell {
  readonly from: Day;
  readonly to: Day;
  readonly state: CellState;
  /** Rows of the ledger it is made from. */
  readonly rows: readonly StatusDay[];
}

export interface CalendarRow {
  readonly report: ReportKind;
  readonly cells: readonly Cell[];
}

/** Rows by scope, columns by day or week. */
export interface Calendar {
  readonly scopes: readonly { readonly scope: string; readonly label: string; readonly rows: readonly CalendarRow[] }[];
  readonly columns: readonly DayRange[];
  readonly counts: Readonly<Record<CellState, number>>;
}

/** Severity, worst first: what a week shows when its days differ. */
const WORST: readonly CellState[] = ['failed', 'missing', 'restated', 'provisional', 'final', 'empty', 'before'];

/** Cells stand for days up to here, then for weeks. */
const MOST_COLUMNS = 130;

function stateOf(row: StatusDay | undefined, day: Day, firstDay: Day): CellState {
  if (!row) return day < firstDay ? 'before' : 'missing';
  if (row.state === 'failed') return 'failed';
  if (row.state === 'no_report') return 'empty';
  if (row.state === 'provisional') return 'provisional';
  return row.restated > 0 ? 'restated' : 'final';
}

/** The worst of some states. */
export function worstOf(states: readonly CellState[]): CellState {
  return WORST.find((state) => states.includes(state)) ?? 'before';
}

function columnsOf(range: DayRange): DayRange[] {
  const days = eachDay(range);
  if (days.length <= MOST_COLUMNS) return days.map((day) => ({ from: day, to: day }));
  return days
    .filter((_, index) => index % 7 === 0)
    .map((from) => ({ from, to: addDays(from, 6) > range.to ? range.to : addDays(from, 6) }));
}

/**
 * The state of every report and day of the range. A day after a report's first loaded or tried day that the ledger does
 * not know is missing; one before it is "before the first day".
 */
export function prepareCalendar(
  status: Pick<Status, 'scopes'> & Pick<StatusLedger, 'days'>,
  range: DayRange,
  only: string | null,
): Calendar {
  const columns = columnsOf(range);
  const counts: Record<CellState, number> = {
    final: 0,
    provisional: 0,
    restated: 0,
    empty: 0,
    missing: 0,
    failed: 0,
    before: 0,
  };
  const scopes = status.scopes
    .filter(({ scope, host }) => only === null || scope === only || `@${host}` === only)
    .map(({ scope, label, kind }) => {
      const known = status.days.filter((row) => row.scope === scope && REPORTS[row.report].window !== '28-day');
      const reports = REPORT_KINDS.filter((report) => known.some((row) => row.report === report));
      const rows = reports.map((report): CalendarRow => {
        const byDay = new Map(known.filter((row) => row.report === report).map((row) => [row.day, row]));
        const first = [...byDay.keys()].sort()[0] ?? range.to;
        const cells = columns.map((column): Cell => {
          const days = eachDay(column);
          const states = days.map((day) => stateOf(byDay.get(day), day, first));
          for (const state of states) counts[state] += 1;
          return { ...column, state: worstOf(states), rows: days.flatMap((day) => byDay.get(day) ?? []) };
        });
        return { report, cells };
      });
      return {
        scope,
        label: kind === 'org' ? text.organization({ name: label }) : text.enterprise({ name: label }),
        rows,
      };
    })
    .filter((scope) => scope.rows.length > 0);
  return { scopes, columns, counts };
}
