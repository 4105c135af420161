import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  DataError,
  type Day,
  dayReportOf,
  type FlightdeckError,
  parseScope,
  REPORTS,
  type ReportKind,
} from '@flightdeck/catalog';
import { readArchived } from '../archive/archive.ts';
import { landReport } from '../archive/land/land.ts';
import type { Journaled, LandedEvent } from '../load/events.ts';
import { toLandOptions } from '../load/landing.ts';
import { discardClean, loadEach } from '../load/load-each.ts';
import type { LoadItem } from '../load/load-item.ts';
import { recordedPaths, recordLandings } from '../load/record-landings.ts';
import { recordGivenUp, toMissedDays } from '../load/refuse/give-up.ts';
import { notWhole } from '../load/refuse/not-whole.ts';
import { lacksOtherUnit, loadOtherUnit } from '../load/refuse/other-unit.ts';
import { readStanding, type Standing } from '../load/standing.ts';
import type { IngestTools } from '../load/tools.ts';
import { type IngestHistory, readHistory } from './history.ts';
import { planReplay, type Replay } from './replay-plan.ts';
import { prepareWorkFolder } from './work-folder.ts';

/** Outcome of a replay. */
export interface ReplayResult {
  /** Days written or confirmed. */
  readonly days: number;
  readonly landings: number;
  readonly failed: readonly ReplayFailure[];
}

/** A landing that could not be loaded. */
export interface ReplayFailure {
  readonly scope: string;
  readonly report: ReportKind;
  /** Relative to the archive. */
  readonly files: readonly string[];
  readonly code: string;
  readonly message: string;
  /** The archive does not hold what was received: only a backup or fetching again helps. */
  readonly damaged: boolean;
  /** A person decided to go on without these files. */
  readonly accepted: boolean;
}

export interface ReplayOptions {
  readonly onProgress?: (progress: { readonly done: number; readonly of: number }) => void;
  readonly signal?: AbortSignal;
  /** Stop at the first archived file that is missing or changed and not accepted as lost; else it is named and the others are loaded. */
  readonly stopAtDamage?: boolean;
}

const MOST_LANDINGS = 28;

/**
 * Loads from the archive what the journal has and the store has not: landings a crash kept from being loaded, commits a
 * lost file took along, or everything when the store is new. Then the store records its place in the journal.
 * @throws DataError `journal_damaged`, `journal_missing`; with `stopAtDamage` also `archive_missing`,
 * `archive_changed`, `gzip_damaged`.
 */
export async function replayMissing(tools: IngestTools, options: ReplayOptions = {}): Promise<ReplayResult> {
  await prepareWorkFolder(tools);
  const history = await readHistory(tools.archive);
  const result = await replayReports(tools, history, options);
  await exchangeRuns(tools, history);
  await tools.store.ledger.recordMark(tools.journal.head);
  return result;
}

/** Runs of either side that the other does not know; those of earlier versions stand in the store only. */
async function exchangeRuns({ store, journal }: IngestTools, { runs }: IngestHistory): Promise<void> {
  const recorded = (await store.ledger.runs(Number.MAX_SAFE_INTEGER)).toReversed();
  const inStore = new Set(recorded.map(({ id }) => id));
  const inJournal = new Set(runs.map(({ id }) => id));
  for (const run of runs) {
    if (inStore.has(run.id)) continue;
    await store.ledger.recordRun(run);
    // One that was recorded again, because the disk took only its row here, counts once.
    inStore.add(run.id);
  }
  for (const run of recorded) if (!inJournal.has(run.id)) await journal.append({ kind: 'run', at: run.endedAt, run });
}

async function replayReports(
  tools: IngestTools,
  { rows, lostFiles }: IngestHistory,
  options: ReplayOptions,
): Promise<ReplayResult> {
  const standing = readStanding(rows);
  if (rows.length === 0) return { days: 0, landings: 0, failed: [] };
  const plan = planReplay(rows, await tools.store.ledger.days());
  const recorded = await recordedPaths(tools.store);
  const damage: DamageRule = { stopAtDamage: options.stopAtDamage ?? false, lostFiles };
  const failed: ReplayFailure[] = [];
  let days = 0;
  let done = 0;
  const earlier = plan.earlier.flatMap((event) => toMissedDays(event));
  if (earlier.length > 0) await tools.store.ledger.recordDays(earlier);
  const ofTwoUnits: Journaled<LandedEvent>[] = [];
  for (const batch of toBatches(plan.replays)) {
    options.signal?.throwIfAborted();
    const result = await replayBatch(tools, batch, damage, standing);
    days += result.days.length;
    for (const { item, error } of result.failed) {
      failed.push(toFailure(item.event, error));
      await recordGivenUp(tools, item, error);
    }
    failed.push(...result.damaged);
    ofTwoUnits.push(...result.items.filter((item) => lacksOtherUnit(item, rows)).map(({ event }) => event));
    done += batch.length;
    options.onProgress?.({ done, of: plan.replays.length });
  }
  for (const event of ofTwoUnits) {
    const result = await loadOtherUnit(tools, event, standing);
    days += result.days.length;
    for (const { item, error } of result.failed) {
      failed.push(toFailure(item.event, error));
      await recordGivenUp(tools, item, error);
    }
  }
  for (const event of plan.idle) {
    if (event.files.every((file) => recorded.has(file))) continue;
    const failure = await recordOnly(tools, event, damage);
    if (failure !== null) failed.push(failure);
  }
  const missed = plan.missed.flatMap(({ event, days }) => toMissedDays(event, days));
  if (missed.length > 0) await tools.store.ledger.recordDays(missed);
  return { days, landings: plan.replays.length, failed };
}

