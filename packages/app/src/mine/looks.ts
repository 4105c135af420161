import type { Account } from '@flightdeck/access';
import { inspectChained } from '@flightdeck/ingest';

/** One person's looks at another's rows on one day. */
export interface Look {
  /** ISO instant of the last look of that day. */
  readonly at: string;
  readonly who: { readonly name: string; readonly roles: readonly string[] };
  /** Routes it went through, in order. */
  readonly routes: readonly string[];
  readonly times: number;
  /** Number of people in the answer that named most. */
  readonly people: number;
  /** False: the log has only scopes, as many people were named; one's own rows may have been among them. */
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

/** Most looks that are returned, one for each person and day. */
const MOST_LOOKS = 50;

/** Who has looked, by the audit log, latest first; empty if there is no log. */
export async function readLooks(auditFile: string, looked: Looked): Promise<readonly Look[]> {
  const found = new Map<string, Look>();
  // Most lines name neither the account nor one of the scopes; they are not parsed.
  const marks = [`"${looked.account.id}"`, ...[...looked.scopes, '*'].map((scope) => JSON.stringify(scope))];
  await inspectChained(auditFile, (body) => {
    if (!body.includes('"named":') || !marks.some((mark) => body.includes(mark))) return;
    addLook(found, body, looked);
  });
  return [...found.values()].sort((one, other) => (one.at > other.at ? -1 : 1)).slice(0, MOST_LOOKS);
}

function addLook(found: Map<string, Look>, body: string, looked: Looked): void {
  const line = parse(body);
  if (line === null || line.who.id === looked.besides) return;
  const isSure = isNamed(line.named, looked);
  if (isSure === null) return;
  const { name, roles } = line.who;
  const key = JSON.stringify([line.who.id, line.at.slice(0, 10)]);
  const before = found.get(key);
  found.set(key, {
    at: line.at,
    who: { name, roles },
    routes: [...new Set([...(before?.routes ?? []), line.route])],
    times: (before?.times ?? 0) + 1,
    people: Math.max(before?.people ?? 0, line.people),
    isSure: isSure || (before?.isSure ?? false),
  });
}

/** True if the account is among those named, false if it may be, null if it is not. */
function isNamed(named: Line['named'], { account, scopes }: Looked): boolean | null {
  const here = named.filter(({ host }) => host === account.host);
  if (here.some(({ ids }) => ids?.includes(account.id))) return true;
  const many = here.filter(({ ids }) => ids === null);
  return many.some((each) => each.scopes.some((scope) => scope === '*' || scopes.includes(scope))) ? false : null;
}

interface Line {
  readonly at: string;
  readonly route: string;
  readonly people: number;
  readonly who: { readonly id: string; readonly name: string; readonly roles: readonly string[] };
  readonly named: readonly {
    readonly host: string;
    readonly ids: readonly string[] | null;
    readonly scopes: readonly string[];
  }[];
}

/** A line of the log that names people; null for any other. */
function parse(body: string): Line | null {
  try {
    const line: Partial<Line> = JSON.parse(body);
    const { at, route, who, named, people } = line;
    if (at === undefined || route === undefined || who === undefined || named === undefined) return null;
    return { at, route, who, named, people: people ?? 0 };
  } catch {
    return null;
  }
}
