/** Who looks at a page: somebody of these groups, somebody of none, or a stranger at a server with that way to sign in. */
export type Looker = readonly string[] | 'oidc' | 'proxy';

/** A page that depends on who looks: its path, who, and the buttons they press first. */
interface AccessPage {
  readonly path: string;
  readonly looker: Looker;
  readonly press?: readonly string[];
  /** What stands there then. */
  readonly until?: string;
}

/** Pages that depend on who looks, by the name of their pictures. */
export const ACCESS_PAGES: Readonly<Record<string, AccessPage>> = {
  'signed-out': { path: '/', looker: 'oidc' },
  'signed-out-proxy': { path: '/', looker: 'proxy' },
  'sign-in-refused': { path: '/auth/callback?error=access_denied', looker: 'oidc' },
  'nothing-granted': { path: '/', looker: [] },
  'no-access': { path: '/people', looker: ['leads'] },
  'first-administrator': { path: '/first-administrator#of-no-start', looker: 'oidc' },
  'first-administrator-refused': {
    path: '/first-administrator#of-no-start',
    looker: [],
    press: ['Become administrator'],
    until: 'This link opens nothing any more.',
  },
  audit: { path: '/audit?.text=10.0.0.9', looker: ['auditors'] },
  'my-usage': { path: '/me', looker: ['selves'] },
  settings: { path: '/settings', looker: ['admins'] },
  sessions: { path: '/sessions', looker: ['admins'] },
  tokens: { path: '/tokens', looker: ['admins'] },
  'tokens-new': { path: '/tokens', looker: ['admins'], press: ['New token'], until: 'What it is for' },
  'tokens-revoke': { path: '/tokens', looker: ['admins'], press: ['Revoke Grafana'], until: 'Revoke Grafana?' },
};
