import { copyFile, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { FILE_MODE, syncFolder } from '../archive/files.ts';
import { addChain, chainOf } from './chain.ts';
import type { JournalRow } from './events.ts';
import { inspectJournal, type JournalFault, journalPath, requireSound } from './inspect.ts';
import { writeSeal } from './seal-file.ts';

/** What was left out of a journal, and where the damaged one is kept. */
export interface Salvaged {
  readonly faults: readonly JournalFault[];
  /** Null when nothing was damaged. */
  readonly kept: string | null;
}

/**
 * Writes a damaged journal anew from the rows that are sound. Each keeps its number; in place of the others stands that
 * they are lost. Reports of lost rows stay in the archive, as files the journal does not know.
 * @throws DataError `journal_missing` when there is nothing to begin with, `journal_newer`.
 */
export async function salvageJournal(archive: string, now: Date): Promise<Salvaged> {
  const { rows, faults, isGone, seal } = await inspectJournal(archive);
  if (isGone) requireSound(archive, { isGone, faults });
  const newer = faults.filter(({ kind }) => kind === 'unknown');
  if (newer.length > 0) requireSound(archive, { isGone, faults: newer });
  if (faults.length === 0) return { faults, kept: null };
  const path = journalPath(archive);
  const known = new Map(rows.map((row) => [row.seq, row]));
  const ends = [...faults.map(({ to }) => to), rows.at(-1)?.seq ?? 0, seal.state === 'sound' ? seal.seal.seq : 0];
  const lines: string[] = [];
  let chain = '';
  const count = Math.max(...ends);
  for (let seq = 1; seq <= count; seq++) {
    const row: JournalRow = known.get(seq) ?? { seq, kind: 'lost', at: now.toISOString(), rows: [[seq, seq]] };
    const body = JSON.stringify(row);
    chain = chainOf(chain, body);
    lines.push(`${addChain(body, chain)}\n`);
  }
  const kept = `${path}.damaged-${now
    .toISOString()
    .replaceAll(/[^0-9]/g, '')
    .slice(0, 14)}`;
  const fresh = `${path}.part`;
  await copyFile(path, kept);
  const handle = await open(fresh, 'w', FILE_MODE);
  try {
    await handle.writeFile(lines.join(''));
    await handle.sync();
  } finally {
    await handle.close();
  }
  // The seal first: one that is behind its journal is no damage, one that is ahead of it is.
  await writeSeal(path, { seq: 0, chain: '' }, true);
  await rename(fresh, path);
  await syncFolder(dirname(path));
  await writeSeal(path, { seq: count, chain }, true);
  return { faults, kept };
}
