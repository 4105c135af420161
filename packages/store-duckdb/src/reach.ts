import type { DayRange } from '@flightdeck/catalog';
import type { Question } from './question.ts';
import type { Binder } from './sql.ts';

/** SQL for rows of `f` in the scopes asked. */
export function compileScopes({ scopes }: Question, binder: Binder, table = 'f'): string {
  return scopes.length === 0 ? 'false' : `${table}.scope IN (${binder.list(scopes)})`;
}

/** SQL for rows whose day is in the range. */
export function compileRange(range: DayRange, binder: Binder, table = 'f'): string {
  return `${table}.day BETWEEN CAST(${binder.bind(range.from)} AS DATE) AND CAST(${binder.bind(range.to)} AS DATE)`;
}
