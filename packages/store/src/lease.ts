import { randomUUID } from 'node:crypto';

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

/** What is written of a lease. */
export interface WrittenLease {
  readonly holder: string;
  readonly name: string;
  /** The holder must renew before it has been read unchanged for this long. */
  readonly ttlMs: number;
  /** Raised with each renewal; zero when it was given up. */
  readonly term: number;
}

/** A lease as it was read: the version differs after every write. */
export interface FoundLease<Version = unknown> {
  readonly version: Version;
  readonly held: WrittenLease;
}

/** Where a lease stands that several servers read and write. */
export interface LeasePlace<Version = unknown> {
  /** What stands there; null when nothing does. */
  read(): Promise<FoundLease<Version> | null>;
  /** Writes if what was found still stands there unchanged, null: if still nothing does; false otherwise. */
  write(lease: WrittenLease, found: FoundLease<Version> | null): Promise<boolean>;
  /** Text that two versions share only if they are the same. */
  textOf(version: Version): string;
  /** True when the holder is known to have ended without giving it up. */
  isOver?(found: FoundLease<Version>): boolean;
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

/** Time after which a silent holder loses it, unless given. */
export const LEASE_TTL_MS = 20_000;
const RENEW_MS = 5_000;

/**
 * Takes part in the election. Nobody's clock is compared with another's: a lease that was seen unchanged for its whole
 * time, by one's own clock, is taken over, by a write that succeeds only if it is still unchanged.
 */
export function createLease<Version>(place: LeasePlace<Version>, options: LeaseOptions): Lease {
  const { name, ttlMs = LEASE_TTL_MS, renewMs = RENEW_MS, tick = () => performance.now() } = options;
  const holder = randomUUID();
  const listeners: ((isHeld: boolean) => void)[] = [];
  let seen: { readonly version: string; readonly since: number } | null = null;
  let holderName: string | null = null;
  let heldUntil: number | null = null;
  let wasHeld = false;
  let expiry: NodeJS.Timeout | undefined;
  let looking: Promise<boolean> | null = null;
  let isReleased = false;

  const isHeld = (): boolean => heldUntil !== null && tick() < heldUntil;
  const notify = (): void => {
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
    expiry = setTimeout(notify, Math.max(0, until - tick()) + 1);
    expiry.unref();
  };
  const look = async (): Promise<boolean> => {
    if (isReleased) return false;
    // The time counts from before the request, so that nobody else can think it over earlier than we do.
    const asked = tick();
    const found = await place.read();
    const current = found?.held;
    const version = found === null ? '' : place.textOf(found.version);
    if (seen?.version !== version) seen = { version, since: tick() };
    const isSilent = tick() - seen.since > (current?.ttlMs ?? 0);
    const isOver = !found || found.held.term === 0 || isSilent || place.isOver?.(found) === true;
    holderName = current && current.term > 0 ? current.name : null;
    if (current?.holder === holder || isOver) {
      const taken = await place.write({ holder, name, ttlMs, term: (current?.term ?? 0) + 1 }, found);
      hold(taken ? asked + ttlMs : null);
      if (taken) holderName = name;
    } else hold(null);
    notify();
    return isHeld();
  };
  const lookOnce = (): Promise<boolean> => {
    looking ??= look().finally(() => {
      looking = null;
    });
    return looking;
  };
  let timer: NodeJS.Timeout | undefined;
  /** Only servers that check take part: commands that open the store for a moment do not. */
  const join = (): Promise<boolean> => {
    timer ??= setInterval(() => {
      lookOnce().catch(notify);
    }, renewMs).unref();
    return lookOnce();
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
      await looking?.catch(() => undefined);
      if (!isHeld()) return;
      hold(null);
      notify();
      const found = await place.read();
      if (found?.held.holder === holder) await place.write({ ...found.held, term: 0 }, found);
    },
  };
}
