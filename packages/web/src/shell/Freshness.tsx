import type { Status } from '../data/status/status.ts';
import { formatAgo, formatDays, formatTime } from '../format/format.ts';
import { finalWords } from '../view/final-words.ts';

const WARN_HOURS = 26;
const BAD_HOURS = 72;

/** How old the last sync is: `warn` after 26 h, `bad` after 72 h or when there was none. */
export function ageOf(syncedAt: string | null, now: Date): 'good' | 'warn' | 'bad' {
  if (syncedAt === null) return 'bad';
  const hours = (now.getTime() - Date.parse(syncedAt)) / 3_600_000;
  return hours > BAD_HOURS ? 'bad' : hours > WARN_HOURS ? 'warn' : 'good';
}

/** How far the numbers are final and when they will be newer; opens Data health. */
export function Freshness({ status }: { readonly status: Status }) {
  const now = new Date();
  const { provisional, syncedAt, nextSyncAt, running } = status.freshness;
  return (
    <span className="fd-fresh" data-age={running ? 'good' : ageOf(syncedAt, now)}>
      <span className="fd-fresh-dot" />
      <span className="fd-fresh-text">
        <b>{finalWords(status.freshness)}</b>
        <br />
        {provisional.length > 0 ? (
          <>
            {formatDays(provisional)} provisional
            <br />
          </>
        ) : null}
        <span className="fd-fresh-synced">
          {running
            ? `Syncing: ${running.done} of ${running.total || '…'}`
            : syncedAt
              ? `Synced ${formatAgo(syncedAt, now)}`
              : 'Not synced yet'}
        </span>
        {nextSyncAt && !running ? ` · next ${formatTime(nextSyncAt, now)} UTC` : ''}
      </span>
    </span>
  );
}
