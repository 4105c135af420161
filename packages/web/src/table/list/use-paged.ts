import type { MetricQueryInput, QueryResult, ResultRow } from '@flightdeck/query';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ask } from '../../data/api.ts';
import { useAsOf, withAsOf } from '../../data/as-of.ts';
import { problemOf } from '../../data/hooks.ts';
import { formatCount } from '../../format/format.ts';
import * as text from '../../text/table.ts';
import type { FailedList } from './ListBody.tsx';

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
  readonly failed: FailedList | null;
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
        ? (rows.length < first.rowCount ? text.rowsLoading : text.rows)({
            shown: formatCount(rows.length),
            all: formatCount(first.rowCount),
          })
        : '',
    loading: pages.isPending,
    stale: pages.isPlaceholderData,
    failed: error ? { problem: problemOf(error), retry: () => void pages.refetch() } : null,
    more: () => {
      if (pages.hasNextPage && !pages.isFetchingNextPage) void pages.fetchNextPage();
    },
  };
}
