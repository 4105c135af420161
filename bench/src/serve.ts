import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { writeJournalOf } from './world/journal.ts';

const COMMAND = fileURLToPath(new URL('../../packages/cli/bin/flightdeck.mjs', import.meta.url));

/** A `flightdeck start` in a process of its own, ready to answer. */
export interface Served {
  readonly url: string;
  /** From the command to the first answer that it is ready, in milliseconds. */
  readonly readyAfter: number;
  stop(): Promise<void>;
}

/** Starts the built command on a filled store, without syncing. */
export async function serve(folder: string, databaseFile: string): Promise<Served> {
  const data = join(folder, 'data');
  await writeJournalOf(databaseFile, data);
  const started = performance.now();
  const server = spawn(process.execPath, [COMMAND, 'start', '--port', '0'], {
    env: { PATH: process.env.PATH, FLIGHTDECK_DATA: data, FLIGHTDECK_DB: databaseFile, SYNC_INTERVAL: 'off' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const stop = async (): Promise<void> => {
    server.kill('SIGTERM');
    if (server.exitCode === null) await once(server, 'exit');
  };
  try {
    const url = await addressIn(server.stderr);
    while (!(await fetch(`${url}/readyz`)).ok) await new Promise((next) => setTimeout(next, 20));
    return { url, readyAfter: performance.now() - started, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function addressIn(output: NodeJS.ReadableStream): Promise<string> {
  const said: string[] = [];
  for await (const line of createInterface({ input: output })) {
    const address = / is at (http:\S+?)( |\.( |$))/.exec(line)?.[1];
    if (address !== undefined) return address;
    said.push(line);
  }
  throw new Error(`the server did not start: ${said.join('\n')}`);
}
