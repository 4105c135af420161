import { InputError } from '@flightdeck/catalog';
import type { Account } from './accounts/account.ts';
import { type Grant, parseGrantScope, WITHOUT_SCOPE } from './grant.ts';
import type { Principal } from './principal.ts';
import { ROLES } from './roles.ts';

/** Whom a provider, or a proxy that asked one, says is there. */
export interface Identity {
  /** Who says so. A subject means somebody only together with it. */
  readonly issuer: string;
  readonly subject: string;
  /** How people know them; never used to decide anything. */
  readonly name: string;
  /** Only where the issuer has verified it; null otherwise. */
  readonly email: string | null;
  readonly groups: readonly string[];
  /** Only where it was GitHub that said who is there; of others the table of accounts says which account is theirs. */
  readonly account?: Account;
}

/** Who is granted what. Nobody is granted anything that does not stand here. */
export interface RoleMap {
  /** A group by its name or id, `*` for everybody who is signed in. */
  readonly rules: readonly { readonly group: string; readonly grant: Grant }[];
  /** Subjects, verified e-mails, and `group:NAME`. */
  readonly admins: readonly string[];
}

/** Everybody who is signed in. */
const ANYBODY = '*';
/** The first role that ends the rule or has a scope behind it: scopes can be named as roles are (`org:admin`). */
const RULE = new RegExp(`^(.+?):(${ROLES.join('|')})(?:@(.+))?$`);

/**
 * Rules written `GROUP:ROLE@SCOPE`, separated by commas: `copilot-leads:viewer@org:acme`. Admin and self need no scope.
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

/** Subjects, e-mails and groups, separated by commas. */
export function parseAdmins(text: string): readonly string[] {
  return words(text);
}

/** The key of a person: the same for as long as issuer and subject are. */
export const toPersonKey = (issuer: string, subject: string): string => JSON.stringify([issuer, subject]);

/** Who somebody is here: what they were granted by their groups, and as one of the first administrators. */
export function toPrincipal(identity: Identity, { rules, admins }: RoleMap): Principal {
  const { issuer, subject, name, email, groups, account = null } = identity;
  const own = new Set(groups);
  const granted = rules.filter(({ group }) => group === ANYBODY || own.has(group)).map(({ grant }) => grant);
  const isAdmin = admins.some((entry) => {
    const group = /^group:(.+)$/.exec(entry)?.[1];
    if (group !== undefined) return own.has(group);
    return entry === subject || (email !== null && entry.toLowerCase() === email.toLowerCase());
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
