import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '@flightdeck/catalog';

/** A server that works on a data folder. */
export interface ServerFile {
  readonly pid: number;
  readonly url: string;
  /** ISO instant. */
  readonly startedAt: string;
}

const NAME = 'server.json';

/** The server that runs on the data folder; null when there is none or the one that wrote the file has died. */
export function findServer(dataFolder: string): ServerFile | null {
  try {
    const { pid, url, startedAt } = JSON.parse(readFileSync(join(dataFolder, NAME), 'utf8')) as Partial<ServerFile>;
    if (typeof pid !== 'number' || typeof url !== 'string' || !isAlive(pid)) return null;
    return { pid, url, startedAt: String(startedAt) };
  } catch {
    // No file, or one that a power cut left half written: nobody runs.
    return null;
  }
}

/** Tells other commands about this server. */
export function writeServerFile(dataFolder: string, server: ServerFile): void {
  writeFileSync(join(dataFolder, NAME), `${JSON.stringify(server)}\n`, { mode: 0o600 });
}

/** Takes the note away, if it is this process's. */
export function removeServerFile(dataFolder: string): void {
  if (findServer(dataFolder)?.pid === process.pid) rmSync(join(dataFolder, NAME), { force: true });
}

/** @throws InputError `server_running` with the pid and what to do, when a server works on the data folder. */
export function requireNoServer(dataFolder: string, verb: string): void {
  const server = findServer(dataFolder);
  if (server === null || server.pid === process.pid) return;
  throw new InputError(`Flightdeck already runs on ${dataFolder} (pid ${server.pid}, ${server.url}).`, {
    code: 'server_running',
    hint: `Stop it first: kill ${server.pid} (or Ctrl+C where it runs). Then ${verb} again.`,
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
