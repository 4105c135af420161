import { InputError } from '@flightdeck/catalog';
import type { Config } from '../settings/config.ts';
import { hasCredentials } from '../settings/hosts/github-hosts.ts';
import { requireNotOpen } from '../settings/reach.ts';
import { requireSyncable } from './connect.ts';
import { chooseHome } from './home.ts';

/**
 * Refuses a configuration that a server cannot start with.
 * @throws InputError `no_token`, `no_scopes`, `no_host_token`, `no_authentication`, `sign_in_not_whole`, `no_backup_folder`.
 */
export function requireStartable(config: Config): void {
  if (hasCredentials(config) || config.scopes.length > 0) requireSyncable(config);
  requireBackupFolder(config);
  requireNotOpen(config, chooseHome(config));
}

function requireBackupFolder({ backup }: Config): void {
  if (backup.schedule === null || backup.folder !== null) return;
  throw new InputError('BACKUP_SCHEDULE is set, and no folder for backups.', {
    code: 'no_backup_folder',
    hint: 'Set BACKUP_DIR to a folder outside of FLIGHTDECK_DATA, best on another disk, or BACKUP_SCHEDULE=off.',
  });
}
