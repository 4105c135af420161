import { eachDay } from '@flightdeck/catalog';
import { type Reading, readMembers } from '../load/annotate.ts';
import type { NameBook } from '../load/names.ts';
import type { FactRow } from './fact-row.ts';
import { filtersBy, groupsBy, lower, type Question } from './question.ts';
import { teamsNamed } from './reach.ts';

/** True when the question is about teams of rows that do not say themselves which team they are of. */
export const isOfTeamsElsewhere = (question: Question): boolean =>
  question.fact.name !== 'user_team_day' && (groupsBy(question, 'team') || filtersBy(question, 'team'));

/**
 * What gives a row the teams its person was in that day, as the memberships say that the reading sees; null for a row that
 * the filters of teams leave out. Documents themselves tell the teams known when they were written, which may be later.
 */
export async function readTeams(
  reading: Reading,
  question: Question,
  names: NameBook,
): Promise<(row: FactRow) => FactRow | null> {
  const ids = new Map<string, string[]>();
  for (const scope of question.scopes) {
    for (const { day, user_id, team_id } of await readMembers(reading, scope, eachDay(question.scan.range))) {
      const key = keyOf(scope, day, user_id);
      ids.set(key, [...(ids.get(key) ?? []), team_id]);
    }
  }
  const filters = question.where
    .filter(({ kind }) => kind === 'team' && !groupsBy(question, 'team'))
    .map(({ is, values }) => ({ is, named: teamsNamed(question, names, lower(values)) }));
  return (row) => {
    const teamIds = ids.get(keyOf(row.scope, row.day, row.userId)) ?? [];
    const passes = filters.every(
      ({ is, named }) => teamIds.some((id) => named.get(row.scope)?.has(id) ?? false) === (is === 'in'),
    );
    return passes ? { ...row, teamIds } : null;
  };
}

const keyOf = (scope: string, day: string, user: string | null): string => `${scope} ${day} ${user}`;
