import { ACCESS_SETTINGS } from './rows/access-settings.ts';
import { BACKUP_SETTINGS } from './rows/backup-settings.ts';
import { FIGURE_SETTINGS } from './rows/figure-settings.ts';
import { GITHUB_SETTINGS } from './rows/github-settings.ts';
import { PROCESS_SETTINGS } from './rows/process-settings.ts';
import { REACH_SETTINGS } from './rows/reach-settings.ts';
import { REMOTE_SETTINGS } from './rows/remote-settings.ts';
import { SERVER_SETTINGS } from './rows/server-settings.ts';
import { STORE_SETTINGS } from './rows/store-settings.ts';
import { TRACE_SETTINGS } from './rows/trace-settings.ts';
import type { Setting } from './setting.ts';

export type { Setting, SettingKind } from './setting.ts';

/** Every setting there is, by what it is about; the documentation's tables are made from this list. */
export const SETTING_GROUPS = Object.freeze([
  { title: 'GitHub', settings: GITHUB_SETTINGS },
  { title: 'Figures', settings: FIGURE_SETTINGS },
  { title: 'Data', settings: STORE_SETTINGS },
  { title: 'Backup', settings: BACKUP_SETTINGS },
  { title: 'Address', settings: [...SERVER_SETTINGS, ...REACH_SETTINGS] },
  { title: 'Sign-in', settings: ACCESS_SETTINGS },
  { title: 'Commands against a server', settings: REMOTE_SETTINGS },
  { title: 'Network, log and demo', settings: PROCESS_SETTINGS },
  { title: 'Traces', settings: TRACE_SETTINGS },
] as const);

/** Every setting there is; the checks are made from this list. */
export const SETTINGS = Object.freeze([
  ...GITHUB_SETTINGS,
  ...FIGURE_SETTINGS,
  ...STORE_SETTINGS,
  ...BACKUP_SETTINGS,
  ...SERVER_SETTINGS,
  ...REACH_SETTINGS,
  ...ACCESS_SETTINGS,
  ...REMOTE_SETTINGS,
  ...PROCESS_SETTINGS,
  ...TRACE_SETTINGS,
] as const satisfies readonly Setting[]);

/** Name of a setting. */
export type SettingName = (typeof SETTINGS)[number]['name'];

/** The setting of that name. */
export function findSetting(name: string): Setting | undefined {
  return SETTINGS.find((setting) => setting.name === name);
}
