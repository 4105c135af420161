import { UpstreamError } from '@flightdeck/catalog';
import { type Answer, type Ask, notGithub, type Question } from './ask.ts';

/** Items a page, the most GitHub gives. @source github/docs "Using pagination in the REST API". */
const PER_PAGE = 100;
/** Enough for 200,000 items; a list that goes on is a fault or an attack. */
const MOST_PAGES = 2000;
const LONGEST_LINK_HEADER = 16_384;
/** Only these are taken over from a `Link`, so scheme, host, port and path of the next page are ours, and the token stays home. */
const CURSORS: readonly string[] = ['page', 'after', 'cursor'];

/** How a page is read, and what stands on it. */
export interface PageShape<T> {
  /** Null for a body of another form. */
  readonly parse: (body: unknown) => T | null;
  /** One text an item, the same for the same item. */
  readonly items: (page: T) => readonly string[];
  /** How many items GitHub says the list has, or null where it does not say. */
  readonly total?: (page: T) => number | null;
}

/**
 * Every page of a list, in order.
 * @throws UpstreamError `endless_pages`, `not_github`, and whatever a page fails with: never a part of the list.
 */
export async function readPages<T>(ask: Ask, question: Question, shape: PageShape<T>): Promise<T[]> {
  const pages: T[] = [];
  for await (const page of eachPage(ask, question, shape)) pages.push(page);
  return pages;
}

/**
 * The pages of a list one after the other, for lists that memory should not hold. A full page without a `Link` may be
 * one whose header got lost on the way: the next page is asked for by its number, unless GitHub's count says that all
 * items have come. @throws as `readPages`, amid the list.
 */
export async function* eachPage<T>(
  ask: Ask,
  question: Question,
  shape: PageShape<T>,
): AsyncGenerator<T, void, undefined> {
  const seen = new Set<string>();
  const known = new Set<string>();
  let count = 0;
  let isGuess = false;
  for (let cursor: Record<string, string> | null = {}; cursor !== null; ) {
    const key = JSON.stringify(cursor);
    if (seen.has(key) || seen.size >= MOST_PAGES) throw endless();
    seen.add(key);
    const answer: Answer = await ask({
      ...question,
      parameters: { ...question.parameters, per_page: PER_PAGE, ...cursor },
    });
    const page = answer.body.kind === 'json' ? shape.parse(answer.body.value) : null;
    if (page === null) throw notGithub(answer);
    const items = shape.items(page);
    // A server that pays no heed to the number sends the first page again.
    if (isGuess && items.every((item) => known.has(item))) return;
    for (const item of items) known.add(item);
    count += items.length;
    yield page;
    cursor = nextCursor(answer.link);
    const isNumbered = key === '{}' || key.startsWith('{"page":');
    isGuess = cursor === null && isNumbered && items.length >= PER_PAGE && shape.total?.(page) !== count;
    if (isGuess) cursor = { page: String(seen.size + 1) };
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
  return new UpstreamError('A list of GitHub repeats itself or does not end.', {
    code: 'endless_pages',
    retryable: true,
    hint: 'None of it is used; the next sync reads it again.',
  });
}
