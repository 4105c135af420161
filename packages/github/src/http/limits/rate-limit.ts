import type { Scope } from '@flightdeck/catalog';
import { z } from 'zod';
import { type Ask, notGithub } from '../ask.ts';

/** What is left of the hour's requests, and what the token may do. */
export interface RateLimit {
  readonly limit: number;
  readonly remaining: number;
  readonly resetAt: Date;
  /** Scopes of a classic token; null for fine-grained tokens and Apps. */
  readonly tokenScopes: readonly string[] | null;
}

/** Seconds since 1970 that a `Date` can hold. */
const seconds = z.number().int().min(0).max(8_640_000_000_000);
const LIMITS = z.looseObject({
  resources: z.looseObject({ core: z.looseObject({ limit: z.number(), remaining: z.number(), reset: seconds }) }),
});

/** The state of the primary limit; asking costs nothing of it. */
export async function readRateLimit(ask: Ask, scope: Scope | null): Promise<RateLimit> {
  const answer = await ask({ scope, subject: 'rate limit', path: '/rate_limit' });
  const parsed = LIMITS.safeParse(answer.body.kind === 'json' ? answer.body.value : null);
  if (!parsed.success) throw notGithub(answer);
  const { limit, remaining, reset } = parsed.data.resources.core;
  return {
    limit,
    remaining,
    resetAt: new Date(reset * 1000),
    tokenScopes: answer.tokenScopes === null ? null : answer.tokenScopes.split(/[\s,]+/).filter((name) => name !== ''),
  };
}
