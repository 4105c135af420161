import { findDimension } from '@flightdeck/catalog';
import type { Note } from '@flightdeck/query';
import type { Filter } from '../view/view.ts';

const PATTERN = /^GitHub does not report "(.+)" by (.+)\.$/;

/** What GitHub does not report, one sentence for each way of grouping instead of one for each metric; empty when all is. */
export function notReported(notes: readonly Pick<Note, 'code' | 'message'>[]): string {
  const names = new Map<string, Set<string>>();
  const others = new Set<string>();
  for (const { code, message } of notes) {
    if (code !== 'not_reported') continue;
    const [, name, by] = PATTERN.exec(message) ?? [];
    if (name === undefined || by === undefined) others.add(message);
    else names.set(by, (names.get(by) ?? new Set()).add(name.replace(/, all features$/, '').toLowerCase()));
  }
  const sentences = [...names].map(([by, list]) => {
    const all = [...list];
    const last = all.pop();
    return `GitHub does not report ${all.length > 0 ? `${all.join(', ')} or ` : ''}${last} by ${by}.`;
  });
  return [...sentences, ...others].join(' ');
}

/** The filters named in what GitHub does not report, besides the dimensions the panel itself groups by. */
export function struckBy(messages: readonly string[], filters: readonly Filter[], by: readonly string[]): Filter[] {
  const crosses = messages.flatMap((message) => PATTERN.exec(message)?.[2]?.split(' × ') ?? []);
  return filters.filter(
    ({ dimension }) =>
      !by.includes(dimension) && crosses.includes((findDimension(dimension)?.label ?? dimension).toLowerCase()),
  );
}
