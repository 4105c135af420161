import { eachDay, REPORTS } from '@flightdeck/catalog';
import { settledAt } from '../world/history.ts';
import type { ScopeName, Simulation } from '../world/simulation.ts';
import { Count } from './count.ts';
import { outcomeTruth, rememberRepositories } from './truth-outcomes.ts';
import type { Truth, TruthOptions, TruthQuestion } from './truth-question.ts';
import { seatTruth } from './truth-seats.ts';
import { teamTruth } from './truth-teams.ts';

/**
 * One metric computed from the simulation's records by plain loops, sharing nothing with catalogue and query.
 * A group without any row is absent; without `by` the one group is ''. Null: nothing measured, or nothing below the line.
 * @throws InputError `no_truth` for a combination GitHub's records cannot answer.
 */
export function truth(simulation: Simulation, question: TruthQuestion & TruthOptions): Truth {
  return truths(simulation, question, [question])[0] ?? new Map();
}

/** Several questions in one pass over the people's records, answered in their order. */
export function truths(simulation: Simulation, options: TruthOptions, questions: readonly TruthQuestion[]): Truth[] {
  const remembered = rememberRepositories(simulation);
  const outcomes = questions.map(
    (question) =>
      seatTruth(simulation, options, question) ??
      outcomeTruth(remembered, options, question) ??
      teamTruth(simulation, options, question),
  );
  const rest = truthsOfPeople(
    simulation,
    options,
    questions.filter((_, index) => outcomes[index] === null),
  );
  return outcomes.map((outcome) => outcome ?? rest.shift() ?? new Map());
}

function truthsOfPeople(simulation: Simulation, options: TruthOptions, questions: readonly TruthQuestion[]): Truth[] {
  const { range, asOf } = options;
  const scopes = scopesOf(options);
  const byName = questions.some(({ by = [], where = {} }) => by.includes('user') || where.user !== undefined);
  const logins = byName ? latestLogins(simulation, options) : new Map<number, string>();
  const byTeam = questions.some(({ by = [], where = {} }) => by.includes('team') || where.team !== undefined);
  const slugs = byTeam ? latestSlugs(simulation, options) : new Map<number, string>();
  const counts = questions.map((question) => new Count(question, logins));
  const ofAggregates = counts.filter((count) => count.needsAggregates);
  const ofPeople = counts.filter((count) => !count.needsAggregates);
  const needsTeams = ofPeople.some((count) => count.byTeam);
  const first = scopes.map(({ kind }) => REPORTS['aggregate-1-day'].firstDay[kind]);
  const firstDay = [simulation.firstDay, ...first].sort().at(-1) ?? range.from;
  for (const day of eachDay(range)) {
    if (day < firstDay || day > simulation.lastDay) continue;
    const settled = asOf ? settledAt(day, asOf) : 3;
    if (ofAggregates.length > 0) {
      for (const scope of scopes) {
        const aggregate = simulation.aggregateRecord(scope, day, settled);
        for (const count of ofAggregates) count.addAggregate(aggregate, scope.slug);
      }
    }
    if (ofPeople.length === 0) continue;
    const teams = scopes.map(() => new Map<number, string[]>());
    const everywhere = new Map<number, string[]>();
    if (needsTeams) {
      scopes.forEach((scope, index) => {
        for (const { user_id, team_id } of simulation.teamRecords(scope, day)) {
          for (const map of [teams[index], everywhere])
            map?.set(user_id, [...(map.get(user_id) ?? []), slugs.get(team_id) ?? '']);
        }
      });
    }
    const seen = new Set<number>();
    scopes.forEach((scope, index) => {
      const hasTeams = (teams[index]?.size ?? 0) > 0;
      for (const record of simulation.userRecords(scope, day, settled)) {
        for (const count of ofPeople) if (hasTeams || !count.byTeam) count.addReport(record.user_id, scope.slug, day);
        const isFirst = !seen.has(record.user_id);
        seen.add(record.user_id);
        const [here, anywhere] = [teams[index]?.get(record.user_id) ?? [], everywhere.get(record.user_id) ?? []];
        for (const count of ofPeople) {
          if (count.byOrganization) count.addRecord(record, scope.slug, here);
          else if (isFirst) count.addRecord(record, scope.slug, anywhere);
        }
      }
    });
  }
  return counts.map((count) => count.result());
}

const isSeveral = (scope: TruthOptions['scope']): scope is readonly ScopeName[] => Array.isArray(scope);

function scopesOf({ scope }: TruthOptions): readonly ScopeName[] {
  return isSeveral(scope) ? scope : [scope];
}

/** Names of teams: their latest slug; of several scopes with the scope before it where teams share the slug. */
function latestSlugs(simulation: Simulation, options: TruthOptions): Map<number, string> {
  const teams = new Map<number, { readonly scope: string; readonly slug: string }>();
  const scopes = scopesOf(options);
  for (const day of eachDay(options.range)) {
    for (const scope of scopes)
      for (const { team_id, slug } of simulation.teamRecords(scope, day))
        teams.set(team_id, { scope: scope.slug, slug });
  }
  const isShared = (slug: string) => [...teams.values()].filter((team) => team.slug === slug).length > 1;
  return new Map(
    [...teams].map(([id, { scope, slug }]) => [id, scopes.length > 1 && isShared(slug) ? `${scope}/${slug}` : slug]),
  );
}

function latestLogins(simulation: Simulation, options: TruthOptions): Map<number, string> {
  const { range, asOf } = options;
  const logins = new Map<number, string>();
  for (const day of eachDay(range)) {
    for (const scope of scopesOf(options))
      for (const record of simulation.userRecords(scope, day, asOf ? settledAt(day, asOf) : 3))
        logins.set(record.user_id, record.user_login);
  }
  return logins;
}
