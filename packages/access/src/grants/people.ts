import { createHash } from 'node:crypto';
import { isRecord, isText, readJson } from '../json.ts';
import { LOCAL, type Principal } from '../principal.ts';
import type { Records } from '../records.ts';
import { type Identity, isSameEmail, type RoleMap, toPersonKey, toPrincipal } from '../role-map.ts';
import { isHeldBy } from './kept-grant.ts';
import type { KeptGrants } from './kept-grants.ts';

/** The people who were here, and what they may do now. */
export interface People {
  /** The principal of an identity, with what settings and kept grants give them now. */
  principalOf(identity: Identity): Promise<Principal>;
  /** Stores the identity, with the groups the provider names now. */
  remember(identity: Identity): Promise<void>;
  /** Who somebody is as of now, with the groups they had when they were last here; null when they never were, or another let them in. */
  find(id: string): Promise<Principal | null>;
  /** The identity, without its e-mail if another was here with it: an e-mail in ADMINS makes one person administrator. */
  withOwnEmail(identity: Identity): Promise<Identity>;
  /** Everybody who is remembered, as they were when they were last here. */
  identities(): Promise<readonly Identity[]>;
  /** Everybody who was here, last seen first. */
  all(): Promise<readonly SeenPerson[]>;
}

/** A person who was here. */
export interface SeenPerson {
  readonly id: string;
  readonly name: string;
  /** To the hour. */
  readonly seenAt: Date;
}

/** What `createPeople` needs. */
export interface PeopleParts {
  readonly records: Records;
  readonly now: () => Date;
  /** Who signs people in now; null: nobody does. Whoever another let in is not known. */
  readonly issuer: string | null;
  readonly roles: RoleMap;
  /** Longest life of a token, in days. */
  readonly mostDays: number;
  readonly grants: Pick<KeptGrants, 'all'>;
}

const HOUR_MS = 3_600_000;
/** Days for which a person is remembered beyond the longest life of a token they may have made. */
const REMEMBERED_DAYS = 34;
/** Most people whose last written text is remembered, so that the same is not written again. */
const MOST_REMEMBERED = 2000;
/** Most groups of a person that are stored though no setting names them: a grant may be given to one later. */
const MOST_GROUPS = 500;
const NAME = /^[0-9a-f]{64}$/;

/** The identity with the groups that are stored: those that settings name, then others up to a limit. */
export function withKeptGroups(identity: Identity, { rules, admins }: RoleMap): Identity {
  const named = new Set([...rules.map(({ group }) => group), ...admins.map((entry) => entry.replace(/^group:/, ''))]);
  const others = identity.groups.filter((group) => !named.has(group)).slice(0, MOST_GROUPS);
  return { ...identity, groups: [...identity.groups.filter((group) => named.has(group)), ...others] };
}

/** People as records named by the hash of their id: what a token may is worked out from them while its maker is away. */
export function createPeople({ records, now, issuer, roles, mostDays, grants }: PeopleParts): People {
  const forgottenAfterMs = (mostDays + REMEMBERED_DAYS) * 24 * HOUR_MS;
  const written = new Map<string, { readonly text: string; readonly at: number }>();
  const nameOf = (id: string): string => createHash('sha256').update(id).digest('hex');

  const principalOf = async (identity: Identity): Promise<Principal> => {
    const who = toPrincipal(identity, roles);
    const held = (await grants.all()).filter((kept) => isHeldBy(kept, identity)).map(({ grant }) => grant);
    return held.length === 0 ? who : { ...who, grants: [...who.grants, ...held] };
  };

  const seen = async (): Promise<readonly { id: string; identity: Identity; seenAt: Date }[]> => {
    const found: { id: string; identity: Identity; seenAt: Date }[] = [];
    for (const { name, text, at } of await records.all()) {
      const identity = NAME.test(name) ? readIdentity(text) : null;
      if (identity === null) continue;
      if (now().getTime() - at.getTime() > forgottenAfterMs) await records.remove(name);
      else if (identity.issuer === issuer) found.push({ id: keyOf(identity), identity, seenAt: at });
    }
    return found;
  };

  return {
    principalOf,
    async remember(identity) {
      const id = keyOf(identity);
      const text = `${JSON.stringify(withKeptGroups(identity, roles))}\n`;
      const at = now();
      const before = written.get(id);
      if (before?.text === text && at.getTime() - before.at < HOUR_MS) return;
      const isThere = before?.text === text && (await records.touch(nameOf(id), at));
      if (!isThere) await records.write(nameOf(id), text, at);
      written.delete(id);
      written.set(id, { text, at: at.getTime() });
      for (const oldest of written.keys()) {
        if (written.size <= MOST_REMEMBERED) break;
        written.delete(oldest);
      }
    },
    async find(id) {
      const found = await records.read(nameOf(id));
      const identity = found && readIdentity(found.text);
      if (id === LOCAL.id) return LOCAL;
      return identity?.issuer === issuer ? principalOf(identity) : null;
    },
    async withOwnEmail(identity) {
      const { email } = identity;
      if (email === null || !roles.admins.some((entry) => isSameEmail(entry, email))) return identity;
      const id = keyOf(identity);
      const isOfOther = (await seen()).some(
        (other) => other.identity.email !== null && isSameEmail(other.identity.email, email) && other.id !== id,
      );
      return isOfOther ? { ...identity, email: null } : identity;
    },
    identities: async () => (await seen()).map(({ identity }) => identity),
    async all() {
      const found = (await seen()).map(({ id, identity, seenAt }) => ({ id, name: identity.name, seenAt }));
      return found.sort((one, other) => other.seenAt.getTime() - one.seenAt.getTime());
    },
  };
}

const keyOf = ({ issuer, subject }: Identity): string => toPersonKey(issuer, subject);

function readIdentity(text: string): Identity | null {
  const value = readJson(text);
  return isIdentity(value) ? value : null;
}

/** True for an identity as files have it. */
export function isIdentity(value: unknown): value is Identity {
  if (!isRecord(value)) return false;
  const { issuer, subject, name, email, groups, account } = value;
  return (
    [issuer, subject, name].every(isText) &&
    (email === null || isText(email)) &&
    Array.isArray(groups) &&
    groups.every(isText) &&
    (account === undefined || (isRecord(account) && isText(account.host) && isText(account.id)))
  );
}
