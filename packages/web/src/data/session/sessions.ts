import type { Api } from '@flightdeck/server/api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../api.ts';

/** A session of one's own. */
export type OwnSession = Api['GET /api/v1/sessions']['answer']['sessions'][number];

/** A session of somebody. */
export type SomebodysSession = Api['GET /api/v1/sessions/everybody']['answer']['sessions'][number];

const KEY = ['sessions'];

/** Where one is signed in, the last used first. */
export const useOwnSessions = () =>
  useQuery({
    queryKey: [...KEY, 'own'],
    queryFn: async ({ signal }) => (await call('GET /api/v1/sessions', { signal })).sessions,
  });

/** Where everybody is signed in, for administrators; asked only where `isAsked`. */
export const useEverybodysSessions = (isAsked: boolean) =>
  useQuery({
    queryKey: [...KEY, 'everybody'],
    queryFn: async ({ signal }) => (await call('GET /api/v1/sessions/everybody', { signal })).sessions,
    enabled: isAsked,
  });

/** What to end: one's own by key, all others of one's own, or those of a person. */
export type Ending =
  | { readonly kind: 'own'; readonly key: string }
  | { readonly kind: 'others' }
  | { readonly kind: 'of'; readonly person: string; readonly key: string | null };

/** Ends sessions; how many there were. @throws ApiProblem */
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
