import { dirname } from 'node:path';
import { FlightdeckError, toOperatorError } from '@flightdeck/catalog';
import { requireFreeSpace } from '@flightdeck/ingest';
import type { Home } from '../wiring/home.ts';

/** What keeps data from being written, and what to do about it. */
export interface DiskTrouble {
  /** `disk_low`, `disk_full`, `disk_error`, `read_only`, `no_access`. */
  readonly code: string;
  readonly message: string;
  readonly hint: string | null;
}

/**
 * Refuses work that needs room on the disks of archive and database.
 * @throws CapabilityError `disk_low` when fewer bytes are free than are to be left free; what reading the free space
 * throws.
 */
export async function requireDisk(home: Pick<Home, 'folder' | 'dbFile'>, minFreeBytes: number): Promise<void> {
  if (minFreeBytes === 0) return;
  for (const folder of new Set([home.folder, dirname(home.dbFile)])) await requireFreeSpace(folder, minFreeBytes);
}

/** What is wrong with the disks now; null when there is room, or when that cannot be found out. */
export async function findDiskTrouble(
  home: Pick<Home, 'folder' | 'dbFile'>,
  minFreeBytes: number,
): Promise<DiskTrouble | null> {
  try {
    await requireDisk(home, minFreeBytes);
    return null;
  } catch (thrown) {
    return toDiskTrouble(thrown);
  }
}

/** The error as shown to people; null for one that is no error of the disk. */
export function toDiskTrouble(thrown: unknown): DiskTrouble | null {
  const error = toOperatorError(thrown) ?? thrown;
  if (!(error instanceof FlightdeckError)) return null;
  return { code: error.code, message: error.message, hint: error.hint ?? null };
}
