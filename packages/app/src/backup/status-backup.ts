import type { BackupState } from './backup-state.ts';

/** How the backups of a data folder go. */
export interface StatusBackup extends BackupState {
  /** The schedule as it was set; null: the server makes none by itself. */
  readonly schedule: string | null;
  /** When the next one is due (ISO instant); null when none is scheduled. */
  readonly nextAt: string | null;
}
