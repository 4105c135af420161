import type { DayRange } from '@flightdeck/catalog';
import type { Api } from '@flightdeck/server/api';
import { useQuery } from '@tanstack/react-query';
import { call } from './api.ts';

/** What My usage shows beside the answers from one's own rows. */
export type Usage = Api['GET /api/v1/me/usage']['answer'];

/** One's own usage over a range, or that of a login if nobody signs in. A null range: all loaded days. */
export function useUsage(range: DayRange | null, login: string | null) {
  return useQuery({
    queryKey: ['usage', range, login],
    queryFn: ({ signal }) => call('GET /api/v1/me/usage', { search: { ...range, login: login ?? undefined }, signal }),
  });
}
