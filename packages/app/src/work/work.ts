import { CapabilityError } from '@flightdeck/catalog';
import type { Progress } from '../status/status.ts';

/** Progress of a job. */
export type Step = Pick<Progress, 'done' | 'total' | 'message'>;

/** The one place where something is written: one job at a time. */
export interface Work {
  /** The job under way; null when idle. */
  readonly running: Progress | null;
  /**
   * Runs a job that reports its steps and ends soon when the signal says so.
   * @throws CapabilityError `busy` while another runs, `stopping` after `stop`.
   */
  run<T>(kind: Progress['kind'], job: (step: (step: Step) => void, signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Calls the listener at every step; the function returned ends it. */
  onProgress(listener: (progress: Progress) => void): () => void;
  /** Ends when nothing is running. */
  idle(): Promise<void>;
  /** Asks the job to end and waits until it has. */
  stop(): Promise<void>;
  /** True once `stop` was called. */
  readonly stopping: boolean;
}

/** A place of work that is idle. */
export function createWork(now: () => Date): Work {
  const listeners = new Set<(progress: Progress) => void>();
  const stopper = new AbortController();
  let running: Progress | null = null;
  let job: Promise<unknown> = Promise.resolve();
  return {
    get running() {
      return running;
    },
    run(kind, start) {
      if (stopper.signal.aborted) {
        const error = new CapabilityError('Flightdeck is stopping.', { code: 'stopping', hint: 'Start it again.' });
        return Promise.reject(error);
      }
      if (running !== null) {
        const hint = 'Wait until it has ended; "flightdeck status" says how far it is.';
        return Promise.reject(new CapabilityError(`A ${running.kind} is running already.`, { code: 'busy', hint }));
      }
      const begun = { kind, startedAt: now().toISOString() };
      running = { ...begun, done: 0, total: 0, message: 'starting' };
      const result = start((step) => {
        running = { ...begun, ...step };
        for (const listener of listeners) listener(running);
      }, stopper.signal).finally(() => {
        running = null;
      });
      job = result.catch(() => undefined);
      return result;
    },
    onProgress(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async idle() {
      while (running !== null) await job;
    },
    async stop() {
      stopper.abort();
      await job;
    },
    get stopping() {
      return stopper.signal.aborted;
    },
  };
}
