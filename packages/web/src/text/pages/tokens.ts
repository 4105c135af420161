/** Texts of the page of tokens. */
import { pluralOf } from '@flightdeck/catalog';

export const title = 'Tokens';
export const lead =
  'What machines show instead of signing in: Grafana, scripts, the command line. A token may do what you give it, as long as you may do it yourself.';
export const card = 'Tokens';
export const ownSays = 'Yours, the newest first';
export const allSays = "Everybody's, the newest first";
export const make = 'New token';
export const none = Object.freeze({
  title: 'No token yet',
  says: 'Make one for a machine that asks Flightdeck for numbers.',
});
export const notFound = ({ text }: { readonly text: string }): string => `No token matches “${text}”.`;
export const search = 'Name, maker or role';
export const searchLabel = 'Search tokens';
export const grants = ({ grants }: { readonly grants: string }): string => `may be ${grants}`;
export const lost = ({ grants }: { readonly grants: string }): string => `its maker no longer has ${grants}`;
export const expires = ({ day }: { readonly day: string }): string => `expires ${day}`;
export const expired = 'expired';
export const used = ({ ago }: { readonly ago: string }): string => `last used ${ago}`;
export const unused = 'never used';
export const maker = ({ name }: { readonly name: string }): string => `made by ${name}`;
export const revoke = 'Revoke';
export const revokeOne = ({ name }: { readonly name: string }): string => `Revoke ${name}`;
export const ask = Object.freeze({
  title: ({ name }: { readonly name: string }): string => `Revoke ${name}?`,
  says: 'Whatever uses it is refused from its next request on. This cannot be undone.',
  keep: 'Keep it',
});
export const revoked = ({ name }: { readonly name: string }): string => `${name} revoked`;
export const revokedBefore = 'It was revoked already';

export const form = Object.freeze({
  title: 'New token',
  name: 'What it is for',
  nameHint: 'Grafana of the platform team',
  role: 'Role',
  scope: 'Of',
  everything: 'everything',
  add: 'Add another role',
  remove: ({ role }: { readonly role: string }): string => `Remove the role ${role}`,
  expiry: 'Ends after',
  days: ({ days }: { readonly days: number }): string => `${days} ${pluralOf(days, 'day')}`,
  make: 'Make the token',
  cancel: 'Cancel',
  nothing: 'You have no role that a token could have.',
});
export const made = Object.freeze({
  title: 'Copy the token now',
  says: 'It is shown this once. Flightdeck keeps only a hash of it.',
  token: 'The token',
  copy: 'Copy',
  copied: 'Copied',
  notCopied: 'The browser does not let this page copy. Select the token and copy it yourself.',
  example: 'Try it',
  curl: ({ token, address }: { readonly token: string; readonly address: string }): string =>
    `curl -H "Authorization: Bearer ${token}" \\\n  ${address}`,
  done: 'Done',
});
