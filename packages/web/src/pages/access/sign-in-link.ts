import type { Place } from '../../place/places.ts';

/** AUTH_MODE of the server, which writes it into the page; null if it does not. */
export const signInMode = (): string | null =>
  document.querySelector<HTMLMetaElement>('meta[name="flightdeck-sign-in"]')?.content ?? null;

/** The address to sign in at that returns to a place, with its filters and its panel. */
export function signInLink({ path, search, hash }: Pick<Place, 'path' | 'search' | 'hash'>): string {
  const mark = hash === '' ? '' : `#${encodeURIComponent(hash)}`;
  return `auth/sign-in?return_to=${encodeURIComponent(path + search + mark)}`;
}
