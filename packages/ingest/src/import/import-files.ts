import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { recordRun } from '../load/record-run.ts';
import { readStanding } from '../load/standing.ts';
import { readHistory } from '../replay/history.ts';
import { replayMissing } from '../replay/replay.ts';
import { collectFiles } from './draft/collect-files.ts';
import { Draft } from './draft/draft.ts';
import { groupParts, type PeekedFile } from './draft/parts.ts';
import { peekFile } from './draft/peek.ts';
import { importGroup } from './import-group.ts';
import { LoadQueue } from './load-queue.ts';
import type { ImportOptions } from './options.ts';
import { importSeatPages, isSeatPage } from './pages/seat-pages.ts';
import { importTeamFiles } from './pages/team-files.ts';
import { emptyOutcome, type ImportedFile, type ImportResult } from './result.ts';

const STOPPED = { code: 'stopped', message: 'The import was stopped before this file. Import it again.' };

/**
 * Imports report files a person has: NDJSON, a JSON list or object, compressed or not; the content decides the kind.
 * One file that cannot be used never stops another.
 * @throws only what is our bug, or a store, journal or disk that cannot be used at all.
 */
export async function importFiles(paths: readonly string[], options: ImportOptions): Promise<ImportResult> {
  await replayMissing(options);
  const collected = await collectFiles(paths);
  const history = await readHistory(options.archive);
  const queue = new LoadQueue(options, readStanding(history.rows));
  const drafts = collected.map(({ path, skipped }) =>
    skipped === null ? new Draft(path) : emptyOutcome(path, 'skipped', skipped),
  );
  const read = drafts.filter((draft) => draft instanceof Draft);
  const tried = new Set<Draft>();
  // While the first file is landed.
  if (read.length > 0) options.reader.start();
  const { team } = options;
  if (team !== undefined) await importTeamFiles(read, team, options, history, queue);
  const pages: Draft[] = [];
  for (const draft of team === undefined ? read : []) {
    if (options.signal?.aborted) break;
    try {
      if (await isSeatPage(draft.file)) pages.push(draft);
    } catch (error) {
      draft.refuse(error);
      tried.add(draft);
    }
  }
  if (pages.length > 0) await importSeatPages(pages, options, queue);
  for (const draft of team === undefined ? pages : read) tried.add(draft);
  const others = read.filter((draft) => !tried.has(draft));
  for (const group of inOrderOfTime(groupParts(await peekEach(others, options)))) {
    if (options.signal?.aborted) break;
    await importGroup(group, options, history, queue);
    for (const { draft } of group) {
      tried.add(draft);
      options.onProgress?.({ file: draft.file, done: tried.size + drafts.length - read.length, of: drafts.length });
    }
  }
  await queue.flush();
  const files = drafts.flatMap((draft) => {
    if (!(draft instanceof Draft)) return [draft];
    return [tried.has(draft) ? draft.outcome() : emptyOutcome(draft.file, 'not_done', STOPPED)];
  });
  const result = { result: verdictOf(files), files, loaded: queue.loaded };
  await options.faultPoint?.('import.before_run_row');
  await recordThisRun(options, result);
  return result;
}

/** Reports of a window by the day it ends, so that the newest is loaded last, whatever the files are called; the others before. */
function inOrderOfTime(groups: readonly (readonly PeekedFile[])[]): readonly (readonly PeekedFile[])[] {
  const endOf = ([first]: readonly PeekedFile[]): string => first?.peek?.window?.to ?? '';
  return groups.toSorted((a, b) => (endOf(a) < endOf(b) ? -1 : endOf(a) > endOf(b) ? 1 : 0));
}

async function peekEach(drafts: readonly Draft[], { now, signal }: ImportOptions): Promise<readonly PeekedFile[]> {
  const peeked: PeekedFile[] = [];
  for (const draft of drafts) {
    if (signal?.aborted) break;
    const peek = await peekFile(draft.file, now).catch((error: unknown) => {
      draft.refuse(error);
      return null;
    });
    peeked.push({ draft, peek });
  }
  return peeked;
}

/** True when nothing of the file was taken in. */
const isBad = ({ outcome }: ImportedFile): boolean =>
  outcome === 'refused' || outcome === 'skipped' || outcome === 'not_done';

function verdictOf(files: readonly ImportedFile[]): ImportResult['result'] {
  const bad = files.filter(isBad).length;
  if (files.some(({ outcome }) => outcome === 'not_done')) return 'partial';
  if (bad === files.length && bad > 0) return 'failed';
  return bad > 0 || files.some(({ rejected }) => rejected > 0) ? 'partial' : 'ok';
}

async function recordThisRun({ now, clock, ...tools }: ImportOptions, result: ImportResult): Promise<void> {
  const bad = result.files.filter(isBad);
  const shown = bad.slice(0, 5).map(({ file, message }) => `${basename(file)}: ${message ?? ''}`);
  await recordRun(tools, {
    id: randomUUID(),
    kind: 'import',
    startedAt: now.toISOString(),
    endedAt: (clock?.() ?? now).toISOString(),
    result: result.result,
    daysLoaded: result.loaded,
    daysFailed: bad.length,
    requests: 0,
    message:
      shown.length === 0 ? null : [...shown, ...(bad.length > 5 ? [`and ${bad.length - 5} more`] : [])].join('\n'),
  });
}
