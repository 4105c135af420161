import type { ReactNode } from 'react';

/** Which way a list is sorted. */
export type Direction = 'ascending' | 'descending';

/** What a list is sorted by. */
export interface Order {
  readonly key: string;
  readonly descending: boolean;
}

/** What stands in a cell: a text, or something drawn. Null is a number that is not reported: a paler dash, never 0. */
export type Cell = string | null | DrawnCell;

/** A cell that is more than a text. */
export interface DrawnCell {
  readonly content: ReactNode;
  /** Set paler: there is no number here. */
  readonly isMissing?: boolean;
  readonly title?: string | undefined;
}

/** The head of a column. */
export interface ColumnHead {
  readonly head: string;
  /** The whole definition, shown when the pointer rests on the head. */
  readonly says?: string | undefined;
  /** Text is set left, numbers right. */
  readonly isText?: boolean;
  /** The way it is sorted at first; a column without cannot be sorted by. */
  readonly sort?: Direction | undefined;
  /** A change stands close to the number before it, in small letters; a course is a small picture over time. */
  readonly look?: 'change' | 'course';
}

/** A column of a table. The first one names the row and stays in sight. */
export interface Column<Row> extends ColumnHead {
  /** No two columns of a table have the same; what the list is sorted by. */
  readonly key: string;
  /** Pixels, shared out where there is more room; all columns of a table have one, or none has. */
  readonly width?: number;
  readonly cell: (row: Row) => Cell;
}

/** A cell, whichever way it was given. */
export const drawnCell = (cell: Cell): DrawnCell =>
  cell === null ? { content: '–', isMissing: true } : typeof cell === 'string' ? { content: cell } : cell;
