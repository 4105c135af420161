import { groupsBy, lower, type Question } from '../shared/question.ts';
import { cellOf, type Row } from './row.ts';

/** Phase of a person on the first and last day of the range that has one. */
export interface Journey {
  readonly phase_from: string;
  readonly phase_to: string;
}

/** Journeys by `journeyKey`. */
export type Journeys = ReadonlyMap<string, Journey>;

/** Whom a journey belongs to: a person where people are counted once, else a person of a scope. */
export const journeyKey = (question: Question, scope: string, userId: string): string =>
  isPerScope(question) ? `${scope} ${userId}` : userId;

/** True when a person of two scopes has a journey in each. */
export const isPerScope = ({ scan, scopes }: Pick<Question, 'scan' | 'scopes'>): boolean =>
  !scan.once && scopes.length > 1;

/** True when the question groups or filters by journeys. */
export const needsJourneys = (question: Question): boolean =>
  groupsBy(question, 'journey') || question.where.some(({ kind }) => kind === 'journey');

/** Journeys of all people who have a phase. Where several scopes have rows of one day, the highest phase holds. */
export function findJourneys(question: Question, peopleDays: readonly Row[]): Journeys {
  const days = new Map<string, Map<string, number>>();
  for (const row of peopleDays) {
    const phase = cellOf(row, 'ai_adoption_phase_number');
    if (row.userId === null || phase === null) continue;
    const key = journeyKey(question, row.scope, row.userId);
    const of = days.get(key) ?? new Map<string, number>();
    days.set(key, of.set(row.day, Math.max(of.get(row.day) ?? 0, Number(phase))));
  }
  return new Map(
    [...days].map(([key, phases]) => {
      const sorted = [...phases].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, phase]) => String(phase));
      return [key, { phase_from: sorted[0] ?? '', phase_to: sorted.at(-1) ?? '' }];
    }),
  );
}

/** True when the filters of journeys let the row pass; who has no phase has no journey. */
export function passesJourneys(question: Question, journeys: Journeys, { scope, userId }: Row): boolean {
  return question.where.every(({ kind, dimension, is, values }) => {
    if (kind !== 'journey') return true;
    const journey = userId === null ? undefined : journeys.get(journeyKey(question, scope, userId));
    const phase = journey?.[dimension as keyof Journey];
    return (phase !== undefined && lower(values).includes(phase)) === (is === 'in');
  });
}
