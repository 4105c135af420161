import { randomBytes } from 'node:crypto';
import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { FlightdeckError } from '@flightdeck/catalog';
import { MANIFEST, type Manifest, parseManifest } from './manifest.ts';

/** A backup that was written to its end. */
export interface Backup {
  readonly folder: string;
  readonly name: string;
  readonly manifest: Manifest;
}

/** What backups are called: `flightdeck-20261130T030000Z`, and with a number where there are several of one second. */
const NAME = /^flightdeck-\d{8}T\d{6}Z(?:-\d{1,3})?$/;
const PART = /^\.flightdeck-[\w.-]{1,60}\.part$/;

/** Name of a backup begun at an instant; with a number for another one of the same second. */
export function backupName(at: Date, number = 1): string {
  const text = at.toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
  return `flightdeck-${text}${number === 1 ? '' : `-${number}`}`;
}

/** Name that a backup has until it is whole. */
export const halfName = (name: string): string => `.${name}.${randomBytes(4).toString('hex')}.part`;

/** True for the name of a backup that is being made, or that never came to its end. */
export const isHalf = (name: string): boolean => PART.test(name);

/** Backups in a folder, newest first; those whose manifest is damaged or of a newer version are left out. */
export async function listBackups(folder: string): Promise<readonly Backup[]> {
  const found: Backup[] = [];
  for (const name of await namesIn(folder)) {
    const own = join(folder, name);
    const manifest = await readManifest(own).catch((error: unknown) => {
      if (error instanceof FlightdeckError) return null;
      throw error;
    });
    if (manifest !== null) found.push({ folder: own, name, manifest });
  }
  return found.sort((one, other) => order(other).localeCompare(order(one)));
}

const order = ({ manifest, name }: Backup): string => `${manifest.at} ${name.padEnd(40)}`;

/** Names of the backups in a folder, whole or damaged. */
async function namesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
    throw error;
  });
  return names.filter((name) => NAME.test(name));
}

/** Name of the newest backup in a folder; null when there is none. */
export async function newestName(folder: string): Promise<string | null> {
  const names = [...(await namesIn(folder))];
  return names.sort((one, other) => one.localeCompare(other, 'en', { numeric: true })).at(-1) ?? null;
}

/** The manifest of a backup; null where there is none. @throws as `parseManifest`. */
export async function readManifest(folder: string): Promise<Manifest | null> {
  const path = join(folder, MANIFEST);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  });
  return text === null ? null : parseManifest(text, path);
}

/**
 * Removes the backups of one archive beyond the newest so many, and returns their names; of those that lack nothing the newest always
 * stays. One that is being removed has the name of half a backup first.
 */
export async function pruneBackups(folder: string, archive: string, keep: number): Promise<readonly string[]> {
  const own = (await listBackups(folder)).filter(({ manifest }) => manifest.journal.archive === archive);
  const whole = own.find(({ manifest }) => manifest.lacking.length === 0);
  const gone = own.slice(Math.max(1, keep)).filter((backup) => backup !== whole);
  for (const { folder: path, name } of gone) {
    const half = join(folder, halfName(name));
    await rename(path, half);
    await rm(half, { recursive: true, force: true });
  }
  return gone.map(({ name }) => name);
}
