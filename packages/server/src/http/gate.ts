import { setMaxListeners } from 'node:events';
import { CapabilityError, UpstreamError } from '@flightdeck/catalog';

/** Lets `width` pieces of work run at once, keeps `queue` waiting, refuses the rest. */
export interface Gate {
  /** @throws CapabilityError `busy` when the queue is full, UpstreamError `too_slow` when the work outlasts the limit. */
  run<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T>;
}

/** A gate whose work is aborted after `timeoutMs`. */
export function createGate(width: number, queue: number, timeoutMs: number): Gate {
  let running = 0;
  const waiting: (() => void)[] = [];
  const enter = async (): Promise<void> => {
    if (running < width) {
      running++;
      return;
    }
    if (waiting.length >= queue) {
      throw new CapabilityError('Too many questions at once.', { code: 'busy', hint: 'Try again in a few seconds.' });
    }
    await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const leave = (): void => {
    const next = waiting.shift();
    if (next) next();
    else running--;
  };
  return {
    async run(work) {
      await enter();
      const timeout = AbortSignal.timeout(timeoutMs);
      // Every scan of a page listens; Node warns of a leak from the eleventh on.
      setMaxListeners(0, timeout);
      try {
        return await Promise.race([work(timeout), abortOf(timeout, timeoutMs)]);
      } finally {
        leave();
      }
    },
  };
}

function abortOf(signal: AbortSignal, timeoutMs: number): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () =>
      reject(
        new UpstreamError(`The answer took longer than ${timeoutMs / 1000} s.`, {
          code: 'too_slow',
          retryable: true,
          hint: 'Ask for a shorter range or fewer dimensions.',
        }),
      ),
    );
  });
}
