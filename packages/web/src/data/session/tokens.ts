import type { Api } from '@flightdeck/server/api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../api.ts';

/** The tokens one may see, and the longest life of a new one, in days. */
export type TokenList = Api['GET /api/v1/tokens']['answer'];
/** A token of a machine. */
export type Token = TokenList['tokens'][number];
/** What a new token is made from. */
export type NewToken = Api['POST /api/v1/tokens']['body'];

const KEY = ['tokens'];

/** One's own tokens, and everybody's for administrators. */
export const useTokens = () =>
  useQuery({ queryKey: KEY, queryFn: ({ signal }) => call('GET /api/v1/tokens', { signal }) });

/** Makes a token; its text is in this answer only. @throws ApiProblem */
export function useMakeToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewToken) => call('POST /api/v1/tokens', { body }),
    // The text is forgotten when the dialog that shows it closes.
    gcTime: 0,
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
}

/** Revokes a token; false when it was revoked before. @throws ApiProblem */
export function useRevokeToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => (await call('POST /api/v1/tokens/revoke', { body: { id } })).revoked,
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
}
