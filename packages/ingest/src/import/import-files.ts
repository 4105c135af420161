import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { DataError, type ReportKind, type Scope } from '@flightdeck/catalog';
import { landReport } from '../archive/land.ts';
import { type IngestHistory, readHistory } from '../load/history.ts';
import { type Arrival, journalLanding, toLandOptions } from '../load/landing.ts';
import type { LoadItem } from '../load/load.ts';
import { discardClean } from '../load/load-each.ts';
import { replayMissing } from '../load/replay.ts';
import type { IngestTools } from '../load/tools.ts';
import { nothingLeft } from '../load/unloadable.ts';
import { type ChosenScope, chooseScopes } from './choose-scopes.ts';
import { collectFiles } from './collect-files.ts';
import { Draft } from './draft.ts';
import { LoadQueue } from './load-queue.ts';
import { type Peek, peekFile } from './peek.ts';
import { emptyOutcome, type ImportedFile, type ImportResult } from './result.ts';

export interface ImportOptions extends IngestTools {
  /** The one reading of the clock of this run. */
  readonly now: Date;
  /** Asked once more at the end, for the run's duration only. */
  readonly clock?: () => Date;
  /** Whose reports these are. Without it each file is loaded under the id it names. */
  readonly scope?: Scope;
  /** Load nothing of a file that has a line which cannot be loaded. */
  readonly strict?: boolean;
  /** Also replace days that GitHub's API gave. */
  readonly replace?: boolean;
  /** Told when a file was read; what became of it is in the result. */
  readonly onProgress?: (progress: { readonly file: string; readonly done: number; readonly of: number }) => void;
  readonly signal?: AbortSignal;
}

/**
 * Imports report files a person has: NDJSON, a JSON list or object, packed or not; the kind is told by the content.
 * One file that cannot be used never stops another.
 * @throws only what is our bug, or a store, journal or disk that cannot be used at all.
 */
export async function importFiles(paths: readonly string[], options: ImportOptions): Promise<ImportResult> {
  await replayMissing(options);
  const collected = await collectFiles(paths);
  const queue = new LoadQueue(options);
  const drafts: (Draft | ImportedFile)[] = [];
  const history = await readHistory(options.archive);
  for (const [index, { path, skipped }] of collected.entries()) {
    if (options.signal?.aborted) break;
    if (skipped !== null) drafts.push(emptyOutcome(path, 'skipped', skipped));
    else {
      const draft = new Draft(path);
      drafts.push(draft);
      await importFile(draft, options, history, queue);
    }
    options.onProgress?.({ file: path, done: index + 1, of: collected.length });
  }
  await queue.flush();
  const files = drafts.map((draft) => (draft instanceof Draft ? draft.outcome() : draft));
  const result = { result: verdictOf(files), files, loaded: queue.loaded };
  await options.faultPoint?.('import.before_run_row');
  await recordRun(options, result);
  return result;
}

async function importFile(
  draft: Draft,
  options: ImportOptions,
  history: IngestHistory,
  queue: LoadQueue,
): Promise<void> {
  try {
    const recognised = await recognise(draft, options);
    if (recognised === null) return;
    for (const chosen of chooseScopes(recognised, options.scope, history)) {
      const item = await landAs(draft, options, recognised.kind, chosen);
      history.learn(item.event);
      await queue.put(draft, item);
    }
  } catch (error) {
    draft.refuse(error);
  }
}

/** What the file is, by its beginning or else by all of it; null when it holds no report. @throws DataError when it is none. */
async function recognise(
  draft: Draft,
  options: ImportOptions,
): Promise<{ readonly kind: ReportKind; readonly entities: Peek['entities'] } | null> {
  const peek = await peekFile(draft.file, options.now);
  const { kind, entities } = peek.kind === null ? await landAside(draft, options) : peek;
  if (kind === 'legacy-metrics' || kind === 'legacy-usage') throw legacyReport();
  return kind === null ? null : { kind, entities };
}

/** Lands the file beside the archive, only to learn what it is. */
async function landAside(draft: Draft, options: ImportOptions): Promise<Peek> {
  const scratch = await mkdtemp(join(options.workFolder, 'load-'));
  try {
    const scope: Scope = { kind: 'org', slug: 'unknown', host: 'unknown' };
    const arrival = { scope, via: 'import', now: options.now, expect: {} } as const;
    const landing = await landReport([open(draft.file)], { ...toLandOptions(options, arrival), archive: scratch });
    await discardClean([{ landing }]);
    if (landing.records === 0) draft.landed({ scope: null, notice: null }, landing);
    if (landing.records === 0 && !landing.noReport) throw nothingLeft(landing, null, null);
    return landing;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function landAs(
  draft: Draft,
  options: ImportOptions,
  report: ReportKind,
  chosen: ChosenScope,
): Promise<LoadItem> {
  const { now, strict, replace } = options;
  const arrival: Arrival = {
    scope: chosen.scope,
    report,
    via: 'import',
    now,
    expect: { kind: report, ...chosen.expect },
    fileName: basename(draft.file),
    ...(strict === undefined ? {} : { strict }),
    ...(replace === undefined ? {} : { replace }),
  };
  const landing = await landReport([open(draft.file)], toLandOptions(options, arrival));
  draft.landed(chosen, landing);
  if (landing.records === 0) throw nothingLeft(landing, report, null);
  const item = await journalLanding(options, arrival, landing);
  draft.journaled(item.event);
  return item;
}

/** As much as one member of the archived file packs, so that nothing need be joined for it. */
const READ_BYTES = 1024 ** 2;

function open(path: string): AsyncIterable<Uint8Array> {
  return createReadStream(path, { highWaterMark: READ_BYTES });
}

function legacyReport(): DataError {
  return new DataError('This is a report of an API that GitHub has closed.', {
    code: 'legacy_report',
    hint: 'Flightdeck reads the reports under copilot/metrics/reports.',
  });
}

function verdictOf(files: readonly ImportedFile[]): ImportResult['result'] {
  const bad = files.filter(({ outcome }) => outcome === 'refused' || outcome === 'skipped').length;
  if (bad === files.length && bad > 0) return 'failed';
  return bad > 0 || files.some(({ rejected }) => rejected > 0) ? 'partial' : 'ok';
}

async function recordRun({ store, now, clock }: ImportOptions, result: ImportResult): Promise<void> {
  const bad = result.files.filter(({ outcome }) => outcome === 'refused' || outcome === 'skipped');
  const shown = bad.slice(0, 5).map(({ file, message }) => `${basename(file)}: ${message ?? ''}`);
  await store.ledger.recordRun({
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
