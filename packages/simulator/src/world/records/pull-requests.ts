import { type Day, dayNumber } from '@flightdeck/catalog';
import { repositoryNameOf } from '../people/names.ts';
import { mix, Random } from '../random.ts';
import { SINCE } from '../timeline.ts';
import type { PullRequests, RepoRecord } from './records.ts';

/** First day with pull-request counters. @source report-fields.json, `pull_requests.total_created`. */
const FIRST_DAY = '2025-12-01';

/** The second repository of every organization gets another name on this day. */
const RENAMED: Day = '2026-09-15';

const COMMENT_TYPES = ['bug_risk', 'security', 'maintainability', 'performance'];

/** A repository of an organization. */
export interface Repository {
  readonly organization: number;
  readonly index: number;
}

interface Merge {
  readonly minutes: number;
  readonly byCopilot: boolean;
  readonly reviewedByCopilot: boolean;
}

/** Everything that happened to the pull requests of one repository on one day. */
export interface RepositoryDay {
  readonly repository: Repository;
  readonly created: number;
  readonly createdByCopilot: number;
  readonly reviewed: number;
  readonly reviewedByCopilot: number;
  readonly suggestions: number;
  readonly appliedSuggestions: number;
  readonly merges: readonly Merge[];
  /** Copilot's suggestions and the applied ones by place in the comment types. */
  readonly comments: readonly (readonly [suggested: number, applied: number])[];
}

/** How many repositories an organization has for its number of people. */
export function repositoryCount(people: number): number {
  return Math.min(300, Math.max(3, Math.round(people / 9)));
}

/** A repository's day; null when nothing happened, as GitHub leaves such repositories out. */
export function repositoryDay(seed: number, repository: Repository, day: Day): RepositoryDay | null {
  if (day < FIRST_DAY) return null;
  const number = dayNumber(day);
  const random = new Random(mix(seed, repository.organization * 1000 + repository.index, number, 21));
  const weekend = (number + 3) % 7 >= 5;
  const busy = (weekend ? 0.25 : 1) * (repository.index % 5 === 4 ? 0.3 : 1);
  const created = random.around(2.6 * busy);
  const reviewed = random.around(2.4 * busy);
  const some = (of: number, share: number) => Array.from({ length: of }).filter(() => random.next() < share).length;
  const merges = Array.from({ length: random.around(2.2 * busy) }, () => ({
    minutes: Math.round((8 + random.next() ** 3 * 4000) * 100) / 100,
    byCopilot: random.next() < 0.14,
    reviewedByCopilot: random.next() < 0.35,
  }));
  const comments = COMMENT_TYPES.map(() => {
    const suggested = random.around(0.7 * busy);
    return [suggested, some(suggested, 0.4)] as const;
  });
  const copilot = comments.reduce((sum, [suggested]) => sum + suggested, 0);
  const applied = comments.reduce((sum, [, count]) => sum + count, 0);
  if (created + reviewed + merges.length + copilot === 0) return null;
  const human = random.around(1.5 * busy);
  return {
    repository,
    created,
    createdByCopilot: some(created, 0.13),
    reviewed,
    reviewedByCopilot: some(reviewed, 0.3),
    suggestions: copilot + human,
    appliedSuggestions: applied + some(human, 0.5),
    merges,
    comments,
  };
}

