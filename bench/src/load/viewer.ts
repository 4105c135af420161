import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DayRange } from '@flightdeck/catalog';
import type { Asked } from '@flightdeck/query';
import { type Answer, ask } from './ask.ts';
import { createRandom, openPage } from './questions.ts';

/** What all viewers have in common. */
export interface Crowd {
  readonly url: string;
  readonly range: DayRange;
  readonly filters: readonly Asked['where'][];
  /** Between two pages, half to one and a half of it. */
  readonly thinkMs: number;
  readonly signal: AbortSignal;
  onAnswer(answer: Answer): void;
}

/** Of ten pages so many are opened over new connections, as by a browser just started. */
const NEW_CONNECTIONS = 0.2;
/** Connections a browser keeps to a server. */
const CONNECTIONS = 6;

/** Opens one page after the other until the signal. The same seed opens the same pages. */
export async function view(seed: number, { url, range, filters, thinkMs, signal, onAnswer }: Crowd): Promise<void> {
  const random = createRandom(seed);
  const localAddress = `127.0.${1 + Math.floor(seed / 200)}.${1 + (seed % 200)}`;
  const kept = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const etags = new Map<string, string>();
  while (!signal.aborted) {
    const agent = random() < NEW_CONNECTIONS ? null : kept;
    const { asks } = openPage(random, range, filters);
    await Promise.all(
      asks.map(async ({ path, body }) => {
        const key = `${path} ${body}`;
        const answer = await ask(`${url}${path}`, {
          agent,
          localAddress,
          etag: etags.get(key),
          ...(body !== null && { body }),
        });
        if (answer.etag !== null) etags.set(key, answer.etag);
        onAnswer(answer);
      }),
    );
    await sleep(thinkMs * (0.5 + random()), undefined, { signal }).catch(() => undefined);
  }
  kept.destroy();
}
