import { LONGEST_MESSAGE } from '../failures/refusals.ts';

/** Headers in lower case, as fetch gives them. */
export type Headers = Readonly<Record<string, string | number | undefined>>;

/** GitHub's windows are one hour long; a longer demand is an error of someone's clock or configuration. */
const LONGEST_WINDOW_MS = 3_600_000;

/** @source github/docs "Rate limits for the REST API": without retry-after, wait at least one minute, then exponentially. */
const LEAST_SECONDARY_WAIT_MS = 60_000;

/** Answers whose sentence may name a limit. */
const SAID_WITH: readonly number[] = [403, 404, 409, 422];

/**
 * How long GitHub wants us to stay away, 1 second to 1 hour in milliseconds, or null when the answer is not a rate limit.
 * Understands Retry-After as seconds or date, `x-ratelimit-reset`, and neither. Times are measured against the answer's
 * own Date header, so a wrong clock here does not matter. `attempt` is 0 for the first.
 */
export function limitWaitMs(
  answer: { readonly status: number; readonly headers: Headers; readonly message: string },
  attempt: number,
  now: number,
): number | null {
  const { status, headers, message } = answer;
  const spent = String(headers['x-ratelimit-remaining'] ?? '') === '0';
  const isSaid = /rate limit|abuse detection/i.test(message.slice(0, LONGEST_MESSAGE));
  const isMarked = headers['retry-after'] !== undefined || spent;
  const isLimit = status === 429 || (status === 403 && isMarked) || (SAID_WITH.includes(status) && isSaid);
  if (!isLimit) return null;
  const serverNow = Date.parse(String(headers.date ?? '')) || now;
  const asked = retryAfterMs(headers['retry-after'], serverNow);
  const reset = Number(headers['x-ratelimit-reset']);
  const wait = asked ?? (spent && reset > 0 ? reset * 1000 - serverNow + 1000 : LEAST_SECONDARY_WAIT_MS * 2 ** attempt);
  return Math.min(LONGEST_WINDOW_MS, Math.max(1000, wait));
}

/** Retry-After in milliseconds; null when absent, negative or unreadable. */
export function retryAfterMs(value: string | number | undefined, now: number): number | null {
  const text = String(value ?? '').trim();
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  if (!/^[A-Z]/i.test(text)) return null;
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
