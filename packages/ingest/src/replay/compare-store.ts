import { counted, DataError } from '@flightdeck/catalog';
import type { Store } from '@flightdeck/store';
import { journalPath } from '../journal/inspect.ts';
import { headOf } from '../journal/journal.ts';
import type { IngestHistory } from './history.ts';
import { planReplay } from './replay-plan.ts';

/** Where a store and its archive are, for people. */
export interface ComparedPlaces {
  readonly archive: string;
  /** The database file, or the cluster's address. */
  readonly store: string;
}

/**
 * Compares a store with the journal: it must be of this archive and not know more than the journal. It may know less;
 * that is replayed.
 * Days are compared by the checksum of the bytes they were loaded from, which says more than counts of rows: a day whose
 * report was replaced can have as many. The journal counts lines of files, and a line becomes rows of several facts, so
 * counts could only be compared with those of the ledger beside them, which is written in the same transaction; that a
 * part of the file is damaged afterwards the engine's own checksums find when it is read.
 * @throws DataError `journal_missing`, `journal_behind`, `store_foreign`, each with what to do.
 */
export async function compareStore(
  { ledger }: Pick<Store, 'ledger'>,
  { rows, state }: Pick<IngestHistory, 'rows' | 'state'>,
  { archive, store }: ComparedPlaces,
): Promise<void> {
  const [mark, days] = await Promise.all([ledger.mark(), ledger.days()]);
  const { chains } = state;
  const head = headOf(state);
  const loaded = days.filter((row) => row.state === 'present' || row.state === 'provisional');
  if (head.seq === 0) {
    if (loaded.length === 0 && (mark === null || mark.seq === 0)) return;
    throw new DataError(
      `The journal ${journalPath(archive)} is missing or empty, but ${store} has ${daysText(loaded)}.`,
      {
        code: 'journal_missing',
        path: journalPath(archive),
        hint: 'Restore the data folder (journal.ndjson and raw/) from a backup, or set FLIGHTDECK_DATA to the folder this database was made from.',
      },
    );
  }
  const foreign = (what: string): DataError =>
    new DataError(`${store} was not made from the archive in ${archive}: ${what}.`, {
      code: 'store_foreign',
      path: store,
      hint: `Set FLIGHTDECK_DATA to the folder it belongs to. If the archive in ${archive} is right, move the database away: the next command fills a new one from the archive.`,
    });
  if (mark !== null && mark.seq > 0) {
    if (mark.archive !== head.archive) throw foreign('their journals begin differently');
    if (mark.seq > head.seq) {
      throw new DataError(
        `${store} is newer than the journal ${journalPath(archive)}: it knows ${counted(mark.seq, 'row')}, the journal has ${head.seq}.`,
        {
          code: 'journal_behind',
          path: journalPath(archive),
          line: head.seq + 1,
          hint: `Restore the newer journal.ndjson and raw/ from a backup. If the older archive is meant, move the database away: the next command fills a new one from it.`,
        },
      );
    }
    if (chains[mark.seq - 1] !== mark.chain) throw foreign(`row ${mark.seq} of the journal is another one`);
  }
  const sums = new Set(rows.flatMap((row) => (row.kind === 'landed' ? [row.sha256s.join(',')] : [])));
  const unknown = loaded.filter(({ sha256 }) => sha256 !== null && !sums.has(sha256));
  if (unknown.length > 0) throw foreign(`the journal does not know ${daysText(unknown)} of it`);
}

/** True when the journal has what the store has not taken in: reports to load, days without rows, runs. */
export async function isBehind({ ledger }: Pick<Store, 'ledger'>, history: IngestHistory): Promise<boolean> {
  const head = headOf(history.state);
  if (head.seq === 0) return false;
  const mark = await ledger.mark();
  if (mark === null || mark.seq < head.seq) return true;
  const plan = planReplay(history.rows, await ledger.days());
  return plan.replays.length > 0 || plan.missed.length > 0;
}

function daysText(days: readonly { readonly day: string }[]): string {
  const sorted = days.map(({ day }) => day).sort();
  return `${counted(days.length, 'day')} of reports (${sorted[0] ?? ''} to ${sorted.at(-1) ?? ''})`;
}
