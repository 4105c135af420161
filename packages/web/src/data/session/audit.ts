import type { Api } from '@flightdeck/server/api';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { call } from '../api.ts';

/** A line of the audit log. */
export type AuditEntry = Api['GET /api/v1/audit']['answer']['entries'][number];
/** The filter of the audit log, as its route takes it; undefined: not filtered by. */
export type AuditSearch = Readonly<Record<'from' | 'to' | 'who' | 'kind' | 'text', string | undefined>>;

/** Lines that match, newest first, page by page. */
export const useAudit = (search: AuditSearch) =>
  useInfiniteQuery({
    queryKey: ['audit', search],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => call('GET /api/v1/audit', { search: { ...search, before: pageParam }, signal }),
    getNextPageParam: ({ next }) => (next === null ? undefined : String(next)),
    placeholderData: keepPreviousData,
    // Each look is recorded, so nothing is asked again by itself.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

/** Whether the log is whole. */
export const useAuditCheck = () =>
  useQuery({
    queryKey: ['audit-check'],
    queryFn: ({ signal }) => call('GET /api/v1/audit/check', { signal }),
    retry: false,
  });

/** Address of all matching lines as a CSV file. */
export function auditCsvAddress(search: AuditSearch): string {
  const given = Object.entries(search).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return `api/v1/audit/csv?${new URLSearchParams(given)}`;
}
