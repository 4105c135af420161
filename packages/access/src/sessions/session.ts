import { isIdentity, withKeptGroups } from '../grants/people.ts';
import { isInstant, isRecord, isText, readJson } from '../json.ts';
import type { Principal } from '../principal.ts';
import type { Identity, RoleMap } from '../role-map.ts';

/** A person signed in with one browser. */
export interface Session {
  /** SHA-256 of its secret, in hex: identifies the session and opens nothing. */
  readonly key: string;
  readonly who: Principal;
  /** When it began and was last used, the latter to the minute. */
  readonly startedAt: Date;
  readonly seenAt: Date;
  /** Address and browser it began with; `agent` is null if the browser sent none. */
  readonly client: string;
  readonly agent: string | null;
  readonly issuer: string;
  /** The issuer's id of the session, by which it ends it; null if it gave none. */
  readonly sid: string | null;
  /** ID token to end the issuer's session with; null if there is none, or it is too long for an address. */
  readonly idToken: string | null;
}

/** What a session begins with. */
export interface NewSession extends Pick<Session, 'client' | 'agent' | 'sid' | 'idToken'> {
  readonly identity: Identity;
}

/** A session's file: the identity, and the rules it began under. What the person may do is worked out at each request. */
export interface WrittenSession extends NewSession {
  readonly startedAt: string;
  /** Fingerprint of who signs people in, ROLE_MAP and ADMINS. */
  readonly rules: string;
}

/** The principal of an identity as of now. */
export type PrincipalOf = (identity: Identity) => Promise<Principal>;

/** Characters of the longest ID token that is stored: it goes into an address. */
const LONGEST_TOKEN = 6000;
const LONGEST_AGENT = 200;

/** The content of a new session's file, with the groups that are stored. */
export function toWritten(begun: NewSession, roles: RoleMap, rules: string, startedAt: Date): WrittenSession {
  const { identity, idToken, agent } = begun;
  return {
    ...begun,
    identity: withKeptGroups(identity, roles),
    agent: agent?.slice(0, LONGEST_AGENT) ?? null,
    idToken: idToken !== null && idToken.length <= LONGEST_TOKEN ? idToken : null,
    startedAt: startedAt.toISOString(),
    rules,
  };
}

/** The session in a file; null for half a file, and for one that began under other rules. */
export async function readWritten(
  text: string,
  key: string,
  seenAt: Date,
  rules: string,
  principalOf: PrincipalOf,
): Promise<Session | null> {
  const written = parse(text);
  if (written === null || written.rules !== rules) return null;
  const { identity, startedAt, client, agent, sid, idToken } = written;
  const who = await principalOf(identity);
  return { key, who, startedAt: new Date(startedAt), seenAt, client, agent, issuer: identity.issuer, sid, idToken };
}

function parse(text: string): WrittenSession | null {
  const value = readJson(text);
  return isWritten(value) ? value : null;
}

const isTextOrNull = (value: unknown): value is string | null => value === null || isText(value);

function isWritten(value: unknown): value is WrittenSession {
  if (!isRecord(value) || !isIdentity(value.identity)) return false;
  return (
    [value.rules, value.client].every(isText) &&
    isInstant(value.startedAt) &&
    [value.agent, value.sid, value.idToken].every(isTextOrNull)
  );
}
