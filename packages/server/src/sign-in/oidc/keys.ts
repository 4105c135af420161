import { UpstreamError } from '@flightdeck/catalog';
import { createRemoteJWKSet, customFetch, errors, type FetchImplementation, type JWTVerifyGetKey } from 'jose';
import type { CustomFetch } from 'openid-client';

/**
 * Keys at an address, fetched when first needed and again, at most twice a minute, for a key that is not among them.
 * A look-up throws UpstreamError `provider_unreachable` if they cannot be fetched.
 */
export function keysAt(address: string, timeoutMs: number, fetch: CustomFetch | null): JWTVerifyGetKey {
  const ask: FetchImplementation | null =
    fetch &&
    ((url, { headers, ...options }) =>
      fetch(url, { ...options, headers: Object.fromEntries(headers), body: undefined }));
  const through = ask === null ? {} : { [customFetch]: ask };
  const find = createRemoteJWKSet(new URL(address), { timeoutDuration: timeoutMs, ...through });
  return async (header, token) => {
    try {
      return await find(header, token);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JOSENotSupported) throw error;
      throw new UpstreamError('The keys of the sign-in provider cannot be fetched.', {
        code: 'provider_unreachable',
        retryable: true,
        hint: 'Try again in a minute.',
        cause: error,
      });
    }
  };
}
