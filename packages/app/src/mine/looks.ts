import { stat } from 'node:fs/promises';
import type { Account, AuditLine } from '@flightdeck/access';
import { type ChainedState, inspectChained } from '@flightdeck/ingest';

/** Whoever looked. A name alone can be anybody's: the name of a token is free text. */
export interface Looker {
  readonly kind: AuditLine['who']['kind'];
  readonly name: string;
  /** Names of the roles they had then, without what those were granted for. */
  readonly roles: readonly string[];
  /** Name of who made the token, also when it is revoked; null where it is none. */
  readonly maker: string | null;
}

/** One person's looks at another's rows on one day. */
export interface Look {
  /** ISO instant of the last look of that day. */
  readonly at: string;
  readonly who: Looker;
  /** Routes it went through, in order. */
  readonly routes: readonly string[];
  readonly times: number;
  /** True: each of the answers named nobody else. */
  readonly isAlone: boolean;
  /** False: so many were named that the log has only the scopes; one's own rows may have been among them. */
  readonly isSure: boolean;
}

/** Whose rows are looked for. */
interface Looked {
  readonly account: Account;
  /** Keys of the scopes that have rows of the account. */
  readonly scopes: readonly string[];
  /** Id of the person who asks: looking at oneself does not count. */
  readonly besides: string;
}

/** What was found up to a place of the log. */
interface Kept {
  readonly file: string;
  readonly state: ChainedState;
  readonly found: ReadonlyMap<string, Look>;
}

/** Reads who has looked at somebody's rows. */
export interface Looks {
  /** The latest first, none where there is no log; null where the log is not as it was written, so that nobody knows. */
  read(looked: Looked, signal?: AbortSignal): Promise<readonly Look[] | null>;
}

/** How many are returned, a person and day each. */
const MOST_LOOKS = 50;
/** So many accounts need only what was added to the log since they last asked. */
const MOST_KEPT = 200;

/** Looks as the audit log has them. */
export function createLooks(auditFile: string): Looks {
  const kept = new Map<string, Kept>();
  return {
    async read(looked, signal) {
      const key = JSON.stringify(looked);
      const file = await fileAt(auditFile);
      const last = kept.get(key);
      // A shorter one, or another in its place, is read from its beginning.
      const before = last !== undefined && last.file === file.name && last.state.wholeBytes <= file.bytes ? last : null;
      const found = new Map(before?.found);
      // Most lines name neither the account nor one of the scopes; they are not parsed.
      const marks = [`"${looked.account.id}"`, ...[...looked.scopes, '*'].map((scope) => JSON.stringify(scope))];
      const take = (body: string): void => {
        signal?.throwIfAborted();
        if (body.includes('"named":') && marks.some((mark) => body.includes(mark))) addLook(found, body, looked);
      };
      const state = await inspectChained(auditFile, take, before?.state);
      kept.delete(key);
      if (state.fault !== null) return null;
      kept.set(key, { file: file.name, state, found });
      for (const oldest of kept.keys()) {
        if (kept.size <= MOST_KEPT) break;
        kept.delete(oldest);
      }
      return [...found.values()].sort((one, other) => (one.at > other.at ? -1 : 1)).slice(0, MOST_LOOKS);
    },
  };
}

/** Which file a path leads to, and its length. */
async function fileAt(path: string): Promise<{ readonly name: string; readonly bytes: number }> {
  const found = await stat(path).catch(() => null);
  return found === null ? { name: 'none', bytes: 0 } : { name: `${found.dev} ${found.ino}`, bytes: found.size };
}

function addLook(found: Map<string, Look>, body: string, looked: Looked): void {
  const line = parse(body);
  if (line === null || line.who.id === looked.besides) return;
  const isSure = isNamed(line.named, looked);
  if (isSure === null) return;
  const { kind, id, name, roles, makerName: maker = null } = line.who;
  const key = JSON.stringify([id, line.at.slice(0, 10)]);
  const before = found.get(key);
  found.set(key, {
    at: line.at,
    who: { kind, name, roles: [...new Set(roles.map((role) => role.split('@', 1)[0] ?? role))], maker },
    routes: [...new Set([...(before?.routes ?? []), line.route])],
    times: (before?.times ?? 0) + 1,
    isAlone: (before?.isAlone ?? true) && line.people === 1,
    isSure: isSure || (before?.isSure ?? false),
  });
}

/** True when the account is among those named, false when it may be, null when it is not. */
function isNamed(named: NonNullable<AuditLine['named']>, { account, scopes }: Looked): boolean | null {
  const here = named.filter(({ host }) => host === account.host);
  if (here.some(({ ids }) => ids?.includes(account.id))) return true;
  const many = here.filter(({ ids }) => ids === null);
  return many.some((each) => each.scopes.some((scope) => scope === '*' || scopes.includes(scope))) ? false : null;
}

type Line = Pick<AuditLine, 'at' | 'route' | 'who' | 'people'> & { readonly named: NonNullable<AuditLine['named']> };

/** A line of the log that names people; null for any other. */
function parse(body: string): Line | null {
  try {
    const line: Partial<AuditLine> = JSON.parse(body);
    const { at, route, who, named, people } = line;
    if (at === undefined || route === undefined || who === undefined || named === undefined) return null;
    return { at, route, who, named, people: people ?? 0 };
  } catch {
    return null;
  }
}
