import type { Place } from '../../place/places.ts';

/** How people sign in at this server, as it writes into the page; null where it does not say. */
export const signInMode = (): string | null =>
  document.querySelector<HTMLMetaElement>('meta[name="flightdeck-sign-in"]')?.content ?? null;

/** Where the way in begins that comes back to a place, with its filters and its panel. */
export function signInLink({ path, search, hash }: Pick<Place, 'path' | 'search' | 'hash'>): string {
  const mark = hash === '' ? '' : `#${encodeURIComponent(hash)}`;
  return `auth/sign-in?return_to=${encodeURIComponent(path + search + mark)}`;
}
