import { join } from 'node:path';
import { makeBackup } from '../backup/make/make-backup.ts';
import type { Config } from '../settings/config.ts';
import { ownHome } from '../wiring/home.ts';
import { readVersion } from '../wiring/version.ts';
import { dropEarlierDatabase } from './examine-upgrade.ts';
import { upgradeFolder } from './folder-format.ts';

/** Folder, inside the data folder, of what stood there before an upgrade changed it. */
const SNAPSHOTS = 'before-upgrade';

/**
 * Brings a data folder to this version before anything is opened in it, with a snapshot of what is changed, and removes the database from before the
 * last upgrade once it is a week old. @throws InputError `folder_newer`.
 */
export async function prepareFolder(config: Config, now: () => Date): Promise<void> {
  const home = ownHome(config);
  const version = readVersion();
  const to = join(home.folder, SNAPSHOTS);
  const snapshot = () => makeBackup(home, { to, kind: 'snapshot', now, version });
  await upgradeFolder(home.folder, { version, snapshot });
  await dropEarlierDatabase(home, now());
}
