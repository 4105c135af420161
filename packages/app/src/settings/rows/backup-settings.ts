import type { Setting } from '../setting.ts';

/** Settings of backups. */
export const BACKUP_SETTINGS = Object.freeze([
  {
    name: 'BACKUP_DIR',
    kind: 'path',
    default: null,
    secret: false,
    says: 'Folder for backups, outside of FLIGHTDECK_DATA and best on another disk; each backup gets a folder of its own in it.',
  },
  {
    name: 'BACKUP_SCHEDULE',
    kind: 'text',
    default: 'off',
    secret: false,
    says: 'When the server backs up into BACKUP_DIR: daily 03:00, mon,thu 03:00, or every 6h; times are UTC unless a time zone follows (daily 03:00 Europe/Berlin).',
  },
  {
    name: 'BACKUP_KEEP',
    kind: 'count',
    default: '7',
    secret: false,
    says: 'Newest scheduled backups kept; older ones are removed after a new one was made, and the last that lacks nothing never is.',
  },
] as const satisfies readonly Setting[]);
