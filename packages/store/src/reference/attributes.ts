import { columnNamed, lower, type Question } from '../shared/question.ts';
import { cellOf, type Row } from './row.ts';

/** True when the filters of attributes let the row pass; a value that is not known is in no list. */
export function passesAttributes({ where }: Pick<Question, 'where'>, row: Row): boolean {
  return where.every(({ kind, dimension, is, values }) => {
    if (kind !== 'attribute') return true;
    const cell = cellOf(row, columnNamed(dimension));
    return (cell !== null && lower(values).includes(String(cell).toLowerCase())) === (is === 'in');
  });
}
