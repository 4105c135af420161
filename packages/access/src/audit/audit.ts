import { formatGrantScope } from '../grant.ts';
import { isRecord } from '../json.ts';
import type { Principal } from '../principal.ts';
import { shorten } from '../shorten.ts';
import type { Named } from './audit-named.ts';

/** Kinds of lines in the audit log. */
export const AUDIT_KINDS = ['named', 'changed', 'asked', 'refused', 'signed_in', 'signed_out', 'exported'] as const;
/** The kind of a line in the audit log. */
export type AuditKind = (typeof AUDIT_KINDS)[number];

/** An action, as the audit log has it. */
export interface AuditEvent {
  /**
   * `named`: an answer that names people · `changed`: a change · `asked`: something was tried that changes nothing, such as
   * credentials at GitHub · `refused`: not granted, or not let in ·
   * `signed_in`, `signed_out`: a session began or was ended · `exported`: the audit log was downloaded.
   */
  readonly kind: AuditKind;
  /** What was asked: `POST /api/v1/query`. */
  readonly route: string;
  /** The question as it was sent, long parts cut; null if there is none. */
  readonly asked: unknown;
  /** How something `changed` or `asked` ended that was written down before it was done: what came of it, or `failed`; left out otherwise. */
  readonly result?: unknown;
  /** How many people the answer or the change names; null where it is neither. */
  readonly people: number | null;
  /** Those people, by host; left out if the answer names nobody. */
  readonly named?: readonly Named[];
  /** Address the request came from. */
  readonly client: string;
  readonly requestId: string;
  /** True: recorded whoever does it, because it lets others in. */
  readonly always?: true;
}

/** Whose doing is written down: somebody known, or whoever was refused at sign-in. */
export type Recorded = Pick<Principal, 'id' | 'name' | 'grants' | 'maker' | 'makerName'> & {
  readonly kind: Principal['kind'] | 'stranger';
};

/** Somebody who was not let in. */
export const STRANGER: Recorded = Object.freeze({ kind: 'stranger', id: 'stranger', name: 'stranger', grants: [] });

/** A line of the audit log. */
export interface AuditLine extends Omit<AuditEvent, 'always'> {
  /** ISO instant. */
  readonly at: string;
  /** Kind, key and name of who did it, and the roles they had; of a token also key and name of who made it, as it can be revoked. */
  readonly who: Pick<Recorded, 'kind' | 'id' | 'name' | 'maker' | 'makerName'> & { readonly roles: readonly string[] };
}

/** True if actions of this kind of principal are recorded. The local user runs the server, and guests see nobody real. */
export const isRecorded = ({ kind }: Pick<Recorded, 'kind'>): boolean => kind !== 'local' && kind !== 'guest';

/** Records who did what. */
export interface Audit {
  /** Resolves once the line is on the disk. Records nothing for a principal who is not recorded, unless `always` is set. */
  record(who: Recorded, event: AuditEvent): Promise<void>;
}

/** Refusals of one principal at one route are recorded once in this time, so that repeated requests fill no disk. */
const REFUSED_ONCE_MS = 60_000;
const MOST_REMEMBERED = 1_000;
/**
 * Of strangers, who may come from as many addresses as they like, so many in that time, and of one address fewer: of wrong tokens and of
 * sign-ins each, so that guessing the one hides no try at the other.
 */
const MOST_STRANGERS = 60;
const MOST_OF_ADDRESS = 20;

/** True where a token was refused, by its id or the lack of one. */
const isOfToken = (asked: unknown): boolean => isRecord(asked) && 'token' in asked;

/** An audit that passes each of its lines to `append`. */
export function createAudit(append: (body: string) => Promise<void>, now: () => Date): Audit {
  const refused = new Map<string, number>();
  let strangers: readonly { readonly at: number; readonly client: string; readonly way: string }[] = [];
  const isRepeated = (who: Recorded, { kind, route, client, asked }: AuditEvent): boolean => {
    if (kind !== 'refused') return false;
    const isStranger = who.kind === 'stranger';
    const key = isStranger ? JSON.stringify([client, asked]) : `${who.id} ${route}`;
    const before = refused.get(key);
    const instant = now().getTime();
    const way = isOfToken(asked) ? 'token' : 'sign-in';
    if (isStranger) {
      strangers = strangers.filter(({ at }) => instant - at < REFUSED_ONCE_MS);
      const same = strangers.filter((other) => other.way === way);
      const ofAddress = same.filter((other) => other.client === client);
      if (same.length >= MOST_STRANGERS || ofAddress.length >= MOST_OF_ADDRESS) return true;
    }
    if (before !== undefined && instant - before < REFUSED_ONCE_MS) return true;
    refused.delete(key);
    refused.set(key, instant);
    if (isStranger) strangers = [...strangers, { at: instant, client, way }];
    for (const oldest of refused.keys()) {
      if (refused.size <= MOST_REMEMBERED) break;
      refused.delete(oldest);
    }
    return false;
  };
  return {
    async record(who, { always = false, ...event }) {
      if ((!isRecorded(who) && !always) || isRepeated(who, event)) return;
      const { kind, id, name, grants, maker, makerName } = who;
      const roles = [...new Set(grants.map(({ role, of }) => `${role}@${formatGrantScope(of)}`))].sort();
      const line: AuditLine = {
        at: now().toISOString(),
        who: {
          ...{ kind, id, name, roles },
          ...(maker !== undefined && { maker }),
          ...(makerName !== undefined && { makerName }),
        },
        ...event,
        asked: shorten(event.asked),
        ...(event.result !== undefined && { result: shorten(event.result) }),
      };
      await append(JSON.stringify(line));
    },
  };
}
