import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { CapabilityError, UpstreamError } from '@flightdeck/catalog';

/** Lets `width` pieces of work run at once, keeps `queue` waiting, refuses the rest. */
export interface Gate {
  /**
   * Runs the work of a client once there is a place. Places go round among the clients that wait; one client keeps at
   * most half of the queue. The signal ends with the time allowed and with `gone`, when nobody waits for the answer.
   * @throws CapabilityError `busy` when the queue is full, UpstreamError `too_slow` when the work outlasts the limit; what
   * `gone` says.
   */
  run<T>(client: string, work: (signal: AbortSignal) => Promise<T>, gone?: AbortSignal): Promise<T>;
}

/** A waiting client. */
interface Waiting {
  readonly client: string;
  enter(): void;
}

/**
 * A gate whose work is aborted after `timeoutMs`. Aborted work keeps its place until it has really ended, `graceMs` at most: an
 * engine still at work is no free place.
 */
export function createGate(width: number, queue: number, timeoutMs: number, graceMs = 5_000): Gate {
  /** How many places each client has. */
  const running = new Map<string, number>();
  const waiting: Waiting[] = [];
  const placesOf = (client: string): number => running.get(client) ?? 0;
  const taken = (): number => [...running.values()].reduce((sum, count) => sum + count, 0);
  const take = (client: string): void => void running.set(client, placesOf(client) + 1);

  const enter = async (client: string, gone: AbortSignal | undefined): Promise<void> => {
    gone?.throwIfAborted();
    if (taken() < width) return take(client);
    const own = waiting.filter((other) => other.client === client).length;
    const others = waiting.some((other) => other.client !== client);
    if (waiting.length >= queue || (others && own >= queue / 2)) {
      throw new CapabilityError('Too many questions at once.', { code: 'busy', hint: 'Try again in a few seconds.' });
    }
    await new Promise<void>((resolve, reject) => {
      const place: Waiting = {
        client,
        enter() {
          gone?.removeEventListener('abort', leaveLine);
          take(client);
          resolve();
        },
      };
      const leaveLine = (): void => {
        waiting.splice(waiting.indexOf(place), 1);
        reject(gone?.reason);
      };
      gone?.addEventListener('abort', leaveLine, { once: true });
      waiting.push(place);
    });
  };

  const leave = (client: string): void => {
    const left = placesOf(client) - 1;
    if (left > 0) running.set(client, left);
    else running.delete(client);
    // The client with the least work under way comes first; among equals the one that waited longest.
    let next = waiting[0];
    for (const other of waiting) if (next && placesOf(other.client) < placesOf(next.client)) next = other;
    if (!next) return;
    waiting.splice(waiting.indexOf(next), 1);
    next.enter();
  };

  return {
    async run(client, work, gone) {
      await enter(client, gone);
      const late = AbortSignal.timeout(timeoutMs);
      const ends = gone ? AbortSignal.any([late, gone]) : late;
      // Every scan of a page listens; Node warns of a leak from the eleventh on.
      setMaxListeners(0, late, ends);
      const done = work(ends);
      try {
        return await Promise.race([done, abortOf(ends, late, timeoutMs)]);
      } finally {
        if (ends.aborted)
          void Promise.race([done.catch(() => undefined), sleep(graceMs, undefined, { ref: false })]).then(() =>
            leave(client),
          );
        else leave(client);
      }
    },
  };
}

function abortOf(ends: AbortSignal, late: AbortSignal, timeoutMs: number): Promise<never> {
  return new Promise((_, reject) => {
    const stop = (): void =>
      reject(
        late.aborted
          ? new UpstreamError(`The answer took longer than ${timeoutMs / 1000} s.`, {
              code: 'too_slow',
              retryable: true,
              hint: 'Ask for a shorter range or fewer dimensions.',
            })
          : ends.reason,
      );
    if (ends.aborted) stop();
    else ends.addEventListener('abort', stop, { once: true });
  });
}
