import type { Condition } from '@flightdeck/catalog';
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
      return new Date(`${row.day}T00:00:00Z`).getUTCDay() % 6 !== 0;
    case 'within':
      return cell !== null && Number(cell) <= test.value;
  }
}
