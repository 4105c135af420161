import { type Agent, request } from 'node:http';

/** How a request ended. */
export interface Answer {
  /** Null: the connection was closed or reset before the answer was whole. */
  readonly status: number | null;
  readonly etag: string | null;
  readonly hasRetryAfter: boolean;
  readonly bytes: number;
  /** From the first byte sent to the last received. */
  readonly ms: number;
  readonly startedAt: number;
}

/** Who asks, over which connections, and what. */
export interface AskOptions {
  /** Kept connections; null: a new one for this request. */
  readonly agent: Agent | null;
  /** Loopback address to ask from, as every viewer has its own. */
  readonly localAddress: string;
  /** JSON of a POST; a GET without. */
  readonly body?: string;
  /** Of an answer had before. */
  readonly etag?: string | undefined;
}

/** Asks once and reads the answer to its end. Never throws. */
export function ask(url: string, { agent, localAddress, body, etag }: AskOptions): Promise<Answer> {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const end = (status: number | null, rest: Partial<Answer> = {}): void =>
      resolve({
        status,
        etag: null,
        hasRetryAfter: false,
        bytes: 0,
        ...rest,
        ms: performance.now() - startedAt,
        startedAt,
      });
    const sent = request(
      url,
      {
        method: body === undefined ? 'GET' : 'POST',
        agent: agent ?? false,
        localAddress,
        headers: {
          'Accept-Encoding': 'gzip',
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
          ...(etag !== undefined && { 'If-None-Match': etag }),
        },
      },
      (answer) => {
        let bytes = 0;
        answer.on('data', (piece: Buffer) => {
          bytes += piece.length;
        });
        answer.on('error', () => end(null));
        answer.on('close', () => end(null));
        answer.on('end', () =>
          end(answer.complete ? (answer.statusCode ?? null) : null, {
            etag: answer.headers.etag ?? null,
            hasRetryAfter: answer.headers['retry-after'] !== undefined,
            bytes,
          }),
        );
      },
    );
    sent.on('error', () => end(null));
    sent.end(body);
  });
}
