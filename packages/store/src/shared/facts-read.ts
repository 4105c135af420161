import { FACTS, type Fact } from '@flightdeck/catalog';
import { filtersBy, groupsBy, type Question } from './question.ts';

const asksFor = (question: Question, kind: 'team' | 'journey'): boolean =>
  groupsBy(question, kind) || filtersBy(question, kind);

/** The facts whose rows a question reads: its own, memberships where teams are asked for, people's days where journeys are. */
export function factsRead(question: Question): readonly Fact[] {
  const names = [
    question.fact.name,
    ...(asksFor(question, 'team') ? ['user_team_day'] : []),
    ...(asksFor(question, 'journey') ? ['user_day'] : []),
  ];
  return FACTS.filter(({ name }) => names.includes(name));
}
