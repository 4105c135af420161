import { findDimension } from '@flightdeck/catalog';
import { type Filter, isUnanswered, type Note, ORGANIZATIONS_ADDED } from '@flightdeck/query';
import type { Loaded } from '../data/hooks.ts';
import * as text from '../text/card.ts';

/** The two sentences a note of this kind can be: who does not have the answer, the metric, by what, and what to ask instead. */
const PATTERN = /^(GitHub does not report|Flightdeck does not answer) "([^"]+)" by ([^.,]+)([.,].*)?$/;

/** What has no answer, one sentence for each way of grouping instead of one for each metric; empty when all has. */
export function notReported(notes: readonly Pick<Note, 'code' | 'message'>[]): string {
  const sentences = new Map<string, { who: string; by: string; more: string; names: Set<string> }>();
  const others = new Set<string>();
  for (const { code, message } of notes) {
    if (!isUnanswered({ code })) continue;
    const [, who, name, by, more = ''] = PATTERN.exec(message) ?? [];
    if (who === undefined || name === undefined || by === undefined) {
      others.add(message);
      continue;
    }
    const key = JSON.stringify([who, by, more]);
    const sentence = sentences.get(key) ?? { who, by, more, names: new Set<string>() };
    sentence.names.add(name.charAt(0).toLowerCase() + name.slice(1));
    sentences.set(key, sentence);
  }
  const said = [...sentences.values()].map(({ who, by, more, names }) =>
    text.notAnswered({ who, metrics: [...names], by, more }),
  );
  return [...said, ...others].join(' ');
}

/** What the answers of a page say of activity that GitHub splits between organizations and that is added; null when none is. */
export function addedOverOrganizations(answers: Iterable<Loaded>): string | null {
  for (const loaded of answers) {
    const note = loaded.kind === 'ready' ? loaded.result.notes.find(({ code }) => code === ORGANIZATIONS_ADDED) : null;
    if (note) return note.message;
  }
  return null;
}

/** The filters named in what has no answer, besides the dimensions the panel itself groups by. */
export function struckBy(messages: readonly string[], filters: readonly Filter[], by: readonly string[]): Filter[] {
  const crosses = messages.flatMap((message) => PATTERN.exec(message)?.[3]?.split(' × ') ?? []);
  return filters.filter(
    ({ dimension }) =>
      !by.includes(dimension) && crosses.includes((findDimension(dimension)?.label ?? dimension).toLowerCase()),
  );
}
