import type { MetricQueryInput, QueryResult, ResultRow } from '@flightdeck/query';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ApiProblem, ask } from '../data/api.ts';
import { useAsOf, withAsOf } from '../data/as-of.ts';
import { formatCount } from '../format/format.ts';

const PAGE_ROWS = 60;

/** A list that the server sorts, searches and pages. */
export interface Paged {
  /** What is loaded, in order. */
  readonly rows: readonly ResultRow[];
  /** The first page, for totals and notes; undefined before. */
  readonly first: QueryResult | undefined;
  /** `Rows 1–60 of 318, loaded as you scroll`; empty where there are none. */
  readonly said: string;
  readonly loading: boolean;
  /** The rows are still those of another order or search. */
  readonly stale: boolean;
  readonly problem: ApiProblem | null;
  readonly retry: () => void;
  /** Loads the next page, if there is one. */
  readonly more: () => void;
}

/** The rows of a query, a page at a time as they are wanted. */
export function usePaged(wanted: MetricQueryInput): Paged {
  const query = withAsOf(wanted, useAsOf());
  const pages = useInfiniteQuery({
    queryKey: ['paged', query],
    queryFn: ({ pageParam, signal }) => ask({ ...query, limit: PAGE_ROWS, offset: pageParam }, signal),
    initialPageParam: 0,
    getNextPageParam: (last, all) => (all.length * PAGE_ROWS < last.rowCount ? all.length * PAGE_ROWS : undefined),
    placeholderData: keepPreviousData,
  });
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.rows) ?? [], [pages.data]);
  const first = pages.data?.pages[0];
  const { error } = pages;
  return {
    rows,
    first,
    said:
      first && rows.length > 0
        ? `Rows 1–${formatCount(rows.length)} of ${formatCount(first.rowCount)}${rows.length < first.rowCount ? ', loaded as you scroll' : ''}`
        : '',
    loading: pages.isPending,
    stale: pages.isPlaceholderData,
    problem: error ? (error instanceof ApiProblem ? error : new ApiProblem(0, {}, null)) : null,
    retry: () => void pages.refetch(),
    more: () => {
      if (pages.hasNextPage && !pages.isFetchingNextPage) void pages.fetchNextPage();
    },
  };
}

/** What a list is sorted by. */
export interface Order {
  readonly key: string;
  readonly descending: boolean;
}

/** The order after a click on a head: the other way round, or the new key in the direction it is best read. */
export const turnOrder = (order: Order, key: string, descendingFirst: boolean): Order => ({
  key,
  descending: order.key === key ? !order.descending : descendingFirst,
});
