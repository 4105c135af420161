import { findCause } from '@flightdeck/catalog';
import type { Evidence } from './result.ts';

/** The sentence of a cause with its words filled in. */
export function writeSentence(
  cause: string,
  words: { readonly theirs: string; readonly ours: string; readonly count: string },
): string {
  const sentence = (findCause(cause)?.sentence ?? '')
    .replace('{theirs}', words.theirs)
    .replace('{ours}', words.ours)
    .replace('{count}', words.count);
  return sentence.slice(0, 1).toUpperCase() + sentence.slice(1);
}

/** `1 person`, `19 people`; `Some` where nobody is named. */
export function formatCount({ people }: Evidence): string {
  if (people.length === 0) return 'Some';
  return people.length === 1 ? '1 person' : `${people.length} people`;
}
