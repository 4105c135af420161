import type { DuckDBConnection } from '@duckdb/node-api';

/** Lends connections one at a time; a caller who finds none free waits in line. */
export interface Pool {
  /** Waits until every connection is back and lends none again: who asks from now on gets a `PoolDrained`. */
  drain(): Promise<void>;
  use<T>(work: (connection: DuckDBConnection) => Promise<T>, signal?: AbortSignal): Promise<T>;
}

/** The pool lends nothing any more. */
export class PoolDrained extends Error {}

const INTERRUPT_EVERY_MS = 50;

/** A pool over the connections. An aborted signal leaves the line, or interrupts the work at once. */
export function createPool(connections: readonly DuckDBConnection[]): Pool {
  const free = [...connections];
  const line: ((connection: DuckDBConnection) => void)[] = [];

  let draining: Promise<void> | null = null;

  const borrow = (signal: AbortSignal | undefined): Promise<DuckDBConnection> => {
    signal?.throwIfAborted();
    const ready = free.pop();
    if (ready) return Promise.resolve(ready);
    return new Promise((resolve, reject) => {
      const serve = (connection: DuckDBConnection): void => {
        signal?.removeEventListener('abort', leave);
        resolve(connection);
      };
      const leave = (): void => {
        line.splice(line.indexOf(serve), 1);
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', leave, { once: true });
      line.push(serve);
    });
  };

  const giveBack = (connection: DuckDBConnection): void => {
    const next = line.shift();
    if (next) next(connection);
    else free.push(connection);
  };

  return {
    drain() {
      draining ??= Promise.all(connections.map(() => borrow(undefined))).then(() => undefined);
      return draining;
    },
    async use(work, signal) {
      if (draining !== null) throw new PoolDrained('the connections are closed');
      const connection = await borrow(signal);
      let again: NodeJS.Timeout | undefined;
      const interrupt = (): void => {
        connection.interrupt();
        // One that comes between two statements ends nothing.
        again ??= setInterval(() => connection.interrupt(), INTERRUPT_EVERY_MS);
      };
      signal?.addEventListener('abort', interrupt, { once: true });
      try {
        const answer = await work(connection);
        signal?.throwIfAborted();
        return answer;
      } catch (error) {
        throw signal?.aborted ? signal.reason : error;
      } finally {
        signal?.removeEventListener('abort', interrupt);
        clearInterval(again);
        giveBack(connection);
      }
    },
  };
}
