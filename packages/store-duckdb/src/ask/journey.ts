import type { Binder } from '../file/sql.ts';
import { groupsBy, type Question } from './question.ts';
import { compileRange, compileScopes } from './reach.ts';

/** Every person who has an adoption phase in the range, with the first and last one, and what tells people apart. */
export interface Journey {
  readonly sql: string;
  readonly keys: readonly string[];
}

/** More phases than GitHub will number; day and phase then make one whole number, whose least and greatest are quick. */
const MOST_PHASES = 1000;

/** Where several scopes tell of one day, the highest phase holds, as within GitHub's own rule. */
export function compileJourney(question: Question, binder: Binder): Journey {
  const keys = question.scan.once || question.scopes.length <= 1 ? ['user_id'] : ['scope', 'user_id'];
  const select = keys.map((key) => `p.${key}`).join(', ');
  const phase = 'p.ai_adoption_phase_number';
  const days = `(p.day - DATE '1970-01-01') * ${MOST_PHASES}`;
  return {
    keys,
    sql: [
      `SELECT ${select}, ${MOST_PHASES - 1} - min(${days} + ${MOST_PHASES - 1} - ${phase}) % ${MOST_PHASES} AS phase_from, max(${days} + ${phase}) % ${MOST_PHASES} AS phase_to`,
      `FROM user_day AS p WHERE ${compileScopes(question, binder, 'p')} AND ${compileRange(question.scan.range, binder, 'p')}`,
      `AND ${phase} IS NOT NULL GROUP BY ${select}`,
    ].join(' '),
  };
}

/** The join that gives rows `f` their person's journey `j`; empty when no group needs it. People without a phase stay. */
export function joinJourney(question: Question, binder: Binder): string {
  if (!groupsBy(question, 'journey')) return '';
  const { sql, keys } = compileJourney(question, binder);
  return ` LEFT JOIN (${sql}) AS j ON ${keys.map((key) => `j.${key} = f.${key}`).join(' AND ')}`;
}
