import { readlinkSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { withFileLock } from '@flightdeck/ingest';
import { LEASE_TTL_MS, type LeasePlace, type WrittenLease } from '@flightdeck/store';
import { isAlive, startOf } from '../process/process-identity.ts';

/** What distinguishes a process from all others that can reach the file; null where the system does not say. */
export interface ProcessPlace {
  readonly host: string;
  /** Numbers of processes are unique in it. */
  readonly pidNamespace: string | null;
  readonly pid: number;
  /** When it began, as its system writes it. */
  readonly begun: string | null;
}

/** Stands for a lease that cannot be read: somebody is writing it, or died while writing. */
const UNREADABLE: WrittenLease = { holder: '', name: 'unknown', ttlMs: LEASE_TTL_MS, term: 1 };

/**
 * A file in which the lease of the servers of one folder stands, on a local disk or a network share. It is written in place, under
 * a lock file: no rename over a file that others have open, which shares refuse, and no lock of the system, which they may not pass on.
 */
export function leaseFile(path: string, own: ProcessPlace = thisProcess()): LeasePlace<string> {
  const readText = async (): Promise<string | null> => {
    try {
      return await readFile(path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  };
  return {
    async read() {
      const text = await readText();
      return text === null ? null : { version: text, held: parse(text)?.lease ?? UNREADABLE };
    },
    write: (lease, found) =>
      withFileLock(path, async () => {
        if ((await readText()) !== (found?.version ?? null)) return false;
        await writeFile(path, `${JSON.stringify({ ...lease, process: own })}\n`, { mode: 0o600 });
        return true;
      }),
    textOf: (text) => text,
    isOver: ({ version }) => hasEnded(parse(version)?.process ?? null, own),
  };
}

/** The process this runs in. */
export function thisProcess(): ProcessPlace {
  return { host: hostname(), pidNamespace: readPidNamespace(), pid: process.pid, begun: startOf(process.pid) };
}

/** True only for a process that would be seen from here if it still ran. */
function hasEnded(other: ProcessPlace | null, own: ProcessPlace): boolean {
  if (other === null || other.host !== own.host || other.pidNamespace !== own.pidNamespace) return false;
  if (!isAlive(other.pid)) return true;
  const begun = startOf(other.pid);
  return begun !== null && other.begun !== null && begun !== other.begun;
}

function readPidNamespace(): string | null {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    // Not Linux: a machine has one.
    return null;
  }
}

function parse(text: string): { readonly lease: WrittenLease; readonly process: ProcessPlace | null } | null {
  try {
    const { process: from, ...lease } = JSON.parse(text) as WrittenLease & { readonly process?: ProcessPlace };
    const isWhole =
      typeof lease.holder === 'string' && typeof lease.ttlMs === 'number' && typeof lease.term === 'number';
    return isWhole ? { lease, process: from ?? null } : null;
  } catch {
    return null;
  }
}
