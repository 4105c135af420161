import type { Status } from '../data/status/status.ts';
import { formatAgo, formatDays, formatTime } from '../format/format.ts';
import * as text from '../text/shell/shell.ts';
import { finalWords } from '../view/final-words.ts';
import css from './fresh.module.css';

const WARN_HOURS = 26;
const BAD_HOURS = 72;

/** How old the newest data is: `warn` after 26 h, `bad` after 72 h or when there was none. */
export function ageOf(at: string | null, now: Date): 'good' | 'warn' | 'bad' {
  if (at === null) return 'bad';
  const hours = (now.getTime() - Date.parse(at)) / 3_600_000;
  return hours > BAD_HOURS ? 'bad' : hours > WARN_HOURS ? 'warn' : 'good';
}

/** When data last came, and how; null when none ever did. */
export function lastNews({
  syncedAt,
  importedAt,
}: Pick<Status['freshness'], 'syncedAt' | 'importedAt'>): { readonly at: string; readonly words: string } | null {
  if (importedAt !== null && (syncedAt === null || importedAt > syncedAt))
    return { at: importedAt, words: text.imported };
  return syncedAt === null ? null : { at: syncedAt, words: text.synced };
}

/** How far the numbers are final and when they will be newer; opens Data health. */
export function Freshness({ status }: { readonly status: Status }) {
  const now = new Date();
  const { provisional, nextSyncAt, running } = status.freshness;
  const news = lastNews(status.freshness);
  return (
    <span className={css.root} data-age={running ? 'good' : ageOf(news?.at ?? null, now)}>
      <span className={css.dot} />
      <span className={css.text}>
        <b>{finalWords(status.freshness)}</b>
        <br />
        {provisional.length > 0 ? (
          <>
            {text.provisionalDays({ days: formatDays(provisional) })}
            <br />
          </>
        ) : null}
        <span className={css.synced}>
          {running
            ? text.syncing({ done: running.done, total: running.total || '…' })
            : news
              ? text.news({ words: news.words, ago: formatAgo(news.at, now) })
              : text.notSynced}
        </span>
        {nextSyncAt && !running ? text.next({ time: formatTime(nextSyncAt, now) }) : ''}
      </span>
    </span>
  );
}
