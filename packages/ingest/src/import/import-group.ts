import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { DataError, FlightdeckError, pluralOf, type ReportKind, type Scope } from '@flightdeck/catalog';
import { atFile } from '../archive/files.ts';
import { landReport } from '../archive/land/land.ts';
import type { LandedReport } from '../archive/land/landing.ts';
import { type Arrival, journalLanding, toLandOptions } from '../load/landing.ts';
import { discardClean } from '../load/load-each.ts';
import type { LoadItem } from '../load/load-item.ts';
import { notWhole } from '../load/refuse/not-whole.ts';
import { nothingLeft } from '../load/refuse/unloadable.ts';
import type { IngestHistory } from '../replay/history.ts';
import { otherUnit } from '../scan/report-scan.ts';
import { type ChosenScope, chooseScopes } from './draft/choose-scopes.ts';
import type { Draft } from './draft/draft.ts';
import { arePartsOfOne, type PeekedFile, partOf } from './draft/parts.ts';
import type { Peek } from './draft/peek.ts';
import type { LoadQueue } from './load-queue.ts';
import type { ImportOptions } from './options.ts';

const ONLY_FOR_CHECKING =
  'One row a person for the whole window: kept to check days against, and read by no metric, as it does not say what was when. For numbers, sync or import users-1-day, or a 28-day report whose rows have a day.';

const NO_DAYS =
  'Its list of days is empty, so no day is loaded from it; only what it says of the window as a whole is kept.';

/** Files that look like parts of one report are tried as one; whatever speaks against it, each is a report of its own. */
export async function importGroup(
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
  if (peek === null || peek.kind === null) return false;
  const { kind } = peek;
  const drafts = group.map(({ draft }) => draft);
  const landed: { readonly chosen: ChosenScope; readonly arrival: Arrival; readonly landing: LandedReport }[] = [];
  try {
    for (const chosen of chooseScopes(peek, options.scope, history, options.entityId)) {
      const arrival = toArrival(drafts, options, kind, chosen);
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
    for (const chosen of chooseScopes(recognised, options.scope, history, options.entityId)) {
      let report: ReportKind | null = recognised.kind;
      // Lines of another unit are loaded as the report they belong to.
      for (let round = 0; report !== null && round < 2; round++) {
        const item = await landAs(draft, options, report, chosen);
        history.learn(item.event);
        await queue.put([draft], item);
        const hasOthers = item.landing.files.some(({ rejectedByCode }) => (rejectedByCode.other_unit ?? 0) > 0);
        const { records } = item.landing;
        const are = pluralOf(records, 'is', 'are');
        if (round > 0) draft.notice(`${records} of its lines ${are} counted in another unit and loaded as ${report}.`);
        report = hasOthers ? otherUnit(report) : null;
      }
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
): Promise<{
  readonly kind: ReportKind;
  readonly entities: Peek['entities'];
  readonly organizations: Peek['organizations'];
} | null> {
  const { kind, entities } = peek.kind === null ? await landAside(draft, options) : peek;
  const { organizations } = peek;
  return kind === null ? null : { kind, entities, organizations };
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
  if (report === 'users-28-day' && landing.days.size === 0) draft.notice(ONLY_FOR_CHECKING);
  if (report === 'aggregate-28-day' && landing.records > 0 && landing.days.size === 0) draft.notice(NO_DAYS);
  if (landing.records === 0) throw nothingLeft(landing, report, null);
  // Of a list of seats the rest is no snapshot: everybody left out would have lost the seat.
  const fault = report === 'seats' ? notWhole(landing, report, null, 0) : null;
  if (fault !== null) {
    await discardClean([{ landing }]);
    throw fault;
  }
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

async function* open(path: string): AsyncGenerator<Uint8Array> {
  const chunks = createReadStream(path, { highWaterMark: READ_BYTES })[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { value, done } = await atFile(path, chunks.next());
      if (done) return;
      yield value as Uint8Array;
    }
  } finally {
    await chunks.return?.();
  }
}
