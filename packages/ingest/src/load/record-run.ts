import type { RunRow } from '@flightdeck/store';
import type { IngestTools } from './tools.ts';

/** Records a run that has ended: in the journal, from which a new database gets it back, and in the store. */
export async function recordRun(
  { journal, store }: Pick<IngestTools, 'journal' | 'store'>,
  run: RunRow,
): Promise<void> {
  await journal.append({ kind: 'run', at: run.endedAt, run });
  await store.ledger.recordRun(run);
  await store.ledger.recordMark(journal.head);
}
