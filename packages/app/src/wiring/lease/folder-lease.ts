import { hostname } from 'node:os';
import { join, sep } from 'node:path';
import { CapabilityError } from '@flightdeck/catalog';
import { makeFolder } from '@flightdeck/ingest';
import { createLease, type Lease } from '@flightdeck/store';
import type { Home } from '../home.ts';
import { leaseFile } from './lease-file.ts';

/** A share is asked seldom, as each request costs; whoever died on another machine is waited for this long. */
const TTL_MS = 120_000;
const RENEW_MS = 30_000;

/**
 * The lease of a data folder whose database lies elsewhere, so that several servers, each with a database of its own, can have the
 * folder open: as a new revision in a cloud does while the old one still runs. Null where the database is in the folder: then its
 * own lock lets nobody else in.
 */
export function folderLease({ folder, dbFile }: Pick<Home, 'folder' | 'dbFile'>): Lease | null {
  if (dbFile.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`)) return null;
  const name = `${hostname()} (pid ${process.pid})`;
  return createLease(leaseFile(join(folder, 'lease.json')), { name, ttlMs: TTL_MS, renewMs: RENEW_MS });
}

/** @throws CapabilityError `standby` unless the lease, if there is one, is held. */
export function requireLease(lease: Lease | null): void {
  if (lease === null || lease.isHeld) return;
  throw new CapabilityError(`Another server writes to this data folder: ${lease.holder ?? 'not known which'}.`, {
    code: 'standby',
    hint: 'Ask that one, or stop it. One that has died on another machine is waited for two minutes.',
  });
}

/**
 * Does work that replaces what is in the data folder while no other server writes to it.
 * @throws CapabilityError `standby` when one does; what the work throws.
 */
export async function holdFolder<T>(home: Pick<Home, 'folder' | 'dbFile'>, work: () => Promise<T>): Promise<T> {
  const lease = folderLease(home);
  if (lease === null) return work();
  await makeFolder(home.folder);
  try {
    await lease.look();
    requireLease(lease);
    return await work();
  } finally {
    await lease.release();
  }
}
