import type { Named } from './audit-named.ts';
import { formatGrantScope } from './grant.ts';
import type { Principal } from './principal.ts';
import { shorten } from './shorten.ts';

/** Kinds of what is written down. */
export const AUDIT_KINDS = ['named', 'changed', 'refused', 'signed_in', 'signed_out', 'exported'] as const;
/** One of them. */
export type AuditKind = (typeof AUDIT_KINDS)[number];

/** What is kept of somebody's doing. */
export interface AuditEvent {
  /**
   * `named`: an answer that names several people · `changed`: something left behind · `refused`: not granted, or not let in ·
   * `signed_in`, `signed_out`: a session began or was ended · `exported`: the audit log was taken away as a file.
   */
  readonly kind: AuditKind;
  /** What was asked: `POST /api/v1/query`. */
  readonly route: string;
  /** The question, as it was sent, long parts cut; null where there is none. */
  readonly asked: unknown;
  /** How many people the answer names; null where it is no answer. */
  readonly people: number | null;
  /** Who they are, by host; left out where it names nobody. */
  readonly named?: readonly Named[];
  /** Where it came from. */
  readonly client: string;
  readonly requestId: string;
  /** True: written down whoever does it, as it lets others in. */
  readonly always?: true;
}

/** Whose doing is written down: somebody known, or whoever was refused at sign-in. */
export type Recorded = Pick<Principal, 'id' | 'name' | 'grants'> & { readonly kind: Principal['kind'] | 'stranger' };

/** Whoever did not get in. */
export const STRANGER: Recorded = Object.freeze({ kind: 'stranger', id: 'stranger', name: 'stranger', grants: [] });

/** A line of the audit log. */
export interface AuditLine extends Omit<AuditEvent, 'always'> {
  /** ISO instant. */
  readonly at: string;
  /** Kind, key and name of who did it, and the roles they had. */
  readonly who: Pick<Recorded, 'kind' | 'id' | 'name'> & { readonly roles: readonly string[] };
}

/** True for those whose doing is written down: the local user is who runs it, guests see nobody real. */
export const isRecorded = ({ kind }: Pick<Recorded, 'kind'>): boolean => kind !== 'local' && kind !== 'guest';

/** Writes down who did what. */
export interface Audit {
  /** Is on the disk when this ends, where it is written down (`isRecorded`), and always where it lets others in. */
  record(who: Recorded, event: AuditEvent): Promise<void>;
}

/** Refusals of one asker at one route are written down once in this time, so that asking on fills no disk. */
const REFUSED_ONCE_MS = 60_000;
const MOST_REMEMBERED = 1_000;
/** Of strangers, who may come from as many addresses as they like, so many in that time. */
const MOST_STRANGERS = 60;

/** An audit that hands each of its lines to `append`. */
export function createAudit(append: (body: string) => Promise<void>, now: () => Date): Audit {
  const refused = new Map<string, number>();
  let strangers: readonly number[] = [];
  const isRepeated = (who: Recorded, { kind, route, client, asked }: AuditEvent): boolean => {
    if (kind !== 'refused') return false;
    const isStranger = who.kind === 'stranger';
    const key = isStranger ? JSON.stringify([client, asked]) : `${who.id} ${route}`;
    const before = refused.get(key);
    const instant = now().getTime();
    if (isStranger) {
      strangers = strangers.filter((at) => instant - at < REFUSED_ONCE_MS);
      if (strangers.length >= MOST_STRANGERS) return true;
    }
    if (before !== undefined && instant - before < REFUSED_ONCE_MS) return true;
    refused.delete(key);
    refused.set(key, instant);
    if (isStranger) strangers = [...strangers, instant];
    for (const oldest of refused.keys()) {
      if (refused.size <= MOST_REMEMBERED) break;
      refused.delete(oldest);
    }
    return false;
  };
  return {
    async record(who, { always = false, ...event }) {
      if ((!isRecorded(who) && !always) || isRepeated(who, event)) return;
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
