import type { ColumnHead } from '../column.ts';
import css from '../table.module.css';

/** The class of a column that looks unlike the others. */
export const LOOKS: Readonly<Record<NonNullable<ColumnHead['look']>, string | undefined>> = {
  change: css.change,
  course: css.course,
};
