import { Card } from '../../card/Card.tsx';
import { archiveSentences, lackingSentences } from '../../data/status/integrity.ts';
import type { Status } from '../../data/status/status.ts';
import css from './plain-list.module.css';

const SHOWN = 20;

/** What is known of the archived reports: whether all are there and as they were received. */
export function ArchiveCard({ status }: { readonly status: Status }) {
  const lines = [...lackingSentences(status), ...archiveSentences(status)];
  const more = lines.length - SHOWN;
  return (
    <Card
      id="health-archive"
      title="Archive"
      says="The reports as they were received, from which all else is made"
      span={5}
    >
      <ul className={css.root}>
        {lines.slice(0, SHOWN).map((line) => (
          <li key={line}>{line}</li>
        ))}
        {more > 0 ? <li>and {more} more; "flightdeck verify" lists them.</li> : null}
      </ul>
    </Card>
  );
}
