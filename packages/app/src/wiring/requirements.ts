import type { Config } from '../settings/config.ts';
import { hasCredentials } from '../settings/hosts/github-hosts.ts';
import { requireNotOpen } from '../settings/reach.ts';
import { requireSyncable } from './connect.ts';
import { chooseHome } from './home.ts';

/**
 * Refuses a configuration that a server cannot start with.
 * @throws InputError `no_token`, `no_scopes`, `no_host_token`, `no_authentication`, `sign_in_not_whole`.
 */
export function requireStartable(config: Config): void {
  if (hasCredentials(config) || config.scopes.length > 0) requireSyncable(config);
  requireNotOpen(config, chooseHome(config));
}
