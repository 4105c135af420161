import { FlightdeckError, InputError, UpstreamError } from '@flightdeck/catalog';
import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';

/** The library's codes for a provider that gives no usable answer. */
const UNANSWERED: ReadonlySet<string> = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_PARSE_ERROR',
]);

/** The error for a person who was not let in, with a code for each reason; `cause` has the details for the log. */
export function toRefusal(error: unknown): FlightdeckError {
  if (error instanceof FlightdeckError) return error;
  // It failed before the provider was asked.
  if (error instanceof ClientError && error.cause instanceof FlightdeckError) return error.cause;
  if (error instanceof AuthorizationResponseError) {
    return new InputError('The sign-in provider did not let you in.', {
      code: 'provider_refused',
      hint: 'Sign in again, or ask an administrator of this Flightdeck whether you should have access.',
      cause: error,
    });
  }
  if (error instanceof ResponseBodyError && /^(?:invalid|unauthorized)_client$/.test(error.error)) {
    return new InputError('The sign-in provider does not know this Flightdeck.', {
      code: 'client_refused',
      hint: 'The operator should compare OIDC_CLIENT_ID, and the secret, key or platform identity, with the registration.',
      cause: error,
    });
  }
  if (error instanceof ResponseBodyError) {
    return new InputError('This sign-in was used already, or took too long.', {
      code: 'code_refused',
      hint: 'Sign in again.',
      cause: error,
    });
  }
  const { code = '' } = error instanceof ClientError ? error : {};
  if (UNANSWERED.has(code) || isNetwork(error)) {
    return new UpstreamError('The sign-in provider does not answer as expected.', {
      code: 'provider_unreachable',
      retryable: true,
      hint: 'Try again in a minute.',
      cause: error,
    });
  }
  return new InputError('The answer of the sign-in provider about you is not valid.', {
    code: codeOf(code, error),
    hint: 'Sign in again. If that does not help, show this to the operator of this Flightdeck.',
    cause: error,
  });
}

const LONGEST_REASON = 300;

/** The reason for the log: the provider's words, or what is wrong with its answer; null if there is no more to say. */
export function reasonOf({ cause }: FlightdeckError): string | null {
  if (!(cause instanceof Error)) return null;
  const isSaid = cause instanceof AuthorizationResponseError || cause instanceof ResponseBodyError;
  const behind = isSaid ? `${cause.error} ${cause.error_description ?? ''}` : messageOf(cause.cause);
  return `${cause.message}: ${behind}`.slice(0, LONGEST_REASON);
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : '');

/** The code, with the claim that is wrong, if it is one: `token_nonce`, `token_aud`, … */
function codeOf(code: string, error: unknown): string {
  const [first, second] = [causeOf(error), causeOf(causeOf(error))];
  const claim = [first, second].map(claimOf).find((name) => name !== null) ?? null;
  if (code === 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED') return `token_${claim ?? 'time'}`;
  if (code === 'OAUTH_JWT_CLAIM_COMPARISON_FAILED') return `token_${claim ?? 'claim'}`;
  if (code === 'OAUTH_UNSUPPORTED_OPERATION') return 'token_alg';
  if (code === 'OAUTH_KEY_SELECTION_FAILED') return 'token_key';
  if (code === 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED') return 'userinfo_of_another';
  return 'token_invalid';
}

const causeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'cause' in error ? error.cause : null;

function claimOf(cause: unknown): string | null {
  const claim = typeof cause === 'object' && cause !== null && 'claim' in cause ? cause.claim : null;
  return typeof claim === 'string' && /^\w{1,20}$/.test(claim) ? claim : null;
}

/** True for a network error, of which `fetch` says only that it failed. */
const isNetwork = (error: unknown): boolean =>
  [error, causeOf(error)].some((each) => each instanceof TypeError && each.message === 'fetch failed');
