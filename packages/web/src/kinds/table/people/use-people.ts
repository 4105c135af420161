import { eachDay } from '@flightdeck/catalog';
import type { MetricQueryInput, QueryResult, ResultRow } from '@flightdeck/query';
import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { type Answer, ask, askAll } from '../../../data/api.ts';
import { allAsOf, useAsOf, withAsOf } from '../../../data/as-of.ts';
import { type Asked, problemOf } from '../../../data/hooks.ts';
import { usePage } from '../../../page/context.ts';
import type { FailedList } from '../../../table/list/ListBody.tsx';
import { type PersonFacts, prepareFacts } from '../prepare.ts';
import { prepareStrip, type StripBar, stripRows } from '../prepare-strip.ts';
import { detailQuestions } from '../question.ts';

/** People asked for at once. */
export const PAGE_ROWS = 60;

/** Pages of people that have come, by number, and how many people there are in all. */
export interface PeoplePages {
  readonly rows: ReadonlyMap<number, readonly ResultRow[]>;
  /** The first page that came, for totals and notes; null before. */
  readonly first: QueryResult | null;
  readonly failed: FailedList | null;
  readonly loading: boolean;
}

/** The pages of an ordered question that are looked at; any of them, in any order. */
export function usePeoplePages(wanted: MetricQueryInput, pages: readonly number[]): PeoplePages {
  const query = withAsOf(wanted, useAsOf());
  const answers = useQueries({
    queries: pages.map((page) => ({
      queryKey: ['people', query, page],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        ask({ ...query, limit: PAGE_ROWS, offset: page * PAGE_ROWS }, signal),
      placeholderData: keepPreviousData,
    })),
  });
  const rows = new Map<number, readonly ResultRow[]>();
  answers.forEach((answer, index) => {
    const page = pages[index];
    // What stands in for an answer still to come is of another page, order or search: good for the length, not for rows.
    if (page !== undefined && answer.data && !answer.isPlaceholderData) rows.set(page, answer.data.rows);
  });
  const failed = answers.find((answer) => answer.isError);
  const first = answers.find((answer) => answer.data)?.data ?? null;
  // Who drags the bar to far pages has none of those looked at before: the length stays until the first has come.
  const kept = useRef(first);
  useEffect(() => {
    if (first) kept.current = first;
  });
  const retry = (): void => {
    for (const answer of answers) void answer.refetch();
  };
  return {
    rows,
    first: first ?? (failed ? null : kept.current),
    failed: failed ? { problem: problemOf(failed.error), retry } : null,
    loading: answers.some((answer) => answer.isPending),
  };
}

/** What is shown of the people of a page beside their sums. */
export interface PeopleDetails {
  readonly facts: ReadonlyMap<string, PersonFacts>;
  readonly stripOf: (login: string) => readonly StripBar[];
}

/**
 * Strips, teams and what each uses most: one request a page of people, asked only for pages that are looked at, and only
 * while scrolling rests; what has come stays.
 */
export function usePeopleDetails(
  pages: readonly (readonly string[])[],
  isResting = true,
): readonly (PeopleDetails | null)[] {
  const { asked } = usePage();
  const asOf = useAsOf();
  const answers = useQueries({
    queries: pages.map((logins) => ({
      queryKey: ['people-details', asked, asOf, logins],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        askAll(allAsOf(detailQuestions(asked, logins), asOf), signal),
      enabled: isResting && logins.length > 0,
      staleTime: 60_000,
    })),
  });
  return answers.map(({ data }) => (data ? detailsOf(asked, data) : null));
}

/** Details by the answer they are made of, so that rows already drawn keep theirs when other pages come and go. */
const kept = new WeakMap<readonly Answer[], PeopleDetails>();

function detailsOf(asked: Asked, answer: readonly Answer[]): PeopleDetails {
  const details = kept.get(answer) ?? toDetails(asked, answer);
  kept.set(answer, details);
  return details;
}

function toDetails(asked: Asked, answers: readonly Answer[]): PeopleDetails {
  const [days, teams, ...tops] = answers.map((answer) => ('result' in answer ? answer.result : null));
  const { byUser, most } = stripRows(days?.rows ?? []);
  const provisional = new Set(days?.coverage.provisional);
  const each = eachDay(asked.range);
  const strips = new Map<string, readonly StripBar[]>();
  const [language, ide, model, feature] = tops.map((result) => result?.rows ?? []);
  return {
    facts: prepareFacts({
      days: days?.rows ?? [],
      teams: teams?.rows ?? [],
      tops: { language: language ?? [], ide: ide ?? [], model: model ?? [], feature: feature ?? [] },
    }),
    stripOf: (login) => {
      const strip = strips.get(login) ?? prepareStrip(each, byUser.get(login) ?? new Map(), most, provisional);
      strips.set(login, strip);
      return strip;
    },
  };
}
