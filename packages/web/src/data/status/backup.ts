import { minuteOf } from '../../format/format.ts';
import * as words from '../../text/data.ts';
import type { Status } from './status.ts';

/** How backups go, for people: a sentence or two; none where no backup is scheduled and none was made. */
export function backupSentences({ backup }: Pick<Status, 'backup'>): readonly string[] {
  if (backup === null) return [];
  const at = (instant: string): string => minuteOf(new Date(instant));
  const { last, nextAt, failed } = backup;
  return [
    [
      last === null ? words.noBackup : words.lastBackup({ minute: at(last.at) }),
      ...(nextAt === null ? [] : [words.nextBackup({ minute: at(nextAt) })]),
    ].join(' '),
    ...(failed === null ? [] : [words.failedBackup({ minute: at(failed.at), message: failed.message })]),
  ];
}
