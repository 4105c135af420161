/** Who looks at a page: somebody of these groups, somebody of none, or a stranger at a server with that way to sign in. */
export type Looker = readonly string[] | 'oidc' | 'proxy';

/** Pages that depend on who looks, by the name of their pictures. */
export const ACCESS_PAGES: Readonly<Record<string, { readonly path: string; readonly looker: Looker }>> = {
  'signed-out': { path: '/', looker: 'oidc' },
  'signed-out-proxy': { path: '/', looker: 'proxy' },
  'nothing-granted': { path: '/', looker: [] },
  'no-access': { path: '/people', looker: ['leads'] },
  audit: { path: '/audit?.text=10.0.0.9', looker: ['auditors'] },
  'my-usage': { path: '/me', looker: ['selves'] },
  settings: { path: '/settings', looker: ['admins'] },
  sessions: { path: '/sessions', looker: ['admins'] },
  tokens: { path: '/tokens', looker: ['admins'] },
};
