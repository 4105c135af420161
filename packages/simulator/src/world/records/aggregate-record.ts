import { addDays, type Day, dayNumber, monthOf } from '@flightdeck/catalog';
import { BIT } from '../activity.ts';
import { type History, type Settled, settledBack, sundayOf } from '../history.ts';
import type { Person } from '../people/people.ts';
import { Tally } from '../tally.ts';
import { SINCE } from '../timeline.ts';
import { pullRequestsOf, type RepositoryDay } from './pull-requests.ts';
import type { PullRequests } from './records.ts';
import { personDay, phaseOf, tallyDay } from './user-record.ts';

/** Which people and repositories an aggregate is about. */
export interface Members {
  readonly includes: (person: Person) => boolean;
  readonly repositoryDays: (day: Day) => RepositoryDay[];
}

/** The aggregate of one day without scope keys: sums over the members' rows, and distinct people. */
export function aggregateFields(
  history: History,
  members: Members,
  day: Day,
  settled: Settled,
): Record<string, unknown> {
  const total = new Tally();
  const phases = history.phases(day, settled);
  const byPhase = [0, 1, 2, 3].map(() => ({ tally: new Tally(), engaged: 0 }));
  for (let index = 0; index < history.people; index++) {
    if (history.bits(index, day, settled) === 0 || !members.includes(history.person(index))) continue;
    const part = personDay(history, index, day, settled);
    if (!part) continue;
    tallyDay(total, part);
    const phase = byPhase[phases[index] ?? 0];
    if (!phase || (part.bits & BIT.counted) === 0) continue;
    phase.engaged++;
    for (const cell of part.cells) phase.tally.addCell(cell);
  }
  const repositories = members.repositoryDays(day);
  const pullRequests = repositories.length > 0 ? pullRequestsOf(repositories, day) : null;
  const { breakdowns, surfaces } = { breakdowns: total.breakdowns(), surfaces: total.surfaces('aggregate') };
  return {
    ...activeUsers(history, members, day, settled),
    ...total.counters(),
    ...breakdowns,
    ...surfaces,
    ...total.customizations(),
    ...(day >= SINCE.phases && {
      totals_by_ai_adoption_phase: phaseRows(history, members, day, settled, byPhase, pullRequests),
    }),
    ...(pullRequests && { pull_requests: pullRequests }),
  };
}

/** The feature engagement of a 28-day report: people with a feature on at least two of the days. */
export function featureEngagement(
  history: History,
  members: Members,
  day: Day,
  settled: Settled,
): Record<string, unknown> {
  const features: readonly (readonly [string, number])[] = [
    ['code_completion', BIT.completion],
    ['agent_edit', BIT.agent],
    ['code_review_passive', BIT.reviewPassive],
    ['code_review_active', BIT.reviewActive],
    ['cloud_agent', BIT.cloudAgent],
    ['copilot_cli', BIT.cli],
    ['github_app', BIT.app],
  ];
  const seen = history.seenWithin(day, 28, settled);
  return {
    active_user_count: countPeople(history, members, (index) => ((seen[index] ?? 0) & BIT.row) !== 0),
    totals_by_feature: features.map(([feature, bit]) => {
      const days = history.daysWith(bit, day, settled);
      return { feature, engaged_user_count: countPeople(history, members, (index) => (days[index] ?? 0) >= 2) };
    }),
  };
}

function activeUsers(history: History, members: Members, day: Day, settled: Settled): Record<string, number> {
  const windows = {
    daily: history.seenWithin(day, 1, settled),
    weekly: history.seenWithin(day, 7, settled),
    monthly: history.seenWithin(day, 28, settled),
  };
  const count = (seen: Uint16Array, mask: number) =>
    countPeople(history, members, (index) => ((seen[index] ?? 0) & mask) !== 0);
  const { daily, weekly, monthly } = windows;
  const each = (name: (window: string) => string, of: (seen: Uint16Array) => number) =>
    Object.fromEntries(Object.entries(windows).map(([window, seen]) => [name(window), of(seen)]));
  // Asking for review outranks being assigned one, over every window.
  const passive = (seen: Uint16Array) =>
    countPeople(history, members, (index) => {
      const bits = (seen[index] ?? 0) & (BIT.reviewActive | BIT.reviewPassive);
      return bits === BIT.reviewPassive;
    });
  const cli = count(daily, BIT.cli);
  const app = count(daily, BIT.app);
  return {
    daily_active_users: count(daily, BIT.counted),
    weekly_active_users: count(weekly, BIT.counted),
    monthly_active_users: count(monthly, BIT.counted),
    monthly_active_chat_users: count(monthly, BIT.chat),
    monthly_active_agent_users: count(monthly, BIT.agent),
    ...(cli > 0 && { daily_active_cli_users: cli }),
    ...(app > 0 && { daily_active_copilot_app_users: app }),
    ...(day >= SINCE.cloudAgentCounts &&
      each(
        (window) => `${window}_active_copilot_cloud_agent_users`,
        (seen) => count(seen, BIT.cloudAgent),
      )),
    ...(day >= SINCE.reviewCounts && {
      ...each(
        (window) => `${window}_active_copilot_code_review_users`,
        (seen) => count(seen, BIT.reviewActive),
      ),
      ...each((window) => `${window}_passive_copilot_code_review_users`, passive),
    }),
    ...(day >= SINCE.vscodeAgents && vscodeAgentUsers(history, day, settled, count)),
  };
}

