import { resolve, sep } from 'node:path';
import type { Config } from '../../settings/config.ts';
import type { AppEffects } from '../../wiring/effects.ts';
import type { Home } from '../../wiring/home.ts';
import { readBackupState } from '../backup-state.ts';
import type { Pause } from '../files/copy-file.ts';
import { describeLacking, runBackup } from '../run-backup.ts';
import type { StatusBackup } from '../status-backup.ts';
import { dueAt } from './backup-schedule.ts';

/** Backups that a server makes by its schedule. */
export interface ScheduledBackups {
  /** Makes one when it is due, from now on. */
  start(): void;
  /** Makes none from now on, because another server does; one under way ends. */
  rest(): void;
  /** Makes one if it is due; true when it tried. Never rejects. */
  tick(): Promise<boolean>;
  /** What is known of the backups of this home; null when none is scheduled and none was ever made. */
  status(): StatusBackup | null;
  /** Plans no more; one under way is given up and leaves nothing. */
  stop(): Promise<void>;
}

/** What they need. */
export interface ScheduledBackupParts extends Pick<AppEffects, 'now' | 'log'> {
  readonly home: Home;
  readonly backup: Config['backup'];
  readonly version: string;
  /** Gives way to requests. */
  readonly pause: Pause;
}

/** Timers cannot wait for weeks, and clocks are set: whether it is time is looked at every minute. */
const LOOK_EVERY_MS = 60_000;

/** Scheduled backups that have not begun. The made-up organization is not backed up. */
export function createScheduledBackups({
  home,
  backup,
  version,
  now,
  log,
  pause,
}: ScheduledBackupParts): ScheduledBackups {
  const { folder, keep } = backup;
  const schedule = home.demo || folder === null ? null : backup.schedule;
  const stopper = new AbortController();
  let since = now();
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<boolean> | null = null;

  const dateOf = (at: string | undefined): Date | null => (at === undefined ? null : new Date(at));
  function nextAt(): Date | null {
    if (schedule === null || folder === null) return null;
    const { last, failed } = readBackupState(home.folder);
    // One that somebody made elsewhere, onto another disk, takes the place of none here.
    const isHere = last?.folder.startsWith(`${resolve(folder)}${sep}`) === true;
    return dueAt(schedule, { last: isHere ? dateOf(last?.at) : null, failed: dateOf(failed?.at) }, since);
  }

  async function run(to: string): Promise<boolean> {
    try {
      const made = await runBackup(home, { to, now, version, keep, signal: stopper.signal, pause });
      const { manifest, bytes, linked, removed } = made;
      const fields = { folder: made.folder, files: manifest.files.length, bytes, linked, removed };
      if (manifest.lacking.length === 0) log.info(fields, 'backed up');
      else log.error({ ...fields, code: 'backup_lacking' }, describeLacking(manifest.lacking));
    } catch (error) {
      if (!stopper.signal.aborted) log.error({ err: error, code: 'backup_failed' }, 'no backup was made');
    }
    return true;
  }

  async function tick(): Promise<boolean> {
    const due = nextAt();
    if (due === null || folder === null || due > now() || stopper.signal.aborted) return false;
    running ??= run(folder).finally(() => {
      since = now();
      running = null;
    });
    return running;
  }

  function rest(): void {
    if (timer !== null) clearInterval(timer);
    timer = null;
  }

  return {
    tick,
    start() {
      if (schedule === null || timer !== null) return;
      log.info({ schedule: schedule.text, next: nextAt()?.toISOString() }, 'backups are scheduled');
      timer = setInterval(() => void tick(), LOOK_EVERY_MS);
      timer.unref();
    },
    rest,
    status() {
      const { last, failed } = readBackupState(home.folder);
      if (schedule === null && last === null && failed === null) return null;
      return { schedule: schedule?.text ?? null, nextAt: nextAt()?.toISOString() ?? null, last, failed };
    },
    async stop() {
      rest();
      stopper.abort();
      await running;
    },
  };
}