/** The counters of one or several repositories together, with the medians over all their merges. */
export function pullRequestsOf(days: readonly RepositoryDay[], day: Day): PullRequests {
  const sum = (pick: (one: RepositoryDay) => number) => days.reduce((total, one) => total + pick(one), 0);
  const merges = days.flatMap((one) => one.merges);
  const outcomes = day >= SINCE.pullRequestOutcomes;
  const reviewedMerges = merges.filter((merge) => merge.reviewedByCopilot);
  return {
    total_created: sum((one) => one.created),
    total_reviewed: sum((one) => one.reviewed),
    total_created_by_copilot: sum((one) => one.createdByCopilot),
    total_reviewed_by_copilot: sum((one) => one.reviewedByCopilot),
    ...(outcomes && {
      total_merged: merges.length,
      ...medianField('median_minutes_to_merge', merges),
      total_suggestions: sum((one) => one.suggestions),
      total_applied_suggestions: sum((one) => one.appliedSuggestions),
      total_merged_created_by_copilot: merges.filter((merge) => merge.byCopilot).length,
      ...medianField(
        'median_minutes_to_merge_copilot_authored',
        merges.filter((merge) => merge.byCopilot),
      ),
      total_copilot_suggestions: sum((one) => one.comments.reduce((total, [suggested]) => total + suggested, 0)),
      total_copilot_applied_suggestions: sum((one) => one.comments.reduce((total, [, applied]) => total + applied, 0)),
    }),
    ...(day >= SINCE.reviewedMerges && {
      total_merged_reviewed_by_copilot: reviewedMerges.length,
      ...medianField('median_minutes_to_merge_copilot_reviewed', reviewedMerges),
    }),
    ...(day >= SINCE.commentTypes && { copilot_suggestions_by_comment_type: byCommentType(days) }),
  };
}

/** The row of a repos-1-day report. */
export function repoRecord(
  one: RepositoryDay,
  day: Day,
  owner: { readonly id: string; readonly slug: string; readonly enterpriseId: string },
): RepoRecord {
  const { organization, index } = one.repository;
  const visibilities = ['PRIVATE', 'INTERNAL', 'INTERNAL', 'PUBLIC'] as const;
  return {
    day,
    enterprise_id: owner.enterpriseId,
    organization_id: owner.id,
    repo_id: 900_000_001 + organization * 10_000 + index,
    repo_owner_name: owner.slug,
    repo_name: index === 1 && day < RENAMED ? `${repositoryNameOf(index)}-next` : repositoryNameOf(index),
    repo_visibility: visibilities[index % visibilities.length] ?? 'PRIVATE',
    pull_requests: pullRequestsOf([one], day),
    ...(day >= SINCE.reviewTimes && { pull_request_review_times: reviewTimes(one) }),
  };
}

/** The middle of the numbers, the mean of the middle two for an even count; null for none. */
function median(numbers: readonly number[]): number | null {
  if (numbers.length === 0) return null;
  const ordered = numbers.toSorted((a, b) => a - b);
  const upper = ordered[ordered.length >> 1] ?? 0;
  const lower = ordered[(ordered.length - 1) >> 1] ?? 0;
  return Math.round(((upper + lower) / 2) * 100) / 100;
}

function medianField(name: string, merges: readonly Merge[]): Record<string, number> {
  const value = median(merges.map((merge) => merge.minutes));
  return value === null ? {} : { [name]: value };
}

function byCommentType(days: readonly RepositoryDay[]): Record<string, unknown>[] {
  return COMMENT_TYPES.flatMap((comment_type, place) => {
    const suggested = days.reduce((sum, one) => sum + (one.comments[place]?.[0] ?? 0), 0);
    const applied = days.reduce((sum, one) => sum + (one.comments[place]?.[1] ?? 0), 0);
    return suggested === 0
      ? []
      : [{ comment_type, total_copilot_suggestions: suggested, total_copilot_applied_suggestions: applied }];
  });
}

function reviewTimes(one: RepositoryDay): Record<string, unknown>[] {
  const minutes = one.merges
    .filter((merge) => !merge.byCopilot && !merge.reviewedByCopilot)
    .map((merge) => merge.minutes);
  if (minutes.length === 0) return [];
  const p90 = minutes.toSorted((a, b) => a - b)[Math.ceil(minutes.length * 0.9) - 1] ?? 0;
  const part = (share: number) => ({ median: round((median(minutes) ?? 0) * share), p90: round(p90 * share) });
  const [first, final, merge] = [part(0.35), part(0.5), part(0.15)];
  return [
    {
      authored_by: 'human',
      reviewed_by: 'human',
      total_merged: minutes.length,
      median_minutes_ready_to_first_review: first.median,
      p90_minutes_ready_to_first_review: first.p90,
      median_minutes_first_to_final_review: final.median,
      p90_minutes_first_to_final_review: final.p90,
      median_minutes_final_review_to_merge: merge.median,
      p90_minutes_final_review_to_merge: merge.p90,
    },
  ];
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
