import type { Api } from '@flightdeck/server/api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../api.ts';

/** A session of one's own. */
export type OwnSession = Api['GET /api/v1/sessions']['answer']['sessions'][number];

/** A session of any person. */
export type SomebodysSession = Api['GET /api/v1/sessions/everybody']['answer']['sessions'][number];

const KEY = ['sessions'];

/** One's own sessions, last used first. */
export const useOwnSessions = () =>
  useQuery({
    queryKey: [...KEY, 'own'],
    queryFn: async ({ signal }) => (await call('GET /api/v1/sessions', { signal })).sessions,
  });

/** Everybody's sessions, for administrators; loaded only if `isAsked`. */
export const useEverybodysSessions = (isAsked: boolean) =>
  useQuery({
    queryKey: [...KEY, 'everybody'],
    queryFn: async ({ signal }) => (await call('GET /api/v1/sessions/everybody', { signal })).sessions,
    enabled: isAsked,
  });

/** Sessions to end: one of one's own by key, all one's others, or those of a person. */
export type Ending =
  | { readonly kind: 'own'; readonly key: string }
  | { readonly kind: 'others' }
  | { readonly kind: 'of'; readonly person: string; readonly key: string | null };

/** Ends sessions; the number that had not ended before. @throws ApiProblem */
export function useEndSessions() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (ending: Ending): Promise<number> => {
      if (ending.kind === 'own')
        return (await call('POST /api/v1/sessions/end', { body: { key: ending.key } })).ended ? 1 : 0;
      if (ending.kind === 'others') return (await call('POST /api/v1/sessions/end-others', { body: {} })).ended;
      const { person, key } = ending;
      return (await call('POST /api/v1/sessions/everybody/end', { body: { person, key } })).ended;
    },
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
}
