import { type CauseName, findCause } from '@flightdeck/catalog';

/** The sentence of a cause with its words filled in; `otherWay`: ours does what theirs does not. */
export function writeSentence(
  cause: CauseName,
  words: { readonly theirs: string; readonly ours: string; readonly otherWay?: boolean },
): string {
  const found = findCause(cause);
  const sentence = (words.otherWay ? found?.otherWay : undefined) ?? found?.sentence ?? '';
  return sentence.replace('{theirs}', () => words.theirs).replace('{ours}', () => words.ours);
}
