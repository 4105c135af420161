import { UpstreamError } from '@flightdeck/catalog';

/** GitHub asks us to wait longer than we are willing to; `retryAt` is when to try again. */
export class RateLimitedError extends UpstreamError {
  readonly retryAt: Date;

  constructor(retryAt: Date, requestId: string | null) {
    super(`GitHub's rate limit is used up until ${retryAt.toISOString()}.`, {
      code: 'rate_limited',
      retryable: true,
      status: 429,
      requestId,
      hint: `Nothing is lost: the next sync after ${retryAt.toISOString()} continues where this one stopped. A GitHub App has a larger allowance than a token.`,
    });
    this.retryAt = retryAt;
  }
}

/** The error for a limit that ends at `until` (epoch milliseconds). */
export function rateLimited(until: number, requestId: string | null): RateLimitedError {
  return new RateLimitedError(new Date(until), requestId);
}
