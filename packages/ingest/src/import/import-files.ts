import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { DataError, FlightdeckError, type ReportKind, type Scope } from '@flightdeck/catalog';
import { landReport } from '../archive/land.ts';
import type { LandedReport } from '../archive/landing.ts';
import { type IngestHistory, readHistory } from '../load/history.ts';
import { type Arrival, journalLanding, toLandOptions } from '../load/landing.ts';
import type { LoadItem } from '../load/load.ts';
import { discardClean } from '../load/load-each.ts';
import { replayMissing } from '../load/replay.ts';
import type { IngestTools } from '../load/tools.ts';
import { nothingLeft } from '../load/unloadable.ts';
import type { RecordKind } from '../scan/schema.ts';
import { type ChosenScope, chooseScopes } from './choose-scopes.ts';
import { collectFiles } from './collect-files.ts';
import { Draft } from './draft.ts';
import { LoadQueue } from './load-queue.ts';
import { arePartsOfOne, groupParts, type PeekedFile, partOf } from './parts.ts';
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
  const history = await readHistory(options.archive);
  const drafts = collected.map(({ path, skipped }) =>
    skipped === null ? new Draft(path) : emptyOutcome(path, 'skipped', skipped),
  );
  const read = drafts.filter((draft) => draft instanceof Draft);
  const tried = new Set<Draft>();
  // While the first file is landed.
  if (read.length > 0) options.reader.start();
  for (const group of groupParts(await peekEach(read, options))) {
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
    return tried.has(draft) ? [draft.outcome()] : [];
  });
  const result = { result: verdictOf(files), files, loaded: queue.loaded };
  await options.faultPoint?.('import.before_run_row');
  await recordRun(options, result);
  return result;
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

/** Files that look like parts of one report are tried as one; whatever speaks against it, each is a report of its own. */
async function importGroup(
  group: readonly PeekedFile[],
  options: ImportOptions,
  history: IngestHistory,
  queue: LoadQueue,
): Promise<void> {
  if (group.length > 1 && (await importAsOne(group, options, history, queue))) return;
  for (const { draft, peek } of group) if (peek !== null) await importFile(draft, peek, options, history, queue);
}

/** True when the files turned out to be parts of one report, which then waits to be loaded. */
async function importAsOne(
  group: readonly PeekedFile[],
  options: ImportOptions,
  history: IngestHistory,
  queue: LoadQueue,
): Promise<boolean> {
  const peek = group[0]?.peek ?? null;
  if (peek === null || !isReport(peek.kind)) return false;
  const drafts = group.map(({ draft }) => draft);
  const landed: { readonly chosen: ChosenScope; readonly arrival: Arrival; readonly landing: LandedReport }[] = [];
  try {
    for (const chosen of chooseScopes(peek, options.scope, history)) {
      const arrival = toArrival(drafts, options, peek.kind, chosen);
      const landing = await landReport(openEach(drafts), toLandOptions(options, arrival));
      landed.push({ chosen, arrival, landing });
      if (!arePartsOfOne(landing)) throw new DataError('The files have rows in common.', { code: 'duplicate_grain' });
    }
  } catch (error) {
    await discardClean(landed);
    if (error instanceof FlightdeckError) return false;
    throw error;
  }
  for (const { chosen, arrival, landing } of landed) {
    for (const [index, draft] of drafts.entries()) draft.landed(chosen, partOf(landing, index));
    const item = await journalLanding(options, arrival, landing);
    history.learn(item.event);
    await queue.put(drafts, item);
  }
  const names = drafts.map(({ file }) => basename(file)).join(', ');
  for (const draft of drafts) draft.notice(`Loaded as parts of one report: ${names}.`);
  return true;
}

async function importFile(
  draft: Draft,
  peek: Peek,
  options: ImportOptions,
  history: IngestHistory,
  queue: LoadQueue,
): Promise<void> {
  try {
    const recognised = await recognise(draft, peek, options);
    if (recognised === null) return;
    for (const chosen of chooseScopes(recognised, options.scope, history)) {
      const item = await landAs(draft, options, recognised.kind, chosen);
      history.learn(item.event);
      await queue.put([draft], item);
    }
  } catch (error) {
    draft.refuse(error);
  }
}

/** What the file is, by its beginning or else by all of it; null when it holds no report. @throws DataError when it is none. */
async function recognise(
  draft: Draft,
  peek: Peek,
  options: ImportOptions,
): Promise<{ readonly kind: ReportKind; readonly entities: Peek['entities'] } | null> {
  const { kind, entities } = peek.kind === null ? await landAside(draft, options) : peek;
  if (kind !== null && !isReport(kind)) throw legacyReport();
  return kind === null ? null : { kind, entities };
}

function isReport(kind: RecordKind | null): kind is ReportKind {
  return kind !== null && kind !== 'legacy-metrics' && kind !== 'legacy-usage';
}

/** Lands the file beside the archive, only to learn what it is. */
async function landAside(draft: Draft, options: ImportOptions): Promise<Pick<Peek, 'kind' | 'entities'>> {
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
  const arrival = toArrival([draft], options, report, chosen);
  const landing = await landReport([open(draft.file)], toLandOptions(options, arrival));
  draft.landed(chosen, landing);
  if (landing.records === 0) throw nothingLeft(landing, report, null);
  return journalLanding(options, arrival, landing);
}

function toArrival(
  drafts: readonly Draft[],
  { now, strict, replace }: ImportOptions,
  report: ReportKind,
  chosen: ChosenScope,
): Arrival {
  return {
    scope: chosen.scope,
    report,
    via: 'import',
    now,
    expect: { kind: report, ...chosen.expect },
    fileName: drafts.map(({ file }) => basename(file)).join(', '),
    ...(strict === undefined ? {} : { strict }),
    ...(replace === undefined ? {} : { replace }),
  };
}

/** One after the other, each when it is its turn. */
function* openEach(drafts: readonly Draft[]): Generator<AsyncIterable<Uint8Array>> {
  for (const { file } of drafts) yield open(file);
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
