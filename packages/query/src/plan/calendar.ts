import {
  type Condition,
  counted,
  type Day,
  findMetric,
  isWorkingDay,
  USUAL_CALENDAR,
  type WorkCalendar,
} from '@flightdeck/catalog';
import type { Note } from '../evaluate/result.ts';
import type { Scan } from '../scan.ts';
import { dividesBy, measuresOf, type Plan } from './plan.ts';

/** The plan with the working days of a calendar instead of Monday to Friday; the same plan if there is no difference. */
export function withCalendar(plan: Plan, calendar: WorkCalendar): Plan {
  if (isUsual(calendar) || !plan.query.metrics.some(isOfWork)) return plan;
  const all = (scans: readonly Scan[]): readonly Scan[] =>
    scans.map((scan) => ({
      ...scan,
      measures: scan.measures.map((measure) => ({
        ...measure,
        when: measure.when.map((test) => timed(test, calendar)),
      })),
    }));
  const { comparison } = plan;
  return {
    ...plan,
    calendar,
    rows: all(plan.rows),
    total: all(plan.total),
    comparison: comparison && { ...comparison, rows: all(comparison.rows), total: all(comparison.total) },
    notes: [...plan.notes, ...calendarNotes(plan, calendar)],
  };
}

const timed = (test: Condition, calendar: WorkCalendar): Condition =>
  test.op === 'working_day' ? { ...test, calendar } : test;

const isUsual = ({ weekdays, off }: WorkCalendar): boolean =>
  off.length === 0 && JSON.stringify(weekdays) === JSON.stringify(USUAL_CALENDAR.weekdays);

/** True for a metric that counts working days, or divides by them. */
function isOfWork(name: string): boolean {
  const { formula } = findMetric(name) ?? {};
  return (
    dividesBy(formula, 'working_days') ||
    measuresOf(formula).some(({ when }) => when.some(({ op }) => op === 'working_day'))
  );
}

const WEEKDAYS = ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Says which days count as working days, one note a metric. */
function calendarNotes({ query }: Plan, { weekdays, off }: WorkCalendar): Note[] {
  const { from, to } = query.range;
  const free = off.filter((day: Day) => day >= from && day <= to && isWorkingDay(day, { weekdays, off: [] }));
  const week = weekdays.map((day) => WEEKDAYS[day]).join(', ');
  const without = free.length === 0 ? '' : `, without ${counted(free.length, 'day')} off in the range`;
  return query.metrics
    .filter(isOfWork)
    .map((metric) => ({ code: 'working_days', metric, message: `Working days are ${week}${without}.` }));
}
