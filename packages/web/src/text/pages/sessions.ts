/** Texts of the page of sessions. */
import { pluralOf } from '@flightdeck/catalog';

export const title = 'Sessions';
export const lead =
  'Where you are signed in. End what you do not know or no longer use; it is signed out at its next request.';
export const own = 'Yours';
export const ownSays = 'A session ends by itself after 8 hours without use, and after 24 in any case';
export const everybody = "Everybody's";
export const everybodySays = 'Ending one is written to the audit log';
export const none = Object.freeze({
  title: 'No session of Flightdeck',
  local: 'Nobody signs in here: Flightdeck answers this machine only.',
  proxy: 'The proxy in front of Flightdeck keeps you signed in. Sign out there.',
  others: 'Nobody is signed in.',
});
export const here = 'this one';
export const began = ({ at }: { readonly at: string }): string => `since ${at} UTC`;
export const used = ({ ago }: { readonly ago: string }): string => `last used ${ago}`;
export const from = ({ address }: { readonly address: string }): string => `from ${address}`;
export const end = 'End';
export const endOne = ({ device, at }: { readonly device: string; readonly at: string }): string =>
  `End the session of ${device} since ${at}`;
export const endOthers = 'End all others';
export const endAllOf = ({ name }: { readonly name: string }): string => `End all of ${name}`;
export const endAll = 'End all';
export const signOut = 'Sign out';
export const search = 'Name, address or device';
export const searchLabel = "Search everybody's sessions";
export const notFound = ({ text }: { readonly text: string }): string => `No session matches “${text}”.`;
export const more = 'Show more';
export const ended = ({ count }: { readonly count: number }): string =>
  count === 0 ? 'It had ended already' : `${count} ${pluralOf(count, 'session')} ended`;

/** What a browser says it runs on, in words. */
export const device = ({ browser, system }: { readonly browser: string; readonly system: string | null }): string =>
  system === null ? browser : `${browser} on ${system}`;
export const unknownBrowser = 'An unknown browser';
export const noAgent = 'A browser that does not say its name';
