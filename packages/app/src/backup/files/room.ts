import { stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { CapabilityError } from '@flightdeck/catalog';
import { formatDigits } from '@flightdeck/query';
import type { Point } from '../make/take-point.ts';
import type { Backup } from './list-backups.ts';

/** Refuses a backup whose files do not fit on its disk, before anything is copied. @throws CapabilityError `disk_low`. */
export async function requireRoom(
  folder: string,
  to: string,
  { logs, reports }: Point,
  previous: Backup | null,
): Promise<void> {
  const known = new Set(previous?.manifest.files.map(({ path }) => path));
  let bytes = logs.reduce((sum, log) => sum + log.bytes, 0);
  for (const { path } of reports) {
    if (!known.has(path)) bytes += (await stat(join(folder, path)).catch(() => null))?.size ?? 0;
  }
  await requireFree(to, bytes, 'The backup');
}

/** @throws CapabilityError `disk_low` when fewer bytes are free where the folder is. */
export async function requireFree(folder: string, bytes: number, what: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize >= bytes) return;
  const mb = (count: number): string => `${formatDigits(count / 1e6, 1, 1)} MB`;
  throw new CapabilityError(`${what} takes ${mb(bytes)}, and ${mb(bavail * bsize)} are free at ${folder}.`, {
    code: 'disk_low',
    hint: 'Free some space, or name a folder on another disk.',
  });
}
