import { InputError } from '@flightdeck/catalog';
import { errors, type JWTVerifyGetKey, jwtVerify } from 'jose';

/** Which sessions a provider ends. */
export interface Logout {
  /** The provider's id of the session; null: all of the person's. */
  readonly sid: string | null;
  /** The person; null: whoever has the session. */
  readonly subject: string | null;
  readonly issuedAt: Date;
}

/** What a logout token is checked against. */
export interface LogoutTokenParts {
  readonly issuer: string;
  readonly clientId: string;
  /** Keys of the issuer. @throws Error of `jose` if none fits. */
  readonly keys: JWTVerifyGetKey;
  /** Algorithms the issuer says it signs with. */
  readonly algorithms: readonly string[];
  readonly now: Date;
}

/** @source https://openid.net/specs/openid-connect-backchannel-1_0.html#LogoutToken */
const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
/** Signatures that cannot be made with the key that checks them. */
const ASYMMETRIC = /^(?:RS|PS|ES)(?:256|384|512)$|^EdDSA$|^Ed25519$/;
/** Most seconds by which the clocks of two machines may differ. */
export const SKEW_SECONDS = 60;
/** Seconds for which a logout token is accepted after it was issued. */
export const LOGOUT_SECONDS = 600;
const LONGEST_TOKEN = 16_000;
const LONGEST_NAME = 255;

/** The logout in a token, and the token's id, which is accepted once. @throws InputError with a code for each reason. */
export async function readLogoutToken(
  token: string,
  { issuer, clientId, keys, algorithms, now }: LogoutTokenParts,
): Promise<Logout & { readonly id: string }> {
  if (token.length > LONGEST_TOKEN) throw refuse('token_invalid', 'it is too long');
  const { payload, protectedHeader } = await jwtVerify(token, keys, {
    ...{ issuer, audience: clientId, currentDate: now, clockTolerance: SKEW_SECONDS, maxTokenAge: LOGOUT_SECONDS },
    algorithms: algorithms.filter((name) => ASYMMETRIC.test(name)),
  }).catch((error: unknown) => {
    throw toRefusal(error);
  });
  const { typ = 'JWT' } = protectedHeader;
  if (!/^(?:application\/)?(?:logout\+)?jwt$/i.test(typ)) throw refuse('token_typ', `it is of the type ${typ}`);
  const { events, jti, sid, sub, iat } = payload;
  const event = isRecord(events) && Object.hasOwn(events, EVENT) ? events[EVENT] : null;
  // An ID token has no event and may have a nonce: neither ends a session.
  if (!isRecord(event)) throw refuse('logout_event', 'it says of no session that it ends');
  if (Object.hasOwn(payload, 'nonce')) throw refuse('token_nonce', 'it has a nonce');
  if (!isName(jti) || iat === undefined) throw refuse('token_jti', 'it has no id');
  const names = [sid, sub].filter((name) => name !== undefined);
  if (names.length === 0 || !names.every(isName))
    throw refuse('logout_of_nobody', 'it names neither session nor person');
  return {
    id: jti,
    sid: isName(sid) ? sid : null,
    subject: isName(sub) ? sub : null,
    issuedAt: new Date(iat * 1000),
  };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isName = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= LONGEST_NAME;

function toRefusal(error: unknown): unknown {
  // Other errors come from fetching the keys.
  if (error instanceof errors.JOSEAlgNotAllowed) return refuse('token_alg', error.message);
  if (error instanceof errors.JWKSNoMatchingKey) return refuse('token_key', error.message);
  if (error instanceof errors.JWTClaimValidationFailed || error instanceof errors.JWTExpired)
    return refuse(`token_${error.claim}`, error.message);
  const isOfToken = [
    errors.JWSInvalid,
    errors.JWTInvalid,
    errors.JWSSignatureVerificationFailed,
    errors.JOSENotSupported,
  ];
  return isOfToken.some((kind) => error instanceof kind) ? refuse('token_invalid', (error as Error).message) : error;
}

/** The error for a logout token that is refused. */
export const refuse = (code: string, why: string): InputError =>
  new InputError('This logout token ends no session.', { code, hint: `It is refused because ${why}.` });
