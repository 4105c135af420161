const WRITTEN = /^#(\d{1,18})$/;

/** The asker, in filters on people, in queries of one's own rows. */
export const ME = '@me';

/** `#4242`: in a filter on people, the one with that id at GitHub, whatever their login. No login looks like this. */
export const toPersonValue = (id: string): string => `#${id}`;

/** The id that a value of a filter on people means; null for a name. */
export function personIdOf(value: string): string | null {
  const id = WRITTEN.exec(value)?.[1];
  return id === undefined ? null : String(BigInt(id));
}
