/** A cell of a row; a decimal is a whole number of billionths, so that it is exact. */
export type Cell = string | number | bigint | boolean | null;

/** A row of a fact, with what a question needs of it. */
export interface Row {
  readonly scope: string;
  readonly day: string;
  /** Id of the person, null for none; ids are text, as they may be longer than a double holds. */
  readonly userId: string | null;
  readonly repoId: string | null;
  /** Ids of the teams of the scope that the person is in that day. */
  readonly teamIds: readonly string[];
  /** Cells by column; a column that is not there is null. */
  readonly cells: Readonly<Record<string, Cell>>;
}

/** The cell of a column, null when the row does not have it. */
export const cellOf = ({ cells }: Row, column: string | null): Cell => (column === null ? null : cells[column]) ?? null;

/** A row in one group of teams: a person of several teams stands in several; `team` is null when teams do not group. */
export interface Placed {
  readonly row: Row;
  readonly team: string | null;
}