/** What to do about archived files that are missing or changed. */
interface DamageRule {
  readonly stopAtDamage: boolean;
  /** Never stop at these. */
  readonly lostFiles: ReadonlySet<string>;
}

async function replayBatch(tools: IngestTools, batch: readonly Replay[], rule: DamageRule, standing: Standing) {
  const items: LoadItem[] = [];
  const failed: { item: LoadItem; error: FlightdeckError }[] = [];
  const damaged: ReplayFailure[] = [];
  try {
    for (const { event, only } of batch) {
      try {
        const item = await landAgain(tools, event);
        const error =
          event.via === 'api'
            ? notWhole(item.landing, event.report, event.dayList[0] ?? null, event.emptyFiles ?? 0)
            : null;
        if (error === null) items.push(only === null ? item : { ...item, only });
        else failed.push({ item, error });
      } catch (error) {
        damaged.push(toDamage(event, error, rule));
      }
    }
  } catch (error) {
    await discardClean([...items, ...failed.map(({ item }) => item)]);
    throw error;
  }
  await discardClean(failed.map(({ item }) => item));
  const loaded = await loadEach(tools, items, standing);
  return { items, days: loaded.days, failed: [...failed, ...loaded.failed], damaged };
}

function toFailure({ scope, report, files }: LandedEvent, error: FlightdeckError): ReplayFailure {
  const message = error.hint === undefined ? error.message : `${error.message} ${error.hint}`;
  return { scope, report, files, code: error.code, message, damaged: false, accepted: false };
}

/** @throws the error when it is no damage of the archive, or one to stop at. */
function toDamage(event: LandedEvent, error: unknown, { stopAtDamage, lostFiles }: DamageRule): ReplayFailure {
  const accepted = event.files.some((file) => lostFiles.has(file));
  if (!(error instanceof DataError) || (stopAtDamage && !accepted)) throw error;
  return { ...toFailure(event, error), damaged: true, accepted };
}

/** Scans archived files again, exactly as they were scanned when they were received; the archive is only read. */
async function landAgain(tools: IngestTools, event: Journaled<LandedEvent>): Promise<LoadItem> {
  const scratch = await mkdtemp(join(tools.workFolder, 'replay-'));
  const sources = event.files.map((file, index) => readArchived(join(tools.archive, file), event.sha256s[index]));
  const { expectDays, entityIds, entityId } = event;
  const options = toLandOptions(tools, {
    scope: parseScope(event.scope),
    report: event.report,
    via: event.via,
    now: new Date(event.fetchedAt),
    expect: {
      kind: event.report,
      ...(expectDays === undefined ? {} : { days: expectDays }),
      ...(entityIds === undefined ? {} : { entityIds }),
      ...(entityId === undefined ? {} : { entityId }),
    },
  });
  try {
    const landing = await landReport(sources, { ...options, archive: scratch });
    return { landing, event };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Null when it was recorded, else why not. */
async function recordOnly(
  tools: IngestTools,
  event: Journaled<LandedEvent>,
  rule: DamageRule,
): Promise<ReplayFailure | null> {
  try {
    const item = await landAgain(tools, event);
    await recordLandings(tools, [item]);
    await discardClean([item]);
    return null;
  } catch (error) {
    return toDamage(event, error, rule);
  }
}

/** Landings that may be loaded together: alike, no two with a day in common, and the order within a report kept. */
function toBatches(replays: readonly Replay[]): readonly (readonly Replay[])[] {
  const open = new Map<string, { replays: Replay[]; days: Set<Day>; like: string }>();
  const batches: Replay[][] = [];
  for (const replay of replays) {
    const { scope, report, userGrain, via, replace } = replay.event;
    // A 28-day report seeds days of its 1-day report, so their order matters.
    const family = `${scope}|${dayReportOf(report)}`;
    const like = `${report}|${userGrain ?? ''}|${via}|${replace ?? false}|${replay.only === null}`;
    const days = replay.event.dayList;
    let batch = open.get(family);
    const fits =
      batch !== undefined &&
      batch.like === like &&
      batch.replays.length < MOST_LANDINGS &&
      REPORTS[report].window !== '28-day' &&
      !days.some((day) => batch?.days.has(day));
    if (batch === undefined || !fits) {
      batch = { replays: [], days: new Set(), like };
      open.set(family, batch);
      batches.push(batch.replays);
    }
    batch.replays.push(replay);
    for (const day of days) batch.days.add(day);
  }
  return batches;
}
