import type { ScanMeasure } from '@flightdeck/query';
import { filtersBy, groupsBy, lower, type Question } from '../shared/question.ts';
import type { NameBook } from './names/names.ts';
import type { Placed, Row } from './row.ts';

/** The fact whose rows are memberships of a day. */
export const MEMBERSHIPS = 'user_team_day';

/**
 * True when a measure of memberships must see all memberships of a person's day, not only that of the row: who is in
 * several teams is in the group of each, and a filter may leave out a person for what else they are in.
 */
export function needsAllTeams(question: Question, { aggregate }: ScanMeasure): boolean {
  if (question.fact.name !== MEMBERSHIPS) return false;
  const isByTeam = groupsBy(question, 'team') || filtersBy(question, 'team');
  const leavesOut = question.where.some(({ kind, is }) => kind === 'team' && is === 'not_in');
  return (aggregate === 'people_in_several' && isByTeam) || (leavesOut && !groupsBy(question, 'team'));
}

/** Name of a team of a scope by its id; null when it is not asked for. */
export type TeamName = (scope: string, id: string) => string | null;

/** Rows in the groups of their person's teams that have a name; without grouping by teams each row as it is. */
export function placeInTeams(question: Question, teamName: TeamName, rows: readonly Row[]): readonly Placed[] {
  if (!groupsBy(question, 'team')) return rows.map((row) => ({ row, team: null }));
  return rows.flatMap((row) =>
    row.teamIds.flatMap((id) => {
      const team = teamName(row.scope, id);
      return team === null ? [] : [{ row, team }];
    }),
  );
}

/**
 * Rows of people who were in the teams that day, as memberships have them. Not in a team means in none of the scopes asked
 * where people are counted once, else not in the scope of the row. Grouped by team, filters are on the team of the group.
 */
export function filterTeams(
  question: Question,
  names: Pick<NameBook, 'teams'>,
  rows: readonly Row[],
  memberships: readonly Row[],
): readonly Row[] {
  if (groupsBy(question, 'team')) return rows;
  return question.where.reduce((left, { kind, is, values }) => {
    if (kind !== 'team') return left;
    const named = names.teams(question.scopes, lower(values));
    const keyOf = question.scan.once && is === 'not_in' ? personDay : scopeDay;
    const isNamed = ({ scope, teamIds }: Row): boolean => teamIds.some((id) => named.get(scope)?.has(id) ?? false);
    const members = new Set(memberships.filter(isNamed).map(keyOf));
    return left.filter((row) => members.has(keyOf(row)) === (is === 'in'));
  }, rows);
}

/** Rows with all teams of their person's day, as rows of memberships have them. */
export function withTeams(rows: readonly Row[], memberships: readonly Row[]): readonly Row[] {
  const teams = new Map<string, Set<string>>();
  for (const row of memberships) {
    const key = scopeDay(row);
    for (const id of row.teamIds) teams.set(key, (teams.get(key) ?? new Set()).add(id));
  }
  return rows.map((row) => ({ ...row, teamIds: [...(teams.get(scopeDay(row)) ?? [])] }));
}

const personDay = ({ day, userId }: Row): string => `${day} ${userId}`;
const scopeDay = (row: Row): string => `${row.scope} ${personDay(row)}`;
