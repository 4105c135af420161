import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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
  /** Made with the first session, for its owner only. */
  readonly folder: string;
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
 * Sessions as files named by the hash of their secret: they survive a restart, servers on the same folder share them, and deleting
 * one ends it everywhere. When it was last used is the time of its file. Under other rules of roles than it began with, or where another signs people in, it is over.
 */
export function createSessions({ folder, now, issuer, roles, principalOf }: SessionParts): Sessions {
  const rules = createHash('sha256')
    .update(JSON.stringify([issuer, roles]))
    .digest('hex');
  const fileOf = (key: string): string => join(folder, key);

  const end = async (key: string): Promise<boolean> => {
    if (!KEY.test(key)) return false;
    return rm(fileOf(key)).then(
      () => true,
      (error: unknown) => orNotThere(error, false),
    );
  };
  const read = async (key: string): Promise<Session | null> => {
    const found = await readFileAndTime(fileOf(key));
    if (found === null) return null;
    const session = await readWritten(found.text, key, found.at, rules, principalOf);
    if (session !== null && isLive(session, now())) return session;
    await end(key);
    return null;
  };
  const all = async (): Promise<readonly Session[]> => {
    const names = await readdir(folder).catch((error: unknown) => orNotThere(error, []));
    const found: Session[] = [];
    for (const name of names.filter((name) => KEY.test(name))) {
      const session = await read(name);
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
      await makeFolder(folder);
      await writeFile(fileOf(key), JSON.stringify(toWritten(begun, roles, rules, at)), { flag: 'wx', mode: 0o600 });
      await utimes(fileOf(key), at, at);
      const id = (await read(key))?.who.id ?? '';
      const others = (await of(id)).filter((other) => other.key !== key);
      for (const other of others.slice(MOST_EACH - 1)) await end(other.key);
      return secret;
    },
    async find(secret) {
      const key = keyOf(secret);
      const session = key === null ? null : await read(key);
      if (session === null) return null;
      const at = now();
      if (at.getTime() - session.seenAt.getTime() < SEEN_EVERY_MS) return session;
      // Only the file's time: rewriting it could bring back a session that was ended meanwhile.
      const isThere = await utimes(fileOf(session.key), at, at).then(
        () => true,
        (error: unknown) => orNotThere(error, false),
      );
      return isThere ? { ...session, seenAt: at } : null;
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

async function readFileAndTime(path: string): Promise<{ readonly text: string; readonly at: Date } | null> {
  const handle = await open(path).catch((error: unknown) => orNotThere(error, null));
  if (handle === null) return null;
  try {
    return { text: await handle.readFile('utf8'), at: (await handle.stat()).mtime };
  } finally {
    await handle.close();
  }
}

/** Makes the folder, for its owner only, inside a folder that exists. */
async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { mode: 0o700 }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  });
}

function orNotThere<T>(error: unknown, value: T): T {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return value;
  throw error;
}
