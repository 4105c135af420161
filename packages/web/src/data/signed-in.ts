import { useQuery } from '@tanstack/react-query';
import { call } from './api.ts';

/** True once the server has said that one is signed in at Flightdeck itself, so that one can sign out of it. */
export function useIsSignedIn(): boolean {
  const { data } = useQuery({
    queryKey: ['sessions'],
    queryFn: ({ signal }) => call('GET /api/v1/sessions', { signal }),
    retry: false,
  });
  return data?.sessions.some(({ current }) => current) ?? false;
}

/** Ends the session, goes where one signed in to sign out there too, and otherwise begins anew. */
export async function signOut(): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(new URL('auth/sign-out', document.baseURI), { method: 'POST', headers, body: '{}' });
  const said: unknown = answer.ok ? await answer.json() : null;
  const isElsewhere = typeof said === 'object' && said !== null && 'elsewhere' in said;
  window.location.assign(isElsewhere && typeof said.elsewhere === 'string' ? said.elsewhere : document.baseURI);
}
