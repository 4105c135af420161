/** A long list of which only some pages are loaded. */
export interface PagedRows<Row> {
  /** How many rows there are, loaded or not. */
  readonly count: number;
  /** A row by its place, from 0; null while its page is loading. The same row is the same object. */
  readonly at: (index: number) => Row | null;
}

/** The rows of a table: all of them, or those loaded so far. */
export type Rows<Row> = readonly Row[] | PagedRows<Row>;

const isPaged = <Row>(rows: Rows<Row>): rows is PagedRows<Row> => 'at' in rows && 'count' in rows;

/** How many rows there are, loaded or not. */
export const countOf = <Row>(rows: Rows<Row>): number => (isPaged(rows) ? rows.count : rows.length);

/** The rows of some places in their order; null for those still loading. */
export const rowsAt = <Row>(rows: Rows<Row>, places: readonly number[]): (Row | null)[] =>
  places.map((place) => (isPaged(rows) ? rows.at(place) : (rows[place] ?? null)));
