import type { Api } from '@flightdeck/server/api';
import {
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { call } from './api.ts';

/** A setting with its value and where that comes from. */
export type Setting = Api['GET /api/v1/settings']['answer']['settings'][number];
/** New texts of settings; null undoes a change made on the page. */
export type Changes = Readonly<Record<string, string | null>>;
/** Why a change was not made. */
export type Refusal = Api['POST /api/v1/settings']['answer']['refused'][number];
/** What credentials may read, and the scopes they see. */
export type AccessReport = Api['POST /api/v1/settings/check']['answer'];

type Answer = Api['POST /api/v1/settings']['answer'];

const KEY = ['settings'];

/** Every setting with the value in effect. */
export const useSettings = (): UseQueryResult<readonly Setting[]> =>
  useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }) => (await call('GET /api/v1/settings', { signal })).settings,
  });

/** Changes settings, all or none; the refusals. Other answers are loaded anew if one was made. @throws ApiProblem */
export function useChangeSettings(): UseMutationResult<Answer, Error, Changes> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (changes) => call('POST /api/v1/settings', { body: { changes } }),
    onSuccess: async ({ changed, settings }) => {
      client.setQueryData(KEY, settings);
      if (changed) await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== KEY[0] });
    },
  });
}

/** Checks at GitHub what credentials may read, with changes that are not made. @throws ApiProblem */
export const useCheckAccess = (): UseMutationResult<AccessReport, Error, Changes> =>
  useMutation({
    mutationFn: (changes) => call('POST /api/v1/settings/check', { body: { changes } }),
  });
