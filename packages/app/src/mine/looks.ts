import type { Account } from '@flightdeck/access';
import { inspectChained } from '@flightdeck/ingest';

/** What somebody looked at on a day, in which one stood. */
export interface Look {
  /** ISO instant of the last time that day. */
  readonly at: string;
  readonly who: { readonly name: string; readonly roles: readonly string[] };
  /** Routes it went through, in order. */
  readonly routes: readonly string[];
  readonly times: number;
  /** Most people that one of the answers named. */
  readonly people: number;
  /** False: so many were named that the log has only the scopes; one's own rows may have been among them. */
  readonly isSure: boolean;
}

/** Whose rows are looked for. */
interface Looked {
  readonly account: Account;
  /** Keys of the scopes that have rows of the account. */
  readonly scopes: readonly string[];
  /** Key of the one who asks: looking at oneself is no look. */
  readonly besides: string;
}

/** How many are returned, a person and day each. */
const MOST_LOOKS = 50;

/** Who has looked, the latest first, as the audit log has it; none where there is no log. */
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

/** True when the account is among those named, false when it may be, null when it is not. */
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
