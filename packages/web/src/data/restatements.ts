import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { fetchFrom } from './api.ts';
import type { Restatements, SettlingCurve, Status } from './status.ts';

/** Most replacements the server tells at once. */
export const MOST_RESTATED = 200;

/** Days that a newer report replaced, newest first, of the scope chosen or of all. */
export function useRestatements(status: Status, scope: string | null) {
  return useQuery({
    queryKey: ['restatements', status.dataVersion, scope],
    queryFn: ({ signal }) =>
      fetchFrom<Restatements>('restatements', { limit: String(MOST_RESTATED), ...ofScope(scope) }, signal),
    placeholderData: keepPreviousData,
  });
}

/** How fast days settle, of the scope chosen or of each. */
export function useSettling(status: Status, scope: string | null) {
  return useQuery({
    queryKey: ['settling', status.dataVersion, scope],
    queryFn: async ({ signal }) =>
      (await fetchFrom<{ readonly curves: readonly SettlingCurve[] }>('settling', ofScope(scope), signal)).curves,
    placeholderData: keepPreviousData,
  });
}

/** A choice such as all organizations of a host is no scope, and narrows nothing. */
const ofScope = (scope: string | null): Readonly<Record<string, string>> =>
  scope !== null && /^(?:org|enterprise):[^@]/.test(scope) ? { scope } : {};
