import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from './api.ts';
import type { Status } from './status/status.ts';

/** Most replacements the server gives at once. */
export const MOST_RESTATED = 200;

/** Days that a newer report replaced, newest first, of the scope chosen or of all. */
export function useRestatements(status: Status, scope: string | null) {
  return useQuery({
    queryKey: ['restatements', status.dataVersion, scope],
    queryFn: ({ signal }) =>
      call('GET /api/v1/restatements', { search: { limit: String(MOST_RESTATED), ...ofScope(scope) }, signal }),
    placeholderData: keepPreviousData,
  });
}

/** How fast days settle, of the scope chosen or of each. */
export function useSettling(status: Status, scope: string | null) {
  return useQuery({
    queryKey: ['settling', status.dataVersion, scope],
    queryFn: async ({ signal }) => (await call('GET /api/v1/settling', { search: ofScope(scope), signal })).curves,
    placeholderData: keepPreviousData,
  });
}

/** A choice such as all organizations of a host is no scope, and narrows nothing. */
const ofScope = (scope: string | null): { readonly scope?: string } =>
  scope !== null && /^(?:org|enterprise):[^@]/.test(scope) ? { scope } : {};
