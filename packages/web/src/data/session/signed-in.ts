import { noteSignedOut, sayToWindows } from './signed-out.ts';

/** Signs out in every window of this browser, then goes to the provider to sign out there too, or loads the page anew. */
export async function signOut(): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(new URL('auth/sign-out', document.baseURI), { method: 'POST', headers, body: '{}' });
  const said: unknown = answer.ok ? await answer.json() : null;
  const isElsewhere = typeof said === 'object' && said !== null && 'elsewhere' in said;
  // Before the page is left, so that the copy a browser keeps for its back button holds no figures.
  noteSignedOut();
  sayToWindows('out');
  window.location.assign(isElsewhere && typeof said.elsewhere === 'string' ? said.elsewhere : document.baseURI);
}
