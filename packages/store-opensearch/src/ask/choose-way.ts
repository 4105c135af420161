import type { ScanMeasure } from '@flightdeck/query';
import { type NameBook, needsAllTeams } from '@flightdeck/store/reference';
import { columnNamed, filtersBy, groupsBy, lower, onlyTeams, type Question } from '@flightdeck/store/shared';
import { findCount, findRollup, type Kind } from '../layout/rollup.ts';
import type { Reading } from '../load/annotate.ts';
import { PEOPLE } from '../load/plan-load.ts';
import { readDifferences } from './differences.ts';
import { teamsNamed } from './reach.ts';

/**
 * How measures are answered: by groups of a table, by groups made of people, row by row, by all rows of memberships, or
 * `mixed`: some people's days row by row.
 */
export type Way = Kind | 'people' | 'sums_by_person' | 'rows' | 'memberships' | 'mixed';

/**
 * How rows of several scopes are taken once: `all` as one scope has them, `most` that way and some row by row, or all
 * row by row.
 */
export type Taking = 'all' | 'most' | 'rows';

/** The quickest way that is exact. */
export function chooseWay(question: Question, names: NameBook, measure: ScanMeasure, taking: Taking): Way {
  const { aggregate: kind } = measure;
  if (needsAllTeams(question, measure)) return 'memberships';
  if (kind === 'latest' || kind === 'latest_total' || kind === 'person_days') return 'rows';
  if (question.scan.once && hasTeamElsewhere(question)) return 'rows';
  if (kind === 'people' || kind === 'people_in_several') {
    return groupsBy(question, 'team') && question.scan.once && taking !== 'all' ? 'rows' : 'people';
  }
  if (taking === 'rows') return 'rows';
  if (groupsBy(question, 'journey')) return taking === 'all' ? 'sums_by_person' : 'rows';
  if (taking === 'most') return 'mixed';
  return chooseRollup(question, measure, names) ?? 'fact';
}

/** Where a person counts once, one who is in none of the teams may be in none of any scope. */
export const hasTeamElsewhere = (question: Question): boolean =>
  !groupsBy(question, 'team') && question.where.some(({ kind, is }) => kind === 'team' && is === 'not_in');

/** The rollup that can answer the measure, or null when only rows of people can. */
function chooseRollup(
  question: Question,
  { aggregate: kind, column, weight, when }: ScanMeasure,
  names: NameBook,
): Kind | null {
  const rollup = findRollup(question.fact.name);
  if (!rollup || weight !== undefined) return null;
  for (const by of ['person', 'journey'] as const) if (groupsBy(question, by) || filtersBy(question, by)) return null;
  const ofTeams = groupsBy(question, 'team') || isOfOneTeam(question, names);
  if (filtersBy(question, 'team') && !ofTeams) return null;
  const attributes = [
    ...question.by.map(({ name, kind: of }) => [name, of] as const),
    ...question.where.map(({ dimension, kind: of }) => [dimension, of] as const),
  ]
    .filter(([, of]) => of === 'attribute')
    .map(([name]) => columnNamed(name));
  if (!attributes.every((name) => rollup.keys.includes(name))) return null;
  const holds =
    kind === 'sum'
      ? column !== null && rollup.sums.includes(column) && when.every((test) => rollup.keys.includes(test.column))
      : kind === 'rows' && findCount(rollup, when) !== undefined;
  return holds ? (ofTeams ? 'team_day_rollup' : 'day_rollup') : null;
}

/** Nobody is in two teams where the names mean one team in each scope, so its members' figures are the team's. */
function isOfOneTeam(question: Question, names: NameBook): boolean {
  const only = onlyTeams(question);
  return only !== null && [...teamsNamed(question, names, lower(only)).values()].every((ids) => ids.size <= 1);
}

/** Whether counting each person's day in the first of the scopes that holds it gives each row once. */
export async function chooseTaking(reading: Reading, question: Question, names: NameBook): Promise<Taking> {
  if (question.fact.report !== PEOPLE) return 'rows';
  if (groupsBy(question, 'team')) return hasOwnTeamNames(question, names) ? 'all' : 'rows';
  const teams = question.where.filter(({ kind, is }) => kind === 'team' && is === 'in');
  if (teams.some(({ values }) => teamsNamed(question, names, lower(values)).size > 1)) return 'rows';
  if (teams.length > 0) return 'all';
  return (await readDifferences(reading, question)).size > 0 ? 'most' : 'all';
}

/** True when no two scopes asked share the name of a team, so that a row and team stand in one of them only. */
function hasOwnTeamNames({ scopes }: Question, names: NameBook): boolean {
  const all = scopes.flatMap((scope) => [...new Set(names.labels('slug', scope).values())]);
  return new Set(all).size === all.length;
}