/** Unlike every other count these run from Sunday and from the first of the month. @source GitHub reference. */
function vscodeAgentUsers(
  history: History,
  day: Day,
  settled: Settled,
  count: (seen: Uint16Array, mask: number) => number,
): Record<string, number> {
  const since = (first: Day) => {
    const days = dayNumber(day) - Math.max(dayNumber(first), dayNumber(SINCE.vscodeAgents)) + 1;
    return count(history.seenWithin(day, days, settled), BIT.vscodeAgent);
  };
  return {
    daily_active_vscode_agent_users: since(day),
    weekly_active_vscode_agent_users: since(sundayOf(day)),
    monthly_active_vscode_agent_users: since(monthOf(day)),
  };
}

function phaseRows(
  history: History,
  members: Members,
  day: Day,
  settled: Settled,
  byPhase: readonly { readonly tally: Tally; readonly engaged: number }[],
  pullRequests: PullRequests | null,
): Record<string, unknown>[] {
  const phases = history.phases(day, settled);
  const seen = history.seenWithin(day, 28, settled);
  // People further along merge more: each phase takes its weighted share, whole numbers, nothing lost.
  const weights = byPhase.map(({ engaged }, phase) => engaged * (1 + phase * 0.4));
  const merged = shareOut(pullRequests?.total_merged ?? 0, weights);
  const created = shareOut(pullRequests?.total_created ?? 0, weights);
  const reviewed = shareOut(pullRequests?.total_reviewed ?? 0, weights);
  const medianMinutes = Number(pullRequests?.median_minutes_to_merge ?? 0);
  return byPhase.map(({ tally, engaged }, number) => {
    const counters = tally.counters();
    const per = (sum: number) => (engaged === 0 ? 0 : Math.round((sum / engaged) * 100) / 100);
    const { phase } = phaseOf(number as 0 | 1 | 2 | 3);
    return {
      phase,
      phase_number: number,
      total_engaged_users: engaged,
      ...(day >= SINCE.phasePopulation && {
        users_in_phase_28d: countPeople(
          history,
          members,
          (index) => phases[index] === number && ((seen[index] ?? 0) & BIT.row) !== 0,
        ),
      }),
      avg_user_initiated_interactions: per(counters.user_initiated_interaction_count),
      avg_code_generation_activities: per(counters.code_generation_activity_count),
      avg_code_acceptance_activities: per(counters.code_acceptance_activity_count),
      avg_loc_added: per(counters.loc_added_sum),
      avg_loc_deleted: per(counters.loc_deleted_sum),
      avg_pull_requests_reviewed: per(reviewed[number] ?? 0),
      avg_pull_requests_created: per(created[number] ?? 0),
      avg_pull_requests_merged: per(merged[number] ?? 0),
      ...(day >= SINCE.phaseMerges && { total_pull_requests_merged: merged[number] ?? 0 }),
      avg_pull_requests_median_minutes_to_merge: Math.round(medianMinutes * (1.1 - number * 0.06) * 100) / 100,
      ...(day >= SINCE.phaseReviews && {
        avg_pull_requests_minutes_to_review: Math.round(medianMinutes * (0.4 - number * 0.03) * 100) / 100,
        avg_pull_requests_review_cycles: 1 + number * 0.25,
      }),
    };
  });
}

/** Splits a whole number by weights into whole numbers with the same sum; all to the first when no weight is positive. */
function shareOut(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  let taken = 0;
  let weightSoFar = 0;
  return weights.map((weight) => {
    weightSoFar += weight;
    const upTo = sum > 0 ? Math.round((total * weightSoFar) / sum) : total;
    const part = upTo - taken;
    taken = upTo;
    return part;
  });
}

function countPeople(history: History, members: Members, matches: (index: number) => boolean): number {
  let count = 0;
  for (let index = 0; index < history.people; index++) {
    if (matches(index) && members.includes(history.person(index))) count++;
  }
  return count;
}

/** The 28 days that end with a day, each with how settled it is. */
export function windowOf(day: Day, settled: Settled): { readonly day: Day; readonly settled: Settled }[] {
  return Array.from({ length: 28 }, (_, index) => ({
    day: addDays(day, index - 27),
    settled: settledBack(settled, 27 - index),
  }));
}
