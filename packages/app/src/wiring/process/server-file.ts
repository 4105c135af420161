import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '@flightdeck/catalog';
import { isAlive, startOf } from './process-identity.ts';

/** A server that works on a data folder. */
export interface ServerFile {
  readonly pid: number;
  readonly url: string;
  /** ISO instant. */
  readonly startedAt: string;
  /** What whoever may read this file shows the server, to be taken for the one who started it; null from earlier versions. */
  readonly key: string | null;
}

/** The file as it is written: with what distinguishes the process from a later one with its number. */
interface WrittenServer extends ServerFile {
  readonly process: string | null;
}

const NAME = 'server.json';

/** The server that runs on the data folder; null when there is none or the one that wrote the file has died. */
export function findServer(dataFolder: string): ServerFile | null {
  try {
    const text = readFileSync(join(dataFolder, NAME), 'utf8');
    const { pid, url, startedAt, key, process: begun } = JSON.parse(text) as Partial<WrittenServer>;
    if (typeof pid !== 'number' || typeof url !== 'string' || !isSameProcess(pid, begun)) return null;
    return { pid, url, startedAt: String(startedAt), key: typeof key === 'string' ? key : null };
  } catch {
    // No file, or one that a power cut left half written: no server runs.
    return null;
  }
}

/** Lets other commands find this server. */
export function writeServerFile(dataFolder: string, server: ServerFile): void {
  const written: WrittenServer = { ...server, process: startOf(server.pid) };
  // A file that is there keeps its mode, and this one holds a key.
  rmSync(join(dataFolder, NAME), { force: true });
  writeFileSync(join(dataFolder, NAME), `${JSON.stringify(written)}\n`, { mode: 0o600 });
}

/** Removes the note, if it is this process's. */
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

/** True when the process that wrote the note still runs: not another one that was given its number since. */
function isSameProcess(pid: number, begun: string | null | undefined): boolean {
  if (!isAlive(pid)) return false;
  const now = startOf(pid);
  // Notes of earlier versions say nothing of it, and nor does every system: then the number decides, unless it is our own or 1,
  // which an init has in every container.
  if (begun === null || begun === undefined || now === null) return pid !== 1 && pid !== process.pid;
  return begun === now;
}
