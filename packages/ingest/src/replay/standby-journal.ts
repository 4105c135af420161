import { dirname } from 'node:path';
import { headOf, type Journal, readSoundJournal } from '../journal/journal.ts';

/**
 * The journal of an archive that another server writes: nothing is ever added. What a replay would note in it the server that writes
 * it notes as well, when it comes to the same report.
 * @throws DataError as `readJournal`.
 */
export async function openStandbyJournal(path: string): Promise<Journal> {
  const head = headOf(await readSoundJournal(dirname(path)));
  return {
    head,
    append: async (event) => ({ seq: head.seq, ...event }),
    close: async () => undefined,
  };
}
