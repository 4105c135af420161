import type { Identity } from '@flightdeck/access';
import { InputError } from '@flightdeck/catalog';

/** What a provider says of somebody, signed or said itself. */
export type Claims = Readonly<Record<string, unknown>>;

const MOST_GROUPS = 10_000;
const LONGEST_GROUP = 500;
const LONGEST_SUBJECT = 255;
const LONGEST_NAME = 300;

/** Letters that would change how the text around a name is read. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * Who the claims say it is. Identity is issuer and subject; name and e-mail decide nothing but the first administrators, the
 * e-mail only where the provider has verified it. @throws InputError `bad_claims`, `groups_elsewhere`.
 */
export function toIdentity(claims: Claims, groupsClaim: string): Identity {
  const { iss, sub, email, email_verified: isVerified } = claims;
  if (typeof iss !== 'string' || typeof sub !== 'string' || sub === '' || sub.length > LONGEST_SUBJECT)
    throw wrong('the subject is missing or too long');
  if (sub.replace(INVISIBLE, '') !== sub) throw wrong('the subject has characters nobody can see');
  return {
    issuer: iss,
    subject: sub,
    name: nameOf(claims) ?? sub,
    email: typeof email === 'string' && isVerified === true ? email : null,
    groups: readGroups(claims, groupsClaim) ?? [],
  };
}

/**
 * Groups as a provider names them: one text, or a list of texts; null where the claim is absent. What is anything else is refused,
 * so that nobody is let in with less than they were given, or more. @throws InputError `bad_claims`, `groups_elsewhere`.
 */
export function readGroups(claims: Claims, claim: string): readonly string[] | null {
  const value = Object.hasOwn(claims, claim) ? claims[claim] : undefined;
  if (value === undefined || value === null) {
    // Entra ID: beyond 200 groups it says where to ask for them instead.
    const { _claim_names: elsewhere } = claims;
    if (typeof elsewhere !== 'object' || elsewhere === null || !Object.hasOwn(elsewhere, claim)) return null;
    throw new InputError('You are in more groups than the sign-in provider sends.', {
      code: 'groups_elsewhere',
      hint: 'The operator can send app roles (OIDC_GROUPS_CLAIM=roles), or only groups assigned to Flightdeck.',
    });
  }
  const groups: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (groups.length > MOST_GROUPS) throw wrong(`${claim} names more than ${MOST_GROUPS} groups`);
  if (!groups.every((group) => typeof group === 'string' && group.length <= LONGEST_GROUP))
    throw wrong(`${claim} is neither a text nor a list of texts`);
  return groups.filter((group): group is string => group !== '');
}

/** What the token says, and what the provider says itself of the same person besides. An e-mail is verified only where the same one says so. */
export function joinClaims(ofToken: Claims, besides: Claims): Claims {
  const { email, email_verified: isVerified, ...others } = besides;
  return { ...others, ...(Object.hasOwn(ofToken, 'email') ? {} : { email, email_verified: isVerified }), ...ofToken };
}

function nameOf({ name, preferred_username: login, email }: Claims): string | null {
  const texts = [name, login, email].map((text) =>
    typeof text === 'string' ? text.replace(INVISIBLE, '').trim().slice(0, LONGEST_NAME) : '',
  );
  return texts.find((text) => text !== '') ?? null;
}

const wrong = (why: string): InputError =>
  new InputError('The sign-in provider does not say clearly who you are.', {
    code: 'bad_claims',
    hint: `Show this to the operator of this Flightdeck: ${why}.`,
  });
