import type { DayRange } from '@flightdeck/catalog';
import { literal, type Question } from '@flightdeck/store/shared';
import type { Binder } from '../file/sql.ts';

/** SQL for rows of `f` in the scopes asked. */
export function compileScopes({ scopes }: Pick<Question, 'scopes'>, binder: Binder, table = 'f'): string {
  return scopes.length === 0 ? 'false' : `${table}.scope IN (${binder.list(scopes)})`;
}

/** SQL for rows whose day is in the range. */
export function compileRange(range: DayRange, binder: Binder, table = 'f'): string {
  return `${table}.day BETWEEN CAST(${binder.bind(range.from)} AS DATE) AND CAST(${binder.bind(range.to)} AS DATE)`;
}

/** SQL of the host of the scopes asked, which all lie on one, as tables of names have it: empty for github.com. */
export function compileHost({ scopes }: Pick<Question, 'scopes'>): string {
  const [scope = ''] = scopes;
  return literal(scope.includes('@') ? scope.slice(scope.indexOf('@') + 1) : '');
}
