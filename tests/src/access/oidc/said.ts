import { FOREIGN, OWN } from '../world.ts';
import { CLIENT_ID, type Said } from './issuer.ts';

/** What an issuer can say wrongly, in words, and the code it is refused with. */
export const REFUSED: readonly (readonly [what: string, said: Said, code: string])[] = [
  ['another nonce', { claims: { nonce: 'other' } }, 'token_nonce'],
  ['no nonce', { claims: { nonce: undefined } }, 'token_invalid'],
  ['another issuer', { claims: { iss: 'https://evil.example' } }, 'token_iss'],
  ['another audience', { claims: { aud: 'other' } }, 'token_aud'],
  [
    'an audience beside ours, and another one authorized',
    { claims: { aud: [CLIENT_ID, 'other'], azp: 'other' } },
    'token_azp',
  ],
  ['no signature', { alg: 'none' }, 'token_alg'],
  ["a signature with the client's secret", { alg: 'HS256' }, 'token_alg'],
  ['a key nobody knows', { kid: 'other' }, 'token_key'],
  ["a signature that is not the issuer's", { forged: true }, 'token_invalid'],
  ['an end 61 seconds ago', { claims: { exp: Math.floor(Date.now() / 1000) - 61 } }, 'token_exp'],
  ['a beginning in ten minutes', { claims: { nbf: Math.floor(Date.now() / 1000) + 600 } }, 'token_nbf'],
  ['an end that is a text', { claims: { exp: '2099-01-01' } }, 'token_invalid'],
  ['no time of its making', { claims: { iat: undefined } }, 'token_invalid'],
  ['no audience', { claims: { aud: undefined } }, 'token_invalid'],
  ['an audience that only begins as ours', { claims: { aud: `${CLIENT_ID}-other` } }, 'token_aud'],
  ['two audiences and none of them authorized', { claims: { aud: [CLIENT_ID, 'other'] } }, 'token_aud'],
  ['no issuer', { claims: { iss: undefined } }, 'token_invalid'],
  ['no end', { claims: { exp: undefined } }, 'token_invalid'],
  ['no subject', { claims: { sub: undefined } }, 'token_invalid'],
  ['an empty subject', { claims: { sub: '' } }, 'bad_claims'],
  ['a subject that is a number', { claims: { sub: 17 } }, 'token_invalid'],
  ['a subject with a letter nobody sees', { claims: { sub: '1\u200b7' } }, 'bad_claims'],
  [
    'what the provider says of another',
    { claims: { groups: undefined }, userinfo: { sub: '18', groups: ['analysts'] } },
    'userinfo_of_another',
  ],
  ['a subject of 256 letters', { claims: { sub: 's'.repeat(256) } }, 'bad_claims'],
  [
    'what the provider says of nobody',
    { claims: { groups: undefined }, userinfo: { groups: ['analysts'] } },
    'token_invalid',
  ],
  ['a group that is a number among texts', { claims: { groups: ['leads', 17] } }, 'bad_claims'],
  ['a group of 501 letters', { claims: { groups: ['g'.repeat(501)] } }, 'bad_claims'],
  ['groups within a list within a list', { claims: { groups: [['analysts']] } }, 'bad_claims'],
  ['groups that are an object', { claims: { groups: { 0: 'analysts' } } }, 'bad_claims'],
  ['10,001 groups', { claims: { groups: Array.from({ length: 10_001 }, (_, index) => `g${index}`) } }, 'bad_claims'],
  [
    'groups to be fetched elsewhere',
    { claims: { groups: undefined, _claim_names: { groups: 'src1' } } },
    'groups_elsewhere',
  ],
  [
    'an access token of another kind',
    { token: { status: 200, body: { access_token: 'at', token_type: 'mac' } } },
    'token_alg',
  ],
  ['a client it does not know', { token: { status: 400, body: { error: 'invalid_client' } } }, 'client_refused'],
  ['no token at all', { token: { status: 200, body: { access_token: 'at', token_type: 'Bearer' } } }, 'token_invalid'],
  ['a code that was used', { token: { status: 400, body: { error: 'invalid_grant' } } }, 'code_refused'],
  ['an answer of no sense', { token: { status: 500, body: {} } }, 'provider_unreachable'],
];

/** What an issuer can say of somebody, in words, and the organizations they see, or the code of the refusal. */
export const SEEN: readonly (readonly [what: string, said: Said, seen: readonly string[] | string])[] = [
  ['one group, as a text', { claims: { groups: 'analysts' } }, [FOREIGN, OWN]],
  ['texts that only contain a group', { claims: { groups: 'analysts,leads' } }, 'no_grant'],
  [
    '10,000 groups',
    { claims: { groups: Array.from({ length: 10_000 }, (_, index) => `g${index}`).with(9_999, 'leads') } },
    [OWN],
  ],
  ['no groups', { claims: { groups: [] } }, 'no_grant'],
  [
    'groups the provider says itself',
    { claims: { groups: undefined }, userinfo: { sub: '17', groups: ['leads'] } },
    [OWN],
  ],
  [
    'groups of the token, not of what the provider says besides',
    { userinfo: { sub: '17', groups: ['analysts'] } },
    [OWN],
  ],
  [
    'a verified e-mail of an administrator',
    { claims: { groups: [], email: 'Root@example.com', email_verified: true } },
    'not_allowed',
  ],
  [
    'an unverified e-mail of one',
    { claims: { groups: [], email: 'root@example.com', email_verified: false } },
    'no_grant',
  ],
  [
    'an e-mail that is verified in words',
    { claims: { groups: [], email: 'root@example.com', email_verified: 'true' } },
    'no_grant',
  ],
  [
    'an e-mail of the token that is verified elsewhere',
    { claims: { groups: undefined, email: 'root@example.com' }, userinfo: { sub: '17', email_verified: true } },
    'no_grant',
  ],
  ['e-mails in a list', { claims: { groups: [], email: ['root@example.com'], email_verified: true } }, 'no_grant'],
  ['the e-mail of an administrator as a group', { claims: { groups: ['root@example.com'] } }, 'no_grant'],
  [
    'groups named as parts of every object',
    { claims: { groups: ['__proto__', 'constructor', 'toString'] } },
    'no_grant',
  ],
  [
    'the name of an administrator',
    { claims: { groups: [], name: 'root@example.com', preferred_username: 'root@example.com' } },
    'no_grant',
  ],
];
