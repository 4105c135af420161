const WRITTEN = /^#(\d{1,18})$/;

/** Whoever asks: what filters on people name oneself by, in questions about one's own rows. */
export const ME = '@me';

/** `#4242`: in a filter on people whoever has that id at GitHub, whatever they are called. No login is written so. */
export const toPersonValue = (id: string): string => `#${id}`;

/** The id that a value of a filter on people means; null for a name. */
export function personIdOf(value: string): string | null {
  const id = WRITTEN.exec(value)?.[1];
  return id === undefined ? null : String(BigInt(id));
}
