import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Home } from '../wiring/home.ts';

/**
 * Removes what work that was cut short has left: parts of reports, uploads and copies made to compare with, all of which hold
 * people's figures. Only for whoever has the database open.
 */
export async function emptyWorkFolder({ workFolder }: Pick<Home, 'workFolder'>): Promise<void> {
  const left = await readdir(workFolder).catch(() => []);
  await Promise.all(left.map((name) => rm(join(workFolder, name), { recursive: true, force: true })));
}
