import { type Condition, USUAL_CALENDAR, type WorkCalendar } from '@flightdeck/catalog';

/** A DuckDB identifier that means exactly this name; names come from the catalogue only. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A DuckDB string literal with exactly this value; for places that take no parameter (paths, settings). */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** How the values of a condition are written. */
export interface ValueWriter {
  bind(value: string | number): string;
  /** Several values, separated by commas. */
  list(values: readonly (string | number)[]): string;
}

/** Writes values into the text: right for the catalogue's own conditions, which are constants of ours. */
export const INLINE: ValueWriter = {
  bind: (value) => (typeof value === 'string' ? literal(value) : String(value)),
  list: (values) => values.map(INLINE.bind).join(', '),
};

/** DuckDB SQL that is true for rows of `table` for which the condition holds; NULL where its column is not known. */
export function compileCondition(condition: Condition, table: string, values: ValueWriter): string {
  const column = `${table}.${identifier(condition.column)}`;
  switch (condition.op) {
    case 'above':
      return `${column} > ${values.bind(condition.value)}`;
    case 'true':
      return column;
    case 'in':
      return condition.values.length === 0 ? 'false' : `${column} IN (${values.list(condition.values)})`;
    case 'known':
      return `${column} IS NOT NULL`;
    case 'unknown':
      return `${column} IS NULL`;
    case 'working_day':
      return workingDay(column, condition.calendar ?? USUAL_CALENDAR, values);
    case 'within':
      return `coalesce(${column} <= ${values.bind(condition.value)}, false)`;
  }
}

function workingDay(column: string, { weekdays, off }: WorkCalendar, values: ValueWriter): string {
  const isWeekday = weekdays.length === 0 ? 'false' : `isodow(${column}) IN (${weekdays.map(Number).join(', ')})`;
  return off.length === 0 ? isWeekday : `(${isWeekday} AND ${column}::VARCHAR NOT IN (${values.list(off)}))`;
}
