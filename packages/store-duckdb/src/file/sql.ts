/** The DuckDB type of each column type: rows stand in the store as in the files they came in. */
export { FACT_FILE_TYPE as SQL_TYPE } from '@flightdeck/store';

/** What a statement may be given for a parameter. */
export type Bound = string | number | bigint | boolean | null;

/** A statement and the values of its parameters `$1`, `$2`, …. */
export interface Statement {
  readonly sql: string;
  readonly values: readonly Bound[];
}

/** Collects the values of one statement; equal values share a parameter. */
export interface Binder {
  readonly values: readonly Bound[];
  /** The parameter that stands for the value. */
  bind(value: Bound): string;
  /** Parameters of several values, separated by commas. */
  list(values: readonly Bound[]): string;
}

/** An empty binder. */
export function createBinder(): Binder {
  const values: Bound[] = [];
  const bind = (value: Bound): string => {
    const known = values.indexOf(value);
    if (known >= 0) return `$${known + 1}`;
    return `$${values.push(value)}`;
  };
  return { values, bind, list: (many) => many.map(bind).join(', ') };
}
