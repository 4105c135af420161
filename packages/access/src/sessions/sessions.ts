import { createHash, randomBytes } from 'node:crypto';
import type { TimedText } from '../files.ts';
import type { Records } from '../records.ts';
import { type RoleMap, toPersonKey } from '../role-map.ts';
import { type NewSession, type PrincipalOf, readWritten, type Session, toWritten } from './session.ts';

/** Sessions of people who are signed in. */
export interface Sessions {
  /** Begins a session and returns its secret, which is stored nowhere. */
  begin(begun: NewSession): Promise<string>;
  /** The session with that secret, marked as used now; null if there is none or it has ended. */
  find(secret: string): Promise<Session | null>;
  /** The sessions of a person, last used first. */
  of(id: string): Promise<readonly Session[]>;
  /** All sessions, last used first. */
  all(): Promise<readonly Session[]>;
  /** Ends a session; false if there was none. */
  end(key: string): Promise<boolean>;
  /** Ends the sessions that the issuer names, and returns them. */
  endOfIssuer(issuer: string, named: NamedByIssuer): Promise<readonly Session[]>;
}

/** Which sessions an issuer ends. */
export interface NamedByIssuer {
  /** Its id of the session; null: all sessions of the person. */
  readonly sid: string | null;
  /** Subject of the person; null: whoever has the session. */
  readonly subject: string | null;
  /** Only sessions begun by then, so that a replayed request ends none that began later. */
  readonly begunBy: Date;
}

/** What `createSessions` needs. */
export interface SessionParts {
  readonly records: Records;
  readonly now: () => Date;
  /** Who signs people in; null: nobody does. */
  readonly issuer: string | null;
  readonly roles: RoleMap;
  readonly principalOf: PrincipalOf;
}

const IDLE_MS = 8 * 3_600_000;
const LONGEST_MS = 24 * 3_600_000;
/** A use is stored once in this time. */
const SEEN_EVERY_MS = 60_000;
/** Most sessions of one person; with more, the one unused for longest ends. */
const MOST_EACH = 20;
const KEY = /^[0-9a-f]{64}$/;

/** The key of a session's secret; null for a text that cannot be one. */
export function keyOf(secret: string): string | null {
  return /^[\w-]{43}$/.test(secret) ? createHash('sha256').update(secret).digest('hex') : null;
}

/**
 * Sessions as records named by the hash of their secret: they survive a restart, servers with the same records share them, and removing
 * one ends it everywhere. When it was last used is the time of its record. Under other rules of roles than it began with, or where another signs people in, it is over.
 */
export function createSessions({ records, now, issuer, roles, principalOf }: SessionParts): Sessions {
  const rules = createHash('sha256')
    .update(JSON.stringify([issuer, roles]))
    .digest('hex');

  const end = async (key: string): Promise<boolean> => KEY.test(key) && records.remove(key);
  const liveOf = async (key: string, found: TimedText | null): Promise<Session | null> => {
    if (found === null) return null;
    const session = await readWritten(found.text, key, found.at, rules, principalOf);
    if (session !== null && isLive(session, now())) return session;
    await end(key);
    return null;
  };
  const all = async (): Promise<readonly Session[]> => {
    const found: Session[] = [];
    for (const { name, ...record } of await records.all()) {
      const session = KEY.test(name) ? await liveOf(name, record) : null;
      if (session !== null) found.push(session);
    }
    return found.sort((one, other) => other.seenAt.getTime() - one.seenAt.getTime());
  };
  const of = async (id: string): Promise<readonly Session[]> => (await all()).filter(({ who }) => who.id === id);

  return {
    async begin(begun) {
      const secret = randomBytes(32).toString('base64url');
      const key = keyOf(secret) ?? '';
      const at = now();
      const text = JSON.stringify(toWritten(begun, roles, rules, at));
      await records.add(key, text, at);
      const id = (await liveOf(key, { text, at }))?.who.id ?? '';
      const others = (await of(id)).filter((other) => other.key !== key);
      for (const other of others.slice(MOST_EACH - 1)) await end(other.key);
      return secret;
    },
    async find(secret) {
      const key = keyOf(secret);
      const session = key === null ? null : await liveOf(key, await records.read(key));
      if (session === null) return null;
      const at = now();
      if (at.getTime() - session.seenAt.getTime() < SEEN_EVERY_MS) return session;
      return (await records.touch(session.key, at)) ? { ...session, seenAt: at } : null;
    },
    of,
    all,
    end,
    async endOfIssuer(issuer, { sid, subject, begunBy }) {
      if (sid === null && subject === null) return [];
      const named = (await all()).filter(
        (session) =>
          session.issuer === issuer &&
          (sid === null ? session.startedAt <= begunBy : session.sid === sid) &&
          (subject === null || session.who.id === toPersonKey(issuer, subject)),
      );
      for (const { key } of named) await end(key);
      return named;
    },
  };
}

function isLive({ startedAt, seenAt }: Session, now: Date): boolean {
  return now.getTime() - seenAt.getTime() < IDLE_MS && now.getTime() - startedAt.getTime() < LONGEST_MS;
}
