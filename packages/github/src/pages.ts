import { UpstreamError } from '@flightdeck/catalog';
import { type Answer, type Ask, notGithub, type Question } from './ask.ts';

/** Items a page, the most GitHub gives. @source github/docs "Using pagination in the REST API". */
const PER_PAGE = 100;
/** Enough for 200,000 items; a list that goes on is a fault or an attack. */
const MOST_PAGES = 2000;
const LONGEST_LINK_HEADER = 16_384;
/** Only these are taken over from a `Link`, so scheme, host, port and path of the next page are ours, and the token stays home. */
const CURSORS: readonly string[] = ['page', 'after', 'cursor'];

/**
 * Every page of a list, in order.
 * @throws UpstreamError `endless_pages`, `not_github`, and whatever a page fails with: never a part of the list.
 */
export async function readPages<T>(ask: Ask, question: Question, parse: (body: unknown) => T | null): Promise<T[]> {
  const pages: T[] = [];
  for await (const page of eachPage(ask, question, parse)) pages.push(page);
  return pages;
}

/** The pages of a list one after the other, for lists that memory should not hold. @throws as `readPages`, amid the list. */
export async function* eachPage<T>(
  ask: Ask,
  question: Question,
  parse: (body: unknown) => T | null,
): AsyncGenerator<T, void, undefined> {
  const seen = new Set<string>();
  for (let cursor: Record<string, string> | null = {}; cursor !== null; ) {
    const key = JSON.stringify(cursor);
    if (seen.has(key) || seen.size >= MOST_PAGES) throw endless();
    seen.add(key);
    const answer: Answer = await ask({
      ...question,
      parameters: { ...question.parameters, per_page: PER_PAGE, ...cursor },
    });
    const page = answer.body.kind === 'json' ? parse(answer.body.value) : null;
    if (page === null) throw notGithub(answer);
    yield page;
    cursor = nextCursor(answer.link);
  }
}

/** The query of the next page, or null on the last. */
export function nextCursor(link: string): Record<string, string> | null {
  const next = /<([^<>]{1,4096})>\s{0,4};\s{0,4}rel="?next"?/.exec(link.slice(0, LONGEST_LINK_HEADER))?.[1];
  if (next === undefined) return null;
  const base = 'https://api.github.com';
  const query = URL.canParse(next, base) ? new URL(next, base).searchParams : new URLSearchParams();
  const cursor = Object.fromEntries([...query].filter(([name]) => CURSORS.includes(name)));
  if (Object.keys(cursor).length === 0) throw endless();
  return cursor;
}

function endless(): UpstreamError {
  return new UpstreamError('A list of GitHub goes in circles or does not end.', {
    code: 'endless_pages',
    retryable: true,
    hint: 'Nothing of it is used; the next sync reads it again.',
  });
}
