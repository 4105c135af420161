import type { DuckDBConnection } from '@duckdb/node-api';

/** Lends connections one at a time; who finds none free waits in line. */
export interface Pool {
  /** Waits until every connection is back and lends none again. */
  drain(): Promise<void>;
  use<T>(work: (connection: DuckDBConnection) => Promise<T>, signal?: AbortSignal): Promise<T>;
}

const INTERRUPT_EVERY_MS = 50;

/** A pool over the connections. An aborted signal leaves the line, or interrupts the work at once. */
export function createPool(connections: readonly DuckDBConnection[]): Pool {
  const free = [...connections];
  const line: ((connection: DuckDBConnection) => void)[] = [];

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
    async drain() {
      for (let count = 0; count < connections.length; count += 1) await borrow(undefined);
    },
    async use(work, signal) {
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
