import { type Condition, USUAL_CALENDAR, type WorkCalendar } from '@flightdeck/catalog';
import { columnsNeeded } from '../../shared/conditions.ts';
import { cellOf, type Row } from '../row.ts';

/** True when the row counts: all conditions hold. */
export const counts = (row: Row, when: readonly Condition[]): boolean => when.every((test) => holds(row, test));

/** True when the row has what is needed to decide whether it counts. */
export const decides = (row: Row, when: readonly Condition[]): boolean =>
  columnsNeeded(when).every((name) => cellOf(row, name) !== null);

function holds(row: Row, test: Condition): boolean {
  const cell = cellOf(row, test.column);
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
      return works(row.day, test.calendar ?? USUAL_CALENDAR);
    case 'within':
      return cell !== null && Number(cell) <= test.value;
  }
}

/** Apart from `isWorkingDay`, which it is there to check. */
function works(day: string, { weekdays, off }: WorkCalendar): boolean {
  const sundayFirst = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekdays.some((weekday) => weekday % 7 === sundayFirst) && off.every((other) => other !== day);
}
