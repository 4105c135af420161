import { readFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '@flightdeck/catalog';
import { syncFolder } from '@flightdeck/ingest';
import { z } from 'zod';

/** How the files of a data folder are laid out, and which version of Flightdeck opened it last. */
export interface FolderFormat {
  readonly format: number;
  readonly version: string;
}

/** A change of the files of a data folder, from one format to the next. Run again after it was cut short, it comes to the same end. */
export interface FolderStep {
  /** The format it leads to. */
  readonly to: number;
  /** What it changes, for people. */
  readonly says: string;
  run(folder: string): Promise<void>;
}

/**
 * Changes of what only the data folder holds (settings, access, sign-offs, audit log, journal), oldest first and forward only. The database is no part
 * of it: that has its own layout, and is filled from the archive. Format 1 is what folders had before they noted it.
 */
const FOLDER_STEPS: readonly FolderStep[] = Object.freeze([]);

const NAME = 'format.json';
const FIRST: number = 1;
const WRITTEN = z.object({ format: z.int().min(1), version: z.string().max(100) });

/** The format that these steps lead to. */
export const formatAfter = (steps: readonly FolderStep[] = FOLDER_STEPS): number => steps.at(-1)?.to ?? FIRST;

/** What a data folder notes of its format; null where it notes nothing. */
export function readFolderFormat(folder: string): FolderFormat | null {
  try {
    return WRITTEN.parse(JSON.parse(readFileSync(join(folder, NAME), 'utf8')));
  } catch {
    // Not there, or cut by a crash: the steps that lead to where it is change nothing.
    return null;
  }
}

/** Steps that a data folder still needs. @throws InputError `folder_newer` with the version to use. */
export function pendingSteps(folder: string, steps: readonly FolderStep[] = FOLDER_STEPS): readonly FolderStep[] {
  const { format, version } = readFolderFormat(folder) ?? { format: FIRST, version: '' };
  if (format <= formatAfter(steps)) return steps.filter(({ to }) => to > format);
  throw new InputError(`The data folder ${folder} was written by Flightdeck ${version}, which is newer.`, {
    code: 'folder_newer',
    hint: `Run Flightdeck ${version} or later. The way back is a backup from before the upgrade: flightdeck restore.`,
  });
}

/** What `upgradeFolder` needs beside the folder. */
export interface UpgradeParts {
  readonly version: string;
  readonly steps?: readonly FolderStep[];
  /** Copies what the steps may change; nothing is changed before it has. */
  readonly snapshot: () => Promise<unknown>;
}

/**
 * Brings what only the data folder holds to the present format, after a snapshot of it, and notes this version.
 * @throws InputError `folder_newer`; what a snapshot or a step throws, and then the next start goes on.
 */
export async function upgradeFolder(
  folder: string,
  { version, steps = FOLDER_STEPS, snapshot }: UpgradeParts,
): Promise<void> {
  const pending = pendingSteps(folder, steps);
  if (pending.length > 0) await snapshot();
  for (const step of pending) {
    await step.run(folder);
    await write(folder, { format: step.to, version });
  }
  const noted = readFolderFormat(folder);
  if (noted?.version !== version) await write(folder, { format: formatAfter(steps), version });
}

async function write(folder: string, format: FolderFormat): Promise<void> {
  const path = join(folder, NAME);
  const half = `${path}.${process.pid}.part`;
  const handle = await open(half, 'w', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(format)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(half, path);
  await syncFolder(folder);
}
