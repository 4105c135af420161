import { setMaxListeners } from 'node:events';

/** Work that several wait for is done once. */
export interface SharedWork<T> {
  /**
   * The work under this key: begun, or joined while it is under way. It is aborted when the last who waits for it has gone.
   * @throws what the work throws; what the signal says.
   */
  run(key: string, work: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T>;
}

interface UnderWay<T> {
  readonly result: Promise<T>;
  readonly stop: AbortController;
  waiting: number;
}

/** Nothing is under way yet. */
export function createSharedWork<T>(): SharedWork<T> {
  const jobs = new Map<string, UnderWay<T>>();

  function begin(key: string, work: (signal: AbortSignal) => Promise<T>): UnderWay<T> {
    const stop = new AbortController();
    // Every scan of a question listens; Node warns of a leak from the eleventh on.
    setMaxListeners(0, stop.signal);
    const job: UnderWay<T> = { result: work(stop.signal), stop, waiting: 0 };
    jobs.set(key, job);
    const forget = (): void => {
      if (jobs.get(key) === job) jobs.delete(key);
    };
    job.result.then(forget, forget);
    return job;
  }

  async function endJob(key: string, job: UnderWay<T>, reason: unknown): Promise<void> {
    // Whoever comes now begins anew instead of joining what is ending.
    if (jobs.get(key) === job) jobs.delete(key);
    job.stop.abort(reason);
    await job.result.catch(() => undefined);
  }

  return {
    async run(key, work, signal) {
      signal?.throwIfAborted();
      const job = jobs.get(key) ?? begin(key, work);
      job.waiting += 1;
      let onAbort = (): void => undefined;
      const gone = new Promise<never>((_, reject) => {
        onAbort = () => reject(signal?.reason);
        signal?.addEventListener('abort', onAbort, { once: true });
      });
      try {
        return await Promise.race([job.result, gone]);
      } catch (error) {
        // The last one goes when the work has really ended: an engine still at work is no free place.
        if (signal?.aborted === true && job.waiting === 1) await endJob(key, job, signal.reason);
        throw error;
      } finally {
        job.waiting -= 1;
        signal?.removeEventListener('abort', onAbort);
      }
    },
  };
}
