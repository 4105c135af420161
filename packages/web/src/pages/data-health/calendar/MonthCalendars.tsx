import { addDays, type Day, monthOf, weekOf } from '@flightdeck/catalog';
import { formatLongDay, monthName } from '../../../format/format.ts';
import * as text from '../../../text/pages/data-health.ts';
import { STATE_WORDS } from './DayCalendar.tsx';
import css from './months.module.css';
import { type Calendar, type CellState, worstOf } from './prepare-calendar.ts';

interface Props {
  readonly calendar: Calendar;
  readonly onPick: (column: number) => void;
}

/** The phone's day calendar: months of the worst state, newest first. */
export function MonthCalendars({ calendar, onPick }: Props) {
  const months = [...new Set(calendar.columns.map((column) => monthOf(column.from)))].reverse();
  const byDay = new Map(calendar.columns.map((column, index) => [column.from, index]));
  return (
    <>
      {months.map((month) => (
        <section key={month} aria-label={`${monthName(month)} ${month.slice(0, 4)}`}>
          <h3 className="fd-card-title" style={{ margin: '10px 0 4px' }}>
            {monthName(month)} {month.slice(0, 4)}
          </h3>
          <div className={css.root}>
            {text.weekdays.map((name) => (
              <span key={name} className="fd-card-says">
                {name}
              </span>
            ))}
            {daysOf(month).map((day) => {
              const index = byDay.get(day);
              if (day < month) return <span key={day} />;
              if (index === undefined)
                return (
                  <span key={day} className={css.none}>
                    {Number(day.slice(8))}
                  </span>
                );
              const state = worstAt(calendar, index);
              return (
                <button
                  key={day}
                  type="button"
                  data-state={state}
                  aria-label={`${formatLongDay(day)}: ${STATE_WORDS[state]}`}
                  onClick={() => onPick(index)}
                >
                  {Number(day.slice(8))}
                </button>
              );
            })}
          </div>
        </section>
      ))}
    </>
  );
}

function worstAt(calendar: Calendar, column: number): CellState {
  return worstOf(calendar.scopes.flatMap((scope) => scope.rows.map((row) => row.cells[column]?.state ?? 'before')));
}

function daysOf(month: Day): Day[] {
  const days: Day[] = [];
  const end = monthOf(addDays(month, 31));
  for (let day = weekOf(month); day < end; day = addDays(day, 1)) days.push(day);
  return days;
}
