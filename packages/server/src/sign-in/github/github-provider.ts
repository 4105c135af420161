import { createHash } from 'node:crypto';
import { githubIssuer, toAccount } from '@flightdeck/access';
import type { FlightdeckError } from '@flightdeck/catalog';
import { requireOwnAnswer } from '../pages/own-answer.ts';
import type { Provider } from '../pages/provider.ts';
import { type AskGithub, type GithubAnswer, refuseSignIn } from './ask-github.ts';
import { findGroups, type IsSame, type Looked, tokenRefused } from './membership.ts';

/** The OAuth App people sign in with, at one host of GitHub. */
export interface GithubApp {
  /** As scopes name the host: `api.github.com`. */
  readonly host: string;
  readonly apiUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The organizations whose members are let in, as of now. */
  readonly lookIn: () => Promise<readonly Looked[]>;
  readonly isSame: IsSame;
  /** Where it sends browsers back to. */
  readonly redirectUri: string;
}

/** The OAuth scope asked for: membership of organizations and teams. */
const SCOPE = 'read:org';
/** OAuth scopes that include it. @source https://docs.github.com/apps/oauth-apps/building-oauth-apps/scopes-for-oauth-apps */
const ENOUGH: ReadonlySet<string> = new Set([SCOPE, 'write:org', 'admin:org']);
const LONGEST_NAME = 300;
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** GitHub as the one who signs people in. What it lets us ask for is used once, and not kept. */
export function createGithubProvider(app: GithubApp, ask: AskGithub): Provider {
  const web = githubIssuer(app.apiUrl);
  return {
    async begin({ state, verifier }) {
      const url = new URL(`${web}/login/oauth/authorize`);
      const challenge = createHash('sha256').update(verifier).digest('base64url');
      url.search = new URLSearchParams({
        ...{ client_id: app.clientId, redirect_uri: app.redirectUri, scope: SCOPE, state, allow_signup: 'false' },
        ...{ code_challenge: challenge, code_challenge_method: 'S256' },
      }).toString();
      return url;
    },
    async redeem(search, { state, verifier }) {
      const code = requireCode(search, state, web);
      const token = readToken(
        await ask.post(`${web}/login/oauth/access_token`, {
          ...{ client_id: app.clientId, client_secret: app.clientSecret, code },
          ...{ redirect_uri: app.redirectUri, code_verifier: verifier },
        }),
      );
      const { id, login, name } = readUser(await ask.get(`${app.apiUrl}/user`, token));
      const groups = await findGroups(ask, app.apiUrl, { token, login }, await app.lookIn(), app.isSame);
      // The number stays when the login changes, and is never given to another. An e-mail says nothing here.
      const identity = { issuer: web, subject: id, name, email: null, groups, account: toAccount(id, app.host) };
      return { identity, sid: null, idToken: null };
    },
    signOutUrl: async () => null,
    reasonOf: ({ cause }: FlightdeckError) => (cause instanceof Error ? cause.message : null),
  };
}

/** The authorization code in an answer to this browser. @throws InputError `state_mismatch`, `iss_mismatch`, `provider_refused`, `code_refused`. */
function requireCode(search: URLSearchParams, state: string, web: string): string {
  requireOwnAnswer(search, state, [web, `${web}/login/oauth`]);
  const errors = search.getAll('error');
  if (errors.length > 0)
    throw refuseSignIn(
      'provider_refused',
      'GitHub did not let you in.',
      'Sign in again and authorize Flightdeck there.',
      errors.join(' ').slice(0, 200),
    );
  const [code, ...more] = search.getAll('code');
  if (code !== undefined && code !== '' && more.length === 0) return code;
  throw refuseSignIn('code_refused', 'GitHub sent you back without a code.', 'Sign in again.');
}

/** The token in an answer; GitHub reports errors with status 200. @source https://docs.github.com/apps/oauth-apps/maintaining-oauth-apps/troubleshooting-oauth-app-access-token-request-errors */
function readToken({ status, body }: GithubAnswer): string {
  const { error, access_token: token, scope } = body;
  if (error === 'incorrect_client_credentials' || error === 'redirect_uri_mismatch' || status === 404)
    throw refuseSignIn(
      'client_refused',
      'GitHub does not know this Flightdeck.',
      'The operator should compare GITHUB_CLIENT_ID, GITHUB_CLIENT_SECRET and the callback URL with the OAuth App.',
      String(error ?? status),
    );
  if (error === 'unverified_user_email')
    throw refuseSignIn(
      'email_unverified',
      'Your account at GitHub has no verified e-mail.',
      'Verify it at GitHub (Settings → Emails) and sign in again.',
    );
  if (error !== undefined || status !== 200 || typeof token !== 'string' || token === '')
    throw refuseSignIn(
      'code_refused',
      'This sign-in was used already, or took too long.',
      'Sign in again.',
      String(error ?? status).slice(0, 200),
    );
  const scopes = typeof scope === 'string' ? scope.split(/[\s,]+/) : [];
  if (scopes.some((name) => ENOUGH.has(name))) return token;
  throw refuseSignIn(
    'scope_missing',
    'GitHub does not let Flightdeck see which organizations you are in.',
    'Sign in again and authorize Flightdeck for them.',
  );
}

/** The user in an answer. @throws InputError `account_suspended`, `token_refused`, `bad_claims`. */
function readUser({ status, body }: GithubAnswer): {
  readonly id: string;
  readonly login: string;
  readonly name: string;
} {
  const { id, login, name, type, suspended_at: suspendedAt, message } = body;
  const isSuspended = typeof suspendedAt === 'string' || (status === 403 && /suspended/i.test(String(message)));
  if (isSuspended)
    throw refuseSignIn('account_suspended', 'Your account at GitHub is suspended.', 'Ask whoever manages it.');
  if (status !== 200) throw tokenRefused();
  if (!Number.isSafeInteger(id) || typeof id !== 'number' || id < 1 || typeof login !== 'string' || type !== 'User')
    throw refuseSignIn(
      'bad_claims',
      'GitHub does not say clearly who you are.',
      'Sign in with the account of a person.',
    );
  const shown = typeof name === 'string' ? name.replace(INVISIBLE, '').trim().slice(0, LONGEST_NAME) : '';
  // Everybody chooses the name of their profile, and could take that of another; the login is nobody else's.
  const isLogin = shown === '' || shown.toLowerCase() === login.toLowerCase();
  return { id: String(id), login, name: isLogin ? login : `${shown} (${login})` };
}
