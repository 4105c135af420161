import { OWN } from '../world.ts';
import { type Person, type Says, TOKEN } from './github-oauth.ts';

export const ORGANIZATION = `/user/memberships/orgs/${OWN}`;
const says = (status: number, message: string, headers: Readonly<Record<string, string>> = {}): Says => ({
  status,
  body: { message, documentation_url: 'https://docs.github.com/rest', status: String(status) },
  headers,
});
export const instead = (path: string, answer: Says): Person => ({
  organizations: { [OWN]: 'active' },
  instead: { [path]: answer },
});
const fails = (error: string): Person => instead('/login/oauth/access_token', { status: 200, body: { error } });

/** What GitHub can say of somebody who is not let in, in words, and the code. */
export const REFUSED: readonly (readonly [what: string, person: Person, code: string, status: number])[] = [
  ['no organization', {}, 'not_a_member', 400],
  ['an invitation that was not accepted', { organizations: { [OWN]: 'pending' } }, 'not_a_member', 400],
  ['an organization that nobody here asks for', { organizations: { elsewhere: 'active' } }, 'not_a_member', 400],
  ['a team without its organization', { teams: { [`${OWN}/insights`]: 'active' } }, 'not_a_member', 400],
  [
    'an organization that wants its single sign-on first',
    instead(
      ORGANIZATION,
      says(
        403,
        'Resource protected by organization SAML enforcement. You must grant your OAuth token access to this organization.',
        {
          'x-github-sso': `required; url=https://github.com/orgs/${OWN}/sso?authorization_request=AZSCKtL4U8yX1H3sCQIVnVgmjmon5fWxks5YrqhJgah0b2tlbl9pZM4EuMz4`,
        },
      ),
    ),
    'sso_required',
    400,
  ],
  [
    'an organization that has not approved the app',
    instead(
      ORGANIZATION,
      says(
        403,
        `Although you appear to have the correct authorization credentials, the \`${OWN}\` organization has enabled OAuth App access restrictions`,
      ),
    ),
    'app_not_approved',
    400,
  ],
  ['a suspended account', instead('/user', says(403, 'Sorry. Your account was suspended')), 'account_suspended', 400],
  [
    'an account that says when it was suspended',
    { user: { suspended_at: '2026-01-01T00:00:00Z' } },
    'account_suspended',
    400,
  ],
  ['a token that was revoked meanwhile', instead('/user', says(401, 'Bad credentials')), 'token_refused', 400],
  [
    'a token that was revoked a moment later',
    instead(ORGANIZATION, says(401, 'Bad credentials')),
    'token_refused',
    400,
  ],
  ['an account of an organization', { user: { type: 'Organization' } }, 'bad_claims', 400],
  ['a bot', { user: { type: 'Bot' } }, 'bad_claims', 400],
  ['no number', { user: { id: undefined } }, 'bad_claims', 400],
  ['a number that is a text', { user: { id: '583231' } }, 'bad_claims', 400],
  ['a number no computer counts to', { user: { id: 2 ** 53 } }, 'bad_claims', 400],
  ['fewer scopes than were asked for', { organizations: { [OWN]: 'active' }, scope: '' }, 'scope_missing', 400],
  [
    'other scopes than were asked for',
    { organizations: { [OWN]: 'active' }, scope: 'repo,user' },
    'scope_missing',
    400,
  ],
  ['a code that is wrong', fails('bad_verification_code'), 'code_refused', 400],
  ['a wrong secret', fails('incorrect_client_credentials'), 'client_refused', 400],
  ['another callback address', fails('redirect_uri_mismatch'), 'client_refused', 400],
  ['no verified e-mail', fails('unverified_user_email'), 'email_unverified', 400],
  ['an error nobody knows', fails('something_new'), 'code_refused', 400],
  [
    'a token and an error',
    instead('/login/oauth/access_token', { status: 200, body: { error: 'x', access_token: TOKEN, scope: 'read:org' } }),
    'code_refused',
    400,
  ],
  [
    'a web page instead of a token',
    instead('/login/oauth/access_token', { status: 200, body: '<html>' }),
    'provider_unreachable',
    502,
  ],
  ['a failure', instead('/user', says(502, 'Server Error')), 'provider_unreachable', 502],
  [
    'a redirect',
    instead('/user', says(301, 'Moved Permanently', { location: 'https://evil.example/user' })),
    'provider_unreachable',
    502,
  ],
  [
    'a limit that is reached',
    instead(ORGANIZATION, says(403, 'API rate limit exceeded', { 'x-ratelimit-remaining': '0' })),
    'provider_busy',
    502,
  ],
  [
    'a second limit',
    instead(ORGANIZATION, says(429, 'You have exceeded a secondary rate limit')),
    'provider_busy',
    502,
  ],
];
