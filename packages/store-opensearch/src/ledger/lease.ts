import { randomUUID } from 'node:crypto';
import { ledgerIndex } from '../layout/layout.ts';
import type { Cluster } from '../wire/client.ts';

/** Which of several servers may sync: one holds the lease, another takes it when the holder is silent. */
export interface Lease {
  /** True while this process holds it; false at once when it could not be renewed in time. */
  readonly isHeld: boolean;
  /** Who holds it, as far as known. */
  readonly holder: string | null;
  /** Called when this process takes or loses it. */
  onChange(listener: (isHeld: boolean) => void): void;
  /** Checks, takes or renews it if that is possible; from then on by itself. */
  look(): Promise<boolean>;
  /** Gives it up, so that another need not wait. */
  release(): Promise<void>;
}

interface LeaseDocument {
  readonly holder: string;
  readonly name: string;
  /** The holder must renew before it has been read unchanged for this long. */
  readonly ttlMs: number;
  /** Raised with each renewal; zero when it was given up. */
  readonly term: number;
}

interface GotLease {
  readonly _seq_no: number;
  readonly _primary_term: number;
  readonly _source: { readonly held: LeaseDocument };
}

/** How a lease is kept. */
export interface LeaseOptions {
  /** Who asks, for people: host and process. */
  readonly name: string;
  readonly ttlMs?: number;
  readonly renewMs?: number;
  /** A clock that never goes back, in milliseconds. */
  readonly tick?: () => number;
}

const TTL_MS = 20_000;
const RENEW_MS = 5_000;

/**
 * Takes part in the election. Nobody's clock is compared with another's: a lease that was seen unchanged for its whole
 * time, by one's own clock, is taken over, by a write that succeeds only if it is still unchanged.
 */
export function createLease(reached: Cluster, prefix: string, options: LeaseOptions): Lease {
  // The next look is the next try.
  const cluster = reached.patient(0);
  const { name, ttlMs = TTL_MS, renewMs = RENEW_MS, tick = () => performance.now() } = options;
  const holder = randomUUID();
  const path = `/${ledgerIndex(prefix)}/_doc/lease`;
  const listeners: ((isHeld: boolean) => void)[] = [];
  let seen: { readonly version: string; readonly since: number } | null = null;
  let holderName: string | null = null;
  let heldUntil: number | null = null;
  let wasHeld = false;
  let expiry: NodeJS.Timeout | undefined;
  let isReleased = false;

  const isHeld = (): boolean => heldUntil !== null && tick() < heldUntil;
  const tell = (): void => {
    const now = isHeld();
    if (now === wasHeld) return;
    wasHeld = now;
    for (const listener of listeners) listener(now);
  };
  /** Loses it in time whatever hangs, so that two never hold it. */
  const hold = (until: number | null): void => {
    heldUntil = until;
    clearTimeout(expiry);
    if (until === null) return;
    expiry = setTimeout(tell, Math.max(0, until - tick()) + 1);
    expiry.unref();
  };
  const write = async (document: LeaseDocument, known: GotLease | null): Promise<boolean> => {
    const { status } = await cluster.send({
      method: 'PUT',
      path,
      query: known ? { if_seq_no: known._seq_no, if_primary_term: known._primary_term } : { op_type: 'create' },
      body: { table: 'meta', held: document },
      accept: [409],
      timeoutMs: ttlMs,
    });
    return status !== 409;
  };
  const look = async (): Promise<boolean> => {
    if (isReleased) return false;
    // The time counts from before the request, so that nobody else can think it over earlier than we do.
    const asked = tick();
    const { status, body } = await cluster.send<GotLease>({ method: 'GET', path, accept: [404], timeoutMs: ttlMs });
    const known = status === 404 ? null : body;
    const current = known?._source.held;
    const version = `${known?._seq_no} ${known?._primary_term}`;
    if (seen?.version !== version) seen = { version, since: tick() };
    const isOver = !current || current.term === 0 || tick() - seen.since > current.ttlMs;
    holderName = current && current.term > 0 ? current.name : null;
    if (current?.holder === holder || isOver) {
      const taken = await write({ holder, name, ttlMs, term: (current?.term ?? 0) + 1 }, known);
      hold(taken ? asked + ttlMs : null);
      if (taken) holderName = name;
    } else hold(null);
    tell();
    return isHeld();
  };
  let timer: NodeJS.Timeout | undefined;
  /** Only servers that check take part: commands that open the store for a moment do not. */
  const join = (): Promise<boolean> => {
    timer ??= setInterval(() => {
      look().catch(tell);
    }, renewMs).unref();
    return look();
  };
  return {
    get isHeld() {
      return isHeld();
    },
    get holder() {
      return holderName;
    },
    onChange(listener) {
      listeners.push(listener);
    },
    look: join,
    async release() {
      isReleased = true;
      clearInterval(timer);
      if (!isHeld()) return;
      hold(null);
      tell();
      const { status, body } = await cluster.send<GotLease>({ method: 'GET', path, accept: [404], timeoutMs: ttlMs });
      if (status !== 404 && body._source.held.holder === holder) await write({ ...body._source.held, term: 0 }, body);
    },
  };
}
