import { mkdir } from 'node:fs/promises';
import { journalPath, openJournal } from '@flightdeck/ingest';
import { openDuckdbStore } from '@flightdeck/store-duckdb';

/**
 * Writes the journal of a store that was filled past it, so that a server takes both for one: what a day was loaded from is known
 * by its checksum, without a file, as there is none. Of each day and report two rows, landed and loaded.
 */
export async function writeJournalOf(databaseFile: string, archive: string): Promise<void> {
  const store = await openDuckdbStore({ file: databaseFile, readFolders: [] });
  const days = await store.ledger.days();
  await store.close();
  await mkdir(archive, { recursive: true });
  const journal = await openJournal(journalPath(archive));
  for (const { scope, report, day, via, sha256, fetchedAt } of days) {
    const own = { at: fetchedAt, scope, report, days: day };
    const from = { sha256s: [sha256 ?? ''], files: [], fetchedAt, via, entities: [], final: true };
    const landed = { kind: 'landed', ...own, ...from, dayList: [day] } as const;
    const { seq } = await journal.append(landed);
    const loaded = { kind: 'loaded', ...own, landings: [seq], dayList: [[day, seq]] } as const;
    await journal.append(loaded);
  }
  await journal.close();
}
