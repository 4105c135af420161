/** A cell of a fixture row. */
export type Cell = string | number | bigint | boolean | null;

/** Rows of one fact of one scope: names of the columns, then one array a row. */
export interface FixtureFact {
  readonly scope: string;
  readonly fact: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}
