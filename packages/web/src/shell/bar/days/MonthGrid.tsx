import { addDays, type Day, monthOf, weekOf } from '@flightdeck/catalog';
import { useState } from 'react';
import { formatLongDay, monthName } from '../../../format/format.ts';
import * as text from '../../../text/shell/filters.ts';
import css from './month.module.css';

interface Props {
  readonly from: Day;
  readonly to: Day;
  readonly extent: { readonly first: Day; readonly last: Day };
  /** Days that have data in the chosen scope. */
  readonly loaded: ReadonlySet<Day>;
  readonly onPick: (day: Day) => void;
}

const previousMonth = (month: Day): Day => monthOf(addDays(month, -1));
const nextMonth = (month: Day): Day => monthOf(addDays(month, 31));

/** Two months side by side; days without data are dotted. */
export function MonthGrid({ from, to, extent, loaded, onPick }: Props) {
  const [right, setRight] = useState(monthOf(to));
  return (
    <div className={css.pair}>
      {[previousMonth(right), right].map((month, index) => (
        <div key={month}>
          <div
            style={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center', fontSize: '0.8125rem' }}
          >
            {index === 0 ? (
              <button
                type="button"
                className="fd-tool"
                aria-label={text.monthBefore}
                onClick={() => setRight(previousMonth(right))}
              >
                ‹
              </button>
            ) : (
              <span style={{ width: 26 }} />
            )}
            <b>
              {monthName(month)} {month.slice(0, 4)}
            </b>
            {index === 1 ? (
              <button
                type="button"
                className="fd-tool"
                aria-label={text.monthAfter}
                disabled={right >= monthOf(extent.last)}
                onClick={() => setRight(nextMonth(right))}
              >
                ›
              </button>
            ) : (
              <span style={{ width: 26 }} />
            )}
          </div>
          <div className={css.root}>
            {text.weekdays.map((name, day) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the seven days of a week
              <i key={day}>{name}</i>
            ))}
            {daysOf(month).map((day, place) =>
              day === null ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: empty places before the first
                <span key={place} />
              ) : (
                <button
                  key={day}
                  type="button"
                  aria-label={loaded.has(day) ? formatLongDay(day) : text.dayWithoutData({ day: formatLongDay(day) })}
                  aria-pressed={from <= day && day <= to}
                  data-none={!loaded.has(day)}
                  onClick={() => onPick(day)}
                >
                  {Number(day.slice(8))}
                </button>
              ),
            )}
          </div>
        </div>
      ))}
    </div>
  );
}

function daysOf(month: Day): (Day | null)[] {
  const places: (Day | null)[] = [];
  for (let day = weekOf(month); day < nextMonth(month); day = addDays(day, 1)) places.push(day < month ? null : day);
  return places;
}
