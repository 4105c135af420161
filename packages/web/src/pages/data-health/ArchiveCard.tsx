import { Card } from '../../card/Card.tsx';
import { backupSentences } from '../../data/status/backup.ts';
import { archiveSentences, lackingSentences } from '../../data/status/integrity.ts';
import type { Status } from '../../data/status/status.ts';
import * as text from '../../text/pages/data-health.ts';
import css from './plain-list.module.css';

const SHOWN = 20;

/** What is known of the archived reports: whether all are there and as they were received, and how backups go. */
export function ArchiveCard({ status }: { readonly status: Status }) {
  const lines = [...lackingSentences(status), ...archiveSentences(status), ...backupSentences(status)];
  const more = lines.length - SHOWN;
  return (
    <Card id="health-archive" title={text.archive} says={text.archiveSays} span={5}>
      <ul className={css.root}>
        {lines.slice(0, SHOWN).map((line) => (
          <li key={line}>{line}</li>
        ))}
        {more > 0 ? <li>{text.moreFiles({ count: more })}</li> : null}
      </ul>
    </Card>
  );
}
