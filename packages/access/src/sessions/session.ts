import type { Account } from '../accounts/account.ts';
import type { Principal } from '../principal.ts';
import { type Identity, type RoleMap, toPrincipal } from '../role-map.ts';

/** Somebody signed in with one browser. */
export interface Session {
  /** SHA-256 of its secret, in hex: says which one it is, and opens nothing. */
  readonly key: string;
  readonly who: Principal;
  /** When it began, and when it was last used, to the minute. */
  readonly startedAt: Date;
  readonly seenAt: Date;
  /** Address and browser it began with; null: the browser did not say. */
  readonly client: string;
  readonly agent: string | null;
  readonly issuer: string;
  /** The issuer's own name of the session, by which it ends it; null where it gave none. */
  readonly sid: string | null;
  /** What the issuer is shown to end its session as well; null where it is too long for an address. */
  readonly idToken: string | null;
}

/** What a session begins with. */
export interface NewSession extends Pick<Session, 'client' | 'agent' | 'sid' | 'idToken'> {
  readonly identity: Identity;
}

/** A session as it is written: who it is, and under which rules that was found; what they may do is worked out anew. */
export interface WrittenSession extends NewSession {
  readonly startedAt: string;
  /** Fingerprint of ROLE_MAP and ADMINS. */
  readonly rules: string;
}

/** The longest ID token that is kept: it goes into an address. */
const LONGEST_TOKEN = 6000;
const LONGEST_AGENT = 200;

/** A session as it is written: of the groups only those that rules name. */
export function toWritten(begun: NewSession, roles: RoleMap, rules: string, startedAt: Date): WrittenSession {
  const { identity, idToken, agent } = begun;
  const named = new Set([
    ...roles.rules.map(({ group }) => group),
    ...roles.admins.map((entry) => entry.replace(/^group:/, '')),
  ]);
  return {
    ...begun,
    identity: { ...identity, groups: identity.groups.filter((group) => named.has(group)) },
    agent: agent?.slice(0, LONGEST_AGENT) ?? null,
    idToken: idToken !== null && idToken.length <= LONGEST_TOKEN ? idToken : null,
    startedAt: startedAt.toISOString(),
    rules,
  };
}

/** A written session; null for half a file, and for one that began under other rules. */
export function readWritten(text: string, key: string, seenAt: Date, roles: RoleMap, rules: string): Session | null {
  const written = parse(text);
  if (written === null || written.rules !== rules) return null;
  const { identity, startedAt, client, agent, sid, idToken } = written;
  const who = toPrincipal(identity, roles);
  return { key, who, startedAt: new Date(startedAt), seenAt, client, agent, issuer: identity.issuer, sid, idToken };
}

function parse(text: string): WrittenSession | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  return isWritten(value) ? value : null;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
const isText = (value: unknown): value is string => typeof value === 'string';
const isTextOrNull = (value: unknown): value is string | null => value === null || isText(value);

const isAccount = (value: unknown): value is Account => isRecord(value) && isText(value.host) && isText(value.id);

function isWritten(value: unknown): value is WrittenSession {
  if (!isRecord(value) || !isRecord(value.identity)) return false;
  const { issuer, subject, name, email, groups, account } = value.identity;
  return (
    (account === undefined || isAccount(account)) &&
    [issuer, subject, name, value.startedAt, value.rules, value.client].every(isText) &&
    [email, value.agent, value.sid, value.idToken].every(isTextOrNull) &&
    Array.isArray(groups) &&
    groups.every(isText) &&
    !Number.isNaN(Date.parse(String(value.startedAt)))
  );
}
