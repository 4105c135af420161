import { findCause } from '@flightdeck/catalog';

/** The sentence of a cause with its words filled in. */
export function writeSentence(cause: string, words: { readonly theirs: string; readonly ours: string }): string {
  return (findCause(cause)?.sentence ?? '').replace('{theirs}', words.theirs).replace('{ours}', words.ours);
}
