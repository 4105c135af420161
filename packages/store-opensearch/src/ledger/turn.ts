import { randomUUID } from 'node:crypto';
import { UpstreamError } from '@flightdeck/catalog';
import type { Cluster } from '../wire/client.ts';
import {
  type Commit,
  type HiddenLoad,
  type LoadOfDay,
  type ReadCommit,
  type ReplacedLoad,
  readCommit,
  writeCommit,
} from './commit.ts';

/** How long another writer may be silent before its loads are given up. */
const SILENT_MS = 30_000;
const RENEW_MS = 8_000;

/** The turn of one writer: from the numbers of its loads to the commit. */
export interface Turn {
  /** The commit at the beginning of the turn; nobody else changes it until the end. */
  readonly base: Commit;
  /** The commit as this turn last wrote it. */
  written(): Commit;
  /** Takes numbers for loads, in order. */
  reserve(loads: readonly Omit<LoadOfDay, 'load'>[]): Promise<readonly number[]>;
  /** Makes the reserved loads count and hides the replaced ones. @throws UpstreamError `store_overtaken`. */
  commit(change: {
    readonly replaced: readonly ReplacedLoad[];
    readonly indexes: readonly string[];
    readonly renames: boolean;
  }): Promise<Commit>;
  /** Raises the version, so that answers are asked for again. */
  touch(): Promise<Commit>;
  /** Takes hidden loads out of the commit whose documents are gone. */
  forget(loads: readonly number[]): Promise<void>;
}

/** Gives one writer of the cluster its turn after another. */
export interface TurnTaker {
  take<T>(work: (turn: Turn) => Promise<T>): Promise<T>;
  /** Waits until the turns taken so far are over. */
  idle(): Promise<unknown>;
}

/** Turns for this process, which waits for other processes and takes over from those that fell silent. */
export function createTurnTaker(cluster: Cluster, prefix: string, now: () => Date): TurnTaker {
  const writer = randomUUID();
  let last: Promise<unknown> = Promise.resolve();
  return {
    take(work) {
      const turn = last.then(() => takeTurn({ cluster, prefix, now, writer }, work));
      last = turn.catch(() => undefined);
      return turn;
    },
    idle: () => last,
  };
}

interface Writer {
  readonly cluster: Cluster;
  readonly prefix: string;
  readonly now: () => Date;
  readonly writer: string;
}

async function takeTurn<T>(context: Writer, work: (turn: Turn) => Promise<T>): Promise<T> {
  const { cluster, prefix, now, writer } = context;
  let current = await waitForTurn(context);
  let isOpen = false;
  let queue: Promise<unknown> = Promise.resolve();
  /** Of all writes of this turn. */
  const tokens = new Set<string>();

  /** One write after another; an overtaken one is not written. */
  const change = (make: (commit: Commit) => Omit<Commit, 'token'>): Promise<Commit> => {
    const written = queue.then(async () => {
      const token = randomUUID();
      tokens.add(token);
      let next = await writeCommit(cluster, prefix, current, make(current.commit), token);
      if (!next) {
        // An earlier write of this turn may have succeeded although its answer was lost.
        const now = await readCommit(cluster, prefix);
        if (tokens.has(now.commit.token)) next = await writeCommit(cluster, prefix, now, make(now.commit), token);
      }
      if (!next) throw overtaken();
      current = next;
      return next.commit;
    });
    queue = written.catch(() => undefined);
    return written;
  };
  const renewal = setInterval(() => {
    if (!isOpen) return;
    // A renewal that fails is followed by a commit that fails, which says why.
    change((commit) => ({
      ...commit,
      pending: commit.pending && { ...commit.pending, at: now().toISOString() },
    })).catch(() => undefined);
  }, RENEW_MS);
  const turn: Turn = {
    base: current.commit,
    written: () => current.commit,
    async reserve(loads) {
      const first = current.commit.next;
      const numbered = loads.map((load, index) => ({ ...load, load: first + index }));
      await change((commit) => ({
        ...commit,
        next: first + loads.length,
        pending: { writer, loads: numbered, at: now().toISOString() },
        hidden: hidePending(commit, now()),
      }));
      isOpen = true;
      return numbered.map(({ load }) => load);
    },
    async commit({ replaced, indexes, renames }) {
      isOpen = false;
      const since = now().toISOString();
      return change((commit) => ({
        ...commit,
        version: commit.version + 1,
        watermark: commit.next - 1,
        pending: null,
        hidden: [...commit.hidden, ...replaced.map((load) => ({ ...load, since, isAbandoned: false }))],
        indexes: [...new Set([...commit.indexes, ...indexes])].sort(),
        names: commit.names + (renames ? 1 : 0),
      }));
    },
    touch: () => change((commit) => ({ ...commit, version: commit.version + 1 })),
    async forget(loads) {
      const gone = new Set(loads);
      await change((commit) => ({ ...commit, hidden: commit.hidden.filter(({ load }) => !gone.has(load)) }));
    },
  };
  try {
    return await work(turn);
  } catch (error) {
    if (isOpen) {
      isOpen = false;
      // When this fails too, the next writer finds the loads pending and gives them up.
      await change((commit) => ({ ...commit, pending: null, hidden: hidePending(commit, now()) })).catch(
        () => undefined,
      );
    }
    throw error;
  } finally {
    clearInterval(renewal);
    await queue;
  }
}

/** The commit when no other writer is at work; one that fell silent has had its turn. */
async function waitForTurn({ cluster, prefix, now, writer }: Writer): Promise<ReadCommit> {
  for (;;) {
    const read = await readCommit(cluster, prefix);
    const { pending } = read.commit;
    const isSilent = pending === null || now().getTime() - Date.parse(pending.at) > SILENT_MS;
    if (pending === null || pending.writer === writer || isSilent) return read;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

/** Loads that were being written are given up: their numbers are below the next watermark. */
function hidePending({ hidden, pending }: Commit, now: Date): readonly HiddenLoad[] {
  if (!pending) return hidden;
  const since = now.toISOString();
  return [...hidden, ...pending.loads.map((load) => ({ ...load, since, isAbandoned: true }))];
}

const overtaken = (): UpstreamError =>
  new UpstreamError('Another server wrote to the cluster meanwhile; nothing of this load counts.', {
    code: 'store_overtaken',
    retryable: true,
    hint: 'Only one server syncs at a time. The next sync tries again.',
  });
