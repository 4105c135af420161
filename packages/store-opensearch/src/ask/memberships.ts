import type { ScanMeasure } from '@flightdeck/query';
import type { NameBook } from '../load/names.ts';
import type { Placed } from './evaluate-rows.ts';
import type { FactRow } from './fact-row.ts';
import type { Labels } from './labels.ts';
import { filtersBy, groupsBy, lower, type Question } from './question.ts';
import { teamsNamed } from './reach.ts';

/**
 * True when a question about memberships must see all memberships of a person's day, not only those asked for: a row is one
 * of them, and teams group and filter by what else the person is in.
 */
export function needsAllTeams(question: Question, { aggregate }: ScanMeasure): boolean {
  if (question.fact.name !== 'user_team_day') return false;
  const isByTeam = groupsBy(question, 'team') || filtersBy(question, 'team');
  const leavesOut = question.where.some(({ kind, is }) => kind === 'team' && is === 'not_in');
  return (aggregate === 'people_in_several' && isByTeam) || (leavesOut && !groupsBy(question, 'team'));
}

/** The question without its filters of teams. */
export const withoutTeams = (question: Question): Question => ({
  ...question,
  where: question.where.filter(({ kind }) => kind !== 'team'),
});

/** Rows of memberships in the groups of all teams of the person's day, as far as the filters of teams let them. */
export function placeMemberships(
  question: Question,
  names: NameBook,
  labels: Labels,
  rows: readonly FactRow[],
): readonly Placed[] {
  const teams = new Map<string, Set<string>>();
  for (const row of rows) {
    for (const id of row.teamIds) teams.set(keyOf(row), (teams.get(keyOf(row)) ?? new Set()).add(id));
  }
  const teamsOf = (row: FactRow): readonly string[] => [...(teams.get(keyOf(row)) ?? [])];
  if (groupsBy(question, 'team')) {
    return rows.flatMap((row) =>
      teamsOf(row).flatMap((id) => {
        const team = labels.team(row.scope, id);
        return team === null ? [] : [{ row, team }];
      }),
    );
  }
  let left = rows;
  for (const { kind, is, values } of question.where) {
    if (kind !== 'team') continue;
    const named = teamsNamed(question, names, lower(values));
    const isMember = (row: FactRow): boolean => teamsOf(row).some((id) => named.get(row.scope)?.has(id) ?? false);
    // Where a person counts once, one who is in none of the teams may be in none of any scope.
    const anywhere = question.scan.once && is === 'not_in';
    const members = new Set(rows.filter(isMember).map((row) => personDay(row)));
    left = left.filter((row) => (anywhere ? members.has(personDay(row)) : isMember(row)) === (is === 'in'));
  }
  return left.map((row) => ({ row, team: null }));
}

const personDay = ({ day, userId }: FactRow): string => `${day} ${userId}`;
const keyOf = (row: FactRow): string => `${row.scope} ${personDay(row)}`;
