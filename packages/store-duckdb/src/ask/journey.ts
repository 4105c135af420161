import { compilePhaseDay, compilePhaseOf, groupsBy, type Question } from '@flightdeck/store/shared';
import type { Binder } from '../file/sql.ts';
import { compileRange, compileScopes } from './reach.ts';

/** Every person who has an adoption phase in the range, with the first and last one, and the columns that identify a person. */
export interface Journey {
  readonly sql: string;
  readonly keys: readonly string[];
}

/** Where several scopes have rows of one day, the highest phase holds, as within GitHub's own rule. */
export function compileJourney(question: Question, binder: Binder): Journey {
  const keys = question.scan.once || question.scopes.length <= 1 ? ['user_id'] : ['scope', 'user_id'];
  const select = keys.map((key) => `p.${key}`).join(', ');
  const phase = 'p.ai_adoption_phase_number';
  return {
    keys,
    sql: [
      `SELECT ${select}, ${compilePhaseOf('first', `min(${compilePhaseDay('first', 'p.day', phase)})`)} AS phase_from, ${compilePhaseOf('last', `max(${compilePhaseDay('last', 'p.day', phase)})`)} AS phase_to`,
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
