import { CapabilityError, toOperatorError } from '@flightdeck/catalog';
import type { Opening } from './opening.ts';
import { type Pool, PoolDrained } from './pool.ts';

/** An open file that is opened anew when the engine has given it up. */
export interface Lasting {
  readonly readers: Pick<Pool, 'use'>;
  readonly writers: Pick<Pool, 'use'>;
  /** Waits for all work, does `last` on the writer, and closes the file whatever becomes of that. */
  close(last: Parameters<Pool['use']>[0]): Promise<void>;
}

/**
 * After some errors of the disk the engine answers nothing any more until its file is opened again, which gives the
 * last whole state. The next question opens it again; while the disk prevents that, every question says why.
 */
export function createLasting(first: Opening, open: () => Promise<Opening>, file: string): Lasting {
  let opening: Promise<Opening> = Promise.resolve(first);
  /** Openings the engine has given up. */
  const lost = new WeakSet<Opening>();
  let isClosed = false;

  const reopen = async (old: Opening): Promise<Opening> => {
    await Promise.all([old.writers.drain(), old.readers.drain()]);
    old.shut();
    return await open();
  };
  const current = async (): Promise<Opening> => {
    const before = opening;
    const found = await before.catch(() => null);
    if (found !== null && (isClosed || !lost.has(found))) return found;
    // Of several who wait for the same one only the first opens it.
    if (opening === before) opening = found === null ? open() : reopen(found);
    return opening;
  };
  const use =
    (kind: 'readers' | 'writers'): Pool['use'] =>
    async (work, signal) => {
      for (;;) {
        if (isClosed)
          throw new CapabilityError('The store is closed.', { code: 'stopping', hint: 'Start Flightdeck again.' });
        const found = await current();
        try {
          return await found[kind].use(work, signal);
        } catch (error) {
          // It was given up between the two lines above.
          if (error instanceof PoolDrained) continue;
          if (isGivenUp(error)) lost.add(found);
          throw toOperatorError(error, file) ?? error;
        }
      }
    };
  return {
    readers: { use: use('readers') },
    writers: { use: use('writers') },
    async close(last) {
      isClosed = true;
      const found = await opening.catch(() => null);
      if (found === null) return;
      try {
        if (!lost.has(found)) await found.writers.use(last);
      } catch (error) {
        throw toOperatorError(error, file) ?? error;
      } finally {
        await Promise.all([found.writers.drain(), found.readers.drain()]);
        found.shut();
      }
    },
  };
}

/** True for an error, or one it was made of, after which the engine answers nothing. */
function isGivenUp(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return /\bFATAL Error|has been invalidated/.test(error.message) || isGivenUp(error.cause);
}
