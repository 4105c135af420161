import type { Api } from '@flightdeck/server/api';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { call } from '../api.ts';

/** Who uses the page, and what they may do. */
export type Me = Api['GET /api/v1/me']['answer'];

/** What a page or a button needs: a right, and how far it must reach. */
export interface Need {
  readonly right: Me['rights'][number]['right'];
  /** Left out: the right for anything is enough. */
  readonly span?: 'whole_scopes' | 'everything';
}

/** The state of the system, which most pages begin with. */
export const STATUS_NEED: Need = { right: 'read_status' };

/** Asks who uses the page, and again when they return to it, as they may have signed in as somebody else. */
export const ME_QUERY = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => call('GET /api/v1/me', { signal }),
  staleTime: 60_000,
  refetchOnWindowFocus: 'always',
});

/** Who uses the page; undefined until the server has answered. */
export const useMe = (): Me | undefined => useQuery(ME_QUERY).data;

const WIDTH = { narrowed: 0, whole_scopes: 1, everything: 2 } as const;

/** True if the right reaches as far as needed; false while it is not known who uses the page. */
export function may(me: Me | undefined, { right, span }: Need): boolean {
  const held = me?.rights.find((row) => row.right === right)?.span ?? null;
  return held !== null && WIDTH[held] >= WIDTH[span ?? 'narrowed'];
}

/** True if the user of the page may do this. */
export const useMay = (need: Need): boolean => may(useMe(), need);
