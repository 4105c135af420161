import { randomBytes } from 'node:crypto';
import { open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder } from '@flightdeck/ingest';
import { findSetting } from '../settings.ts';
import { KEPT_FILE, type KeptEntry, type SettingsFile } from './kept.ts';

const FILE_MODE = 0o600;
/** Names of secret files and of half-written settings files. */
const OURS = /^(?:secrets-[0-9a-f]{16}\.json|settings\.json\.[0-9a-f]{16})$/;

/**
 * Writes the kept settings, whole or not at all: secrets to a file with a new name, then a new `settings.json` that names it and
 * replaces the old one.
 */
export async function writeKept(file: string, entries: ReadonlyMap<string, KeptEntry>): Promise<void> {
  const folder = dirname(file);
  const part = (secret: boolean) =>
    Object.fromEntries([...entries].filter(([name]) => findSetting(name)?.secret === secret));
  const secrets = part(true);
  const hasSecrets = Object.keys(secrets).length > 0;
  const secretsName = hasSecrets ? `secrets-${randomBytes(8).toString('hex')}.json` : null;
  const content: SettingsFile = { version: 1, settings: part(false), secrets: secretsName };
  if (secretsName !== null) await writeNew(join(folder, secretsName), { version: 1, secrets });
  const half = join(folder, `${KEPT_FILE}.${randomBytes(8).toString('hex')}`);
  await writeNew(half, content);
  await rename(half, file);
  await syncFolder(folder);
  await removeOld(folder, secretsName);
}

async function writeNew(path: string, content: unknown): Promise<void> {
  const handle = await open(path, 'wx', FILE_MODE);
  try {
    await handle.writeFile(`${JSON.stringify(content, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Removes secrets no longer in use, and what a killed process left half written. */
async function removeOld(folder: string, current: string | null): Promise<void> {
  for (const name of await readdir(folder)) {
    if (OURS.test(name) && name !== current) await rm(join(folder, name), { force: true });
  }
}
