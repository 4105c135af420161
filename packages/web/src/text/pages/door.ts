/** Texts for whoever is not signed in, and for whoever may not see a page. */

export const signIn = 'Sign in';
export const signInWithGitHub = 'Sign in with GitHub';
export const again = 'Load the page again';
export const out = Object.freeze({
  title: 'You are not signed in',
  says: 'Flightdeck shows how GitHub Copilot is used. What you see of it depends on who you are.',
  back: 'Afterwards you come back to this page.',
  proxy:
    'A proxy in front of Flightdeck signs people in, and it has not said who you are. Load the page again; if this one comes back, ask whoever runs the proxy.',
});

export const none = Object.freeze({
  title: 'You may see nothing here yet',
  says: ({ name }: { readonly name: string }): string =>
    `You are signed in as ${name}, and nothing has been granted to you.`,
  ask: 'Ask an administrator of this Flightdeck for a role. They need this to know you:',
  copy: 'Copy',
  copied: 'Copied',
  copyByHand: ({ text }: { readonly text: string }): string => `Copy this: ${text}`,
});

export const closed = Object.freeze({
  title: ({ page }: { readonly page: string }): string => `${page} is not open to you`,
  says: ({ may }: { readonly may: string }): string => `Whoever opens this page must be allowed to ${may}.`,
  saysWide: ({ may, wide }: { readonly may: string; readonly wide: string }): string =>
    `Whoever opens this page must be allowed to ${may}, ${wide}.`,
  wide: { whole_scopes: 'for a whole organization or enterprise', everything: 'for everything' },
  ask: ({ roles }: { readonly roles: string }): string => `Ask an administrator of this Flightdeck for ${roles}.`,
  role: ({ role }: { readonly role: string }): string => `the role ${role}`,
  oneOf: ({ roles }: { readonly roles: string }): string => `one of the roles ${roles}`,
  have: ({ roles }: { readonly roles: string }): string => `You have: ${roles}.`,
  open: 'Open to you',
});

export const tryAgain = 'Try again';
export const signOut = 'Sign out';
