import { noteSignedOut, sayToWindows } from './signed-out.ts';

/** Ends the session, in every window of this browser, goes where one signed in to sign out there too, and otherwise begins anew. */
export async function signOut(): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(new URL('auth/sign-out', document.baseURI), { method: 'POST', headers, body: '{}' });
  const said: unknown = answer.ok ? await answer.json() : null;
  const isElsewhere = typeof said === 'object' && said !== null && 'elsewhere' in said;
  // Before it leaves: the page a browser keeps for its back button holds no figures.
  noteSignedOut();
  sayToWindows('out');
  window.location.assign(isElsewhere && typeof said.elsewhere === 'string' ? said.elsewhere : document.baseURI);
}
