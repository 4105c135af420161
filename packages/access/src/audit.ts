import { formatGrantScope } from './grant.ts';
import type { Principal } from './principal.ts';
import { shorten } from './shorten.ts';

/** What is kept of somebody's doing. */
export interface AuditEvent {
  /** `named`: an answer that names several people · `changed`: something left behind · `refused`: not granted. */
  readonly kind: 'named' | 'changed' | 'refused';
  /** What was asked: `POST /api/v1/query`. */
  readonly route: string;
  /** The question, as it was sent, long parts cut; null where there is none. */
  readonly asked: unknown;
  /** How many people the answer names; null where it is no answer. */
  readonly people: number | null;
  /** Where it came from. */
  readonly client: string;
  readonly requestId: string;
}

/** A line of the audit log. */
export interface AuditLine extends AuditEvent {
  /** ISO instant. */
  readonly at: string;
  /** Kind, key and name of who did it, and the roles they had. */
  readonly who: Pick<Principal, 'kind' | 'id' | 'name'> & { readonly roles: readonly string[] };
}

/** Writes down who did what. */
export interface Audit {
  /** Is on the disk when this ends. The local user and guests are not written down: the one is who runs it, the others see nobody real. */
  record(who: Principal, event: AuditEvent): Promise<void>;
}

/** Refusals of one asker at one route are written down once in this time, so that asking on fills no disk. */
const REFUSED_ONCE_MS = 60_000;
const MOST_REMEMBERED = 1_000;

/** An audit that hands each of its lines to `append`. */
export function createAudit(append: (body: string) => Promise<void>, now: () => Date): Audit {
  const refused = new Map<string, number>();
  const isRepeated = (who: Principal, { kind, route }: AuditEvent): boolean => {
    if (kind !== 'refused') return false;
    const key = `${who.id} ${route}`;
    const before = refused.get(key);
    const instant = now().getTime();
    if (before !== undefined && instant - before < REFUSED_ONCE_MS) return true;
    refused.delete(key);
    refused.set(key, instant);
    for (const oldest of refused.keys()) {
      if (refused.size <= MOST_REMEMBERED) break;
      refused.delete(oldest);
    }
    return false;
  };
  return {
    async record(who, event) {
      if (who.kind === 'local' || who.kind === 'guest' || isRepeated(who, event)) return;
      const { kind, id, name, grants } = who;
      const roles = [...new Set(grants.map(({ role, of }) => `${role}@${formatGrantScope(of)}`))].sort();
      const line: AuditLine = {
        at: now().toISOString(),
        who: { kind, id, name, roles },
        ...event,
        asked: shorten(event.asked),
      };
      await append(JSON.stringify(line));
    },
  };
}
