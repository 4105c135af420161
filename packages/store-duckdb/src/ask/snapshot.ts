import type { Question } from '@flightdeck/store/shared';
import { LOADED_STATES, literal } from '@flightdeck/store/shared';
import type { Binder } from '../file/sql.ts';
import { WEEK } from '../rollup/rollup.ts';
import { compileRange, compileScopes } from './reach.ts';

/**
 * SQL that is true for rows `f` of the last day of each scope and time bucket with a loaded report of the fact. The ledger
 * has it: a report can have no rows of the fact, and an older one must not stand in for it.
 */
export function compileLastReported(question: Question, binder: Binder): string {
  const bucket = question.by.find(({ kind }) => kind === 'time')?.name;
  const group = bucket === undefined ? '' : `, ${BUCKETS[bucket] ?? 'f.day'}`;
  return [
    `(f.scope, f.day) IN (SELECT (f.scope, max(f.day)) FROM ledger_day AS f`,
    `WHERE f.report = ${binder.bind(question.fact.report)} AND f.state IN (${LOADED_STATES.map(literal).join(', ')})`,
    `AND ${compileScopes(question, binder)} AND ${compileRange(question.scan.range, binder)}`,
    `GROUP BY f.scope${group})`,
  ].join(' ');
}

const BUCKETS: Readonly<Record<string, string>> = {
  day: 'f.day',
  week: WEEK,
  month: "date_trunc('month', f.day)",
};
