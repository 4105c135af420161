import { constants, existsSync } from 'node:fs';
import { copyFile, link, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { FaultPoint } from '../fault-point.ts';

/** Where the file as it was before an upgrade is kept. */
export const beforeUpgrade = (file: string): string => `${file}.before-upgrade`;
/** Where the upgraded copy is made; one that is there without an upgrade under way is what a killed one left. */
const freshFile = (file: string): string => `${file}.upgrade`;

/** What an upgrade does with the copy, and how it lets go of the original. */
export interface UpgradeSteps {
  /** Brings a file to the present layout, all of it in the file and nothing in a log. */
  readonly bringUpToDate: (fresh: string) => Promise<void>;
  /** Closes the original, which nobody else could open until then. */
  readonly letGo: () => void;
}

/**
 * Upgrades a database file in a copy beside it, which takes its place only when it is whole; the file as it was is kept. Killed or failed
 * at any moment, either the earlier file or the upgraded one is there. @throws what the disk refuses, and what the steps throw.
 */
export async function upgradeFile(
  file: string,
  { bringUpToDate, letGo }: UpgradeSteps,
  faultPoint: FaultPoint = () => {},
): Promise<void> {
  const fresh = freshFile(file);
  try {
    await removeBoth(fresh);
    // Nothing writes to an open original whose layout is not known to be the present one.
    await copyBoth(file, fresh);
    faultPoint('upgrade.copied');
    await bringUpToDate(fresh);
    await sync(fresh);
    faultPoint('upgrade.before_swap');
  } catch (error) {
    letGo();
    await removeBoth(fresh).catch(() => undefined);
    throw error;
  }
  letGo();
  await keep(file);
  // Played on the new file it would ruin it; what is lost with it, should the rename never happen, the journal brings back.
  await rm(`${file}.wal`, { force: true });
  faultPoint('upgrade.swapping');
  await rename(fresh, file);
  await rm(`${fresh}.wal`, { force: true });
  await sync(dirname(file));
  faultPoint('upgrade.after_swap');
}

/** The file and its log as they are, under another name: the same bytes where the file system knows links. */
async function keep(file: string): Promise<void> {
  const before = beforeUpgrade(file);
  await removeBoth(before);
  for (const end of ['', '.wal']) {
    if (!existsSync(`${file}${end}`)) continue;
    await link(`${file}${end}`, `${before}${end}`).catch(() => copyFile(`${file}${end}`, `${before}${end}`));
  }
}

async function copyBoth(from: string, to: string): Promise<void> {
  for (const end of ['', '.wal'])
    if (existsSync(`${from}${end}`)) await copyFile(`${from}${end}`, `${to}${end}`, constants.COPYFILE_FICLONE);
}

/** Removes a database file and its log, if they are there. */
export async function removeBoth(file: string): Promise<void> {
  for (const end of ['', '.wal']) await rm(`${file}${end}`, { force: true });
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
