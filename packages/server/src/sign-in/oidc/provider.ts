import type { ClientCredential } from '@flightdeck/app';
import { UpstreamError } from '@flightdeck/catalog';
import type { JWTVerifyGetKey } from 'jose';
import * as client from 'openid-client';
import { requireOwnAnswer } from '../pages/own-answer.ts';
import type { Provider } from '../pages/provider.ts';
import { joinClaims, readGroups, toIdentity } from './claims.ts';
import { createClientAuth } from './client-auth.ts';
import { keysAt } from './keys.ts';
import { LOGOUT_SECONDS, type Logout, readLogoutToken, refuse, SKEW_SECONDS } from './logout-token.ts';
import { createOnce } from './once.ts';
import { reasonOf, toRefusal } from './refusals.ts';

/** What a provider is asked, and how. */
export interface ProviderSettings {
  /** Its name for itself. */
  readonly issuer: string;
  readonly clientId: string;
  /** What proves to it who Flightdeck is. */
  readonly credential: ClientCredential;
  readonly groupsClaim: string;
  readonly scopes: string;
  /** How it is asked; null: directly. */
  readonly fetch: client.CustomFetch | null;
  /** Address it sends browsers back to. */
  readonly redirectUri: string;
  /** Address it sends browsers to after signing out there. */
  readonly signedOutUri: string;
}

/** An OpenID Connect provider, for signing in and out. */
export interface OidcProvider extends Provider {
  /**
   * Which sessions a logout token ends; each token is accepted once.
   * @throws InputError with a code for each reason, UpstreamError if the provider's keys cannot be fetched.
   */
  readLogout(token: string, now: Date): Promise<Logout>;
}

const TIMEOUT_SECONDS = 10;
/** How long the provider's description of itself is used, in milliseconds. */
const KNOWN_MS = 3_600_000;
const LONGEST_SID = 255;
/** Most logout tokens remembered. */
const MOST_LOGOUTS = 10_000;

/** A provider whose description is fetched at the first sign-in, and then once an hour. */
export function createProvider(settings: ProviderSettings): OidcProvider {
  const { issuer, groupsClaim } = settings;
  let known: { readonly configuration: Promise<client.Configuration>; readonly until: number } | null = null;
  let keys: { readonly address: string; readonly get: JWTVerifyGetKey } | null = null;
  const logouts = createOnce((LOGOUT_SECONDS + 2 * SKEW_SECONDS) * 1000, MOST_LOGOUTS);
  const discover = (): Promise<client.Configuration> => {
    if (known !== null && performance.now() < known.until) return known.configuration;
    const configuration = discoverNow(settings);
    known = { configuration, until: performance.now() + KNOWN_MS };
    configuration.catch(() => {
      known = null;
    });
    return configuration;
  };

  return {
    reasonOf,
    async begin({ state, nonce, verifier }) {
      return client.buildAuthorizationUrl(await discover(), {
        redirect_uri: settings.redirectUri,
        scope: settings.scopes,
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
    },
    async redeem(search, { state, nonce, verifier }) {
      requireOwnAnswer(search, state, [issuer]);
      const configuration = await discover();
      try {
        const tokens = await client.authorizationCodeGrant(
          configuration,
          new URL(`${settings.redirectUri}?${search}`),
          {
            expectedState: state,
            expectedNonce: nonce,
            pkceCodeVerifier: verifier,
            idTokenExpected: true,
          },
        );
        const ofToken = tokens.claims();
        if (ofToken === undefined) throw new Error('An ID token that was checked has claims.');
        const { sub, sid } = ofToken;
        const hasUserInfo = configuration.serverMetadata().userinfo_endpoint !== undefined;
        // Groups in the token are signed; where it has none the provider is asked, and must speak of the same person.
        const more =
          hasUserInfo && readGroups(ofToken, groupsClaim) === null
            ? await client.fetchUserInfo(configuration, tokens.access_token, sub)
            : {};
        return {
          identity: toIdentity(joinClaims(ofToken, more), groupsClaim),
          sid: typeof sid === 'string' && sid !== '' && sid.length <= LONGEST_SID ? sid : null,
          idToken: tokens.id_token ?? null,
        };
      } catch (error) {
        throw toRefusal(error);
      }
    },
    async signOutUrl(idToken) {
      const configuration = await discover().catch(() => null);
      if (configuration?.serverMetadata().end_session_endpoint === undefined) return null;
      return client.buildEndSessionUrl(configuration, {
        post_logout_redirect_uri: settings.signedOutUri,
        ...(idToken === null ? {} : { id_token_hint: idToken }),
      });
    },
    async readLogout(token, now) {
      const configuration = await discover();
      const { jwks_uri: address, id_token_signing_alg_values_supported: algorithms = ['RS256'] } =
        configuration.serverMetadata();
      if (address === undefined) throw refuse('token_key', 'the issuer names no keys');
      if (keys?.address !== address) keys = { address, get: keysAt(address, TIMEOUT_SECONDS * 1000, settings.fetch) };
      const { id, ...logout } = await readLogoutToken(token, {
        ...{ issuer, clientId: settings.clientId, keys: keys.get, algorithms, now },
      });
      if (!logouts.take(id, now)) throw refuse('logout_replayed', 'it was used already');
      return logout;
    },
  };
}

async function discoverNow({ issuer, clientId, credential, fetch }: ProviderSettings): Promise<client.Configuration> {
  const server = new URL(issuer);
  const metadata = { [client.clockTolerance]: SKEW_SECONDS };
  const onLoopback = server.protocol === 'http:' ? [client.allowInsecureRequests] : [];
  try {
    const configuration = await client.discovery(server, clientId, metadata, createClientAuth(credential), {
      timeout: TIMEOUT_SECONDS,
      ...(fetch === null ? {} : { [client.customFetch]: fetch }),
      // Signatures are checked too, though the token came from the provider itself.
      execute: [client.enableNonRepudiationChecks, ...onLoopback],
    });
    const named = configuration.serverMetadata().issuer;
    if (named !== issuer) throw misnamed(issuer, named);
    return configuration;
  } catch (error) {
    if (error instanceof UpstreamError) throw error;
    const named = namedIn(error);
    if (named !== null) throw misnamed(issuer, named);
    throw new UpstreamError('The sign-in provider does not answer as expected.', {
      code: 'provider_unreachable',
      retryable: true,
      hint: `Try again in a minute. Its operator can open ${server.origin} and compare OIDC_ISSUER with its /.well-known/openid-configuration.`,
      cause: error,
    });
  }
}

/** The error for another name. The library compares too, but ignores a slash and Microsoft's names for every tenant. */
const misnamed = (issuer: string, named: string): UpstreamError =>
  new UpstreamError(`The issuer ${issuer} names itself ${named}.`, {
    code: 'issuer_mismatch',
    retryable: false,
    hint: 'If that is the right one, the operator should set OIDC_ISSUER to this name.',
  });

function namedIn(error: unknown): string | null {
  const cause = error instanceof client.ClientError ? error.cause : null;
  const body = typeof cause === 'object' && cause !== null && 'body' in cause ? cause.body : null;
  const named = typeof body === 'object' && body !== null && 'issuer' in body ? body.issuer : null;
  return typeof named === 'string' ? named.slice(0, 200) : null;
}
