import { InputError } from '@flightdeck/catalog';
import type { Account } from './accounts/account.ts';
import { type Grant, parseGrantScope, WITHOUT_SCOPE } from './grant.ts';
import type { Principal } from './principal.ts';
import { ROLES } from './roles.ts';

/** A person, as a provider or a trusted proxy names them. */
export interface Identity {
  /** Who says so. A subject is unique only together with it. */
  readonly issuer: string;
  readonly subject: string;
  /** Name to show; decides nothing. */
  readonly name: string;
  /** E-mail that the issuer has verified; null otherwise. */
  readonly email: string | null;
  readonly groups: readonly string[];
  /** Only if GitHub signed the person in; for others the table of accounts has it. */
  readonly account?: Account;
}

/** What ROLE_MAP and ADMINS grant. */
export interface RoleMap {
  /** A group by its name or id, or `*` for everybody who is signed in. */
  readonly rules: readonly { readonly group: string; readonly grant: Grant }[];
  /** Subjects, verified e-mails, and `group:NAME`. */
  readonly admins: readonly string[];
}

/** Everybody who is signed in. */
const ANYBODY = '*';
/** The role is the first that ends the rule or has a scope after it: names in scopes can be those of roles (`org:admin`). */
const RULE = new RegExp(`^(.+?):(${ROLES.join('|')})(?:@(.+))?$`);

/**
 * Parses rules `GROUP:ROLE@SCOPE`, separated by commas: `copilot-leads:viewer@org:acme`. Admin and self need no scope.
 * @throws InputError `bad_role_map`.
 */
export function parseRules(text: string): RoleMap['rules'] {
  return words(text).map((word) => {
    const [, group = '', name = '', scope] = RULE.exec(word) ?? [];
    const role = ROLES.find((known) => known === name);
    if (role === undefined) throw refuse(word, `It ends in no role: ${ROLES.join(', ')}.`);
    if (scope === undefined && !WITHOUT_SCOPE.has(role))
      throw refuse(
        word,
        `A role in figures is in a scope: ${group}:${role}@org:NAME, or ${group}:${role}@* for everything.`,
      );
    try {
      return { group, grant: { role, of: scope === undefined ? 'everything' : parseGrantScope(scope) } };
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      throw refuse(word, `${error.message} ${error.hint ?? ''}`);
    }
  });
}

/** Parses subjects, e-mails and `group:NAME`, separated by commas. */
export function parseAdmins(text: string): readonly string[] {
  return words(text);
}

const inSmallLetters = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** True for one e-mail in two spellings. What only becomes the same in lower case, as the Kelvin sign becomes a k, is another. */
export const isSameEmail = (one: string, other: string): boolean => inSmallLetters(one) === inSmallLetters(other);

/** The id of a person as a principal, made of issuer and subject. */
export const toPersonKey = (issuer: string, subject: string): string => JSON.stringify([issuer, subject]);

/** The principal of an identity, with what ROLE_MAP and ADMINS grant it. */
export function toPrincipal(identity: Identity, { rules, admins }: RoleMap): Principal {
  const { issuer, subject, name, email, groups, account = null } = identity;
  const own = new Set(groups);
  const granted = rules.filter(({ group }) => group === ANYBODY || own.has(group)).map(({ grant }) => grant);
  const isAdmin = admins.some((entry) => {
    const group = /^group:(.+)$/.exec(entry)?.[1];
    if (group !== undefined) return own.has(group);
    return entry === subject || (email !== null && isSameEmail(entry, email));
  });
  const grants: readonly Grant[] = isAdmin ? [...granted, { role: 'admin', of: 'everything' }] : granted;
  return { kind: 'person', id: toPersonKey(issuer, subject), name, grants, account };
}

const refuse = (word: string, why: string): InputError =>
  new InputError(`"${word}" is not a rule of roles.`, { code: 'bad_role_map', hint: why.trim() });

function words(text: string): readonly string[] {
  return text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}
