import type { Api } from '@flightdeck/server/api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from './api.ts';

/** Grants of the page and of settings, and the people to grant to. */
export type Grants = Api['GET /api/v1/grants']['answer'];
/** The holder of a grant. */
export type Holder = Grants['grants'][number]['to'];

const KEY = ['grants'];

/** Loads the grants. */
export const useGrants = () =>
  useQuery({ queryKey: KEY, queryFn: ({ signal }) => call('GET /api/v1/grants', { signal }) });

/** Gives a grant. @throws ApiProblem */
export function useGiveGrant() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (asked: { readonly to: Holder; readonly grant: string }) =>
      call('POST /api/v1/grants', { body: asked }),
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
  });
}

/** Takes a grant back. @throws ApiProblem */
export function useRevokeGrant() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => call('POST /api/v1/grants/revoke', { body: { id } }),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
}
