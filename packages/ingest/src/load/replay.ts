import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DataError, type Day, type FlightdeckError, parseScope, type ReportKind } from '@flightdeck/catalog';
import { readArchived } from '../archive/archive.ts';
import { landReport } from '../archive/land.ts';
import type { Journaled, LandedEvent } from './events.ts';
import { recordGivenUp, toMissedDays } from './give-up.ts';
import { readHistory } from './history.ts';
import { toLandOptions } from './landing.ts';
import { discardClean, loadEach } from './load-each.ts';
import type { LoadItem } from './load-item.ts';
import { bookedPaths, recordLandings } from './record-landings.ts';
import { planReplay, type Replay } from './replay-plan.ts';
import { readStanding, type Standing } from './standing.ts';
import type { IngestTools } from './tools.ts';
import { unloadable } from './unloadable.ts';
import { prepareWorkFolder } from './work-folder.ts';

/** What a replay did. */
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
}

export interface ReplayOptions {
  readonly onProgress?: (progress: { readonly done: number; readonly of: number }) => void;
  readonly signal?: AbortSignal;
  /** Stop at the first archived file that is missing or changed; otherwise it is named and the others are loaded. */
  readonly stopAtDamage?: boolean;
}

const MOST_LANDINGS = 28;

/**
 * Loads from the archive what the journal has and the store has not: landings a crash kept from being loaded, commits a
 * lost file took along, or everything when the store is new.
 * @throws DataError `journal_damaged`; with `stopAtDamage` also `archive_missing`, `archive_changed`, `gzip_damaged`.
 */
export async function replayMissing(tools: IngestTools, options: ReplayOptions = {}): Promise<ReplayResult> {
  await prepareWorkFolder(tools);
  const { rows } = await readHistory(tools.archive);
  const standing = readStanding(rows);
  if (rows.length === 0) return { days: 0, landings: 0, failed: [] };
  const plan = planReplay(rows, await tools.store.ledger.days());
  const booked = await bookedPaths(tools.store);
  const failed: ReplayFailure[] = [];
  let days = 0;
  let done = 0;
  const earlier = plan.earlier.flatMap((event) => toMissedDays(event));
  if (earlier.length > 0) await tools.store.ledger.recordDays(earlier);
  for (const batch of toBatches(plan.replays)) {
    options.signal?.throwIfAborted();
    const result = await replayBatch(tools, batch, options.stopAtDamage ?? false, standing);
    days += result.days.length;
    for (const { item, error } of result.failed) {
      failed.push(toFailure(item.event, error, false));
      await recordGivenUp(tools, item, error);
    }
    failed.push(...result.damaged);
    done += batch.length;
    options.onProgress?.({ done, of: plan.replays.length });
  }
  for (const event of plan.idle) {
    if (event.files.every((file) => booked.has(file))) continue;
    const damage = await recordOnly(tools, event, options.stopAtDamage ?? false);
    if (damage !== null) failed.push(damage);
  }
  const missed = plan.missed.flatMap(({ event, days }) => toMissedDays(event, days));
  if (missed.length > 0) await tools.store.ledger.recordDays(missed);
  return { days, landings: plan.replays.length, failed };
}

async function replayBatch(tools: IngestTools, batch: readonly Replay[], stopAtDamage: boolean, standing: Standing) {
  const items: LoadItem[] = [];
  const failed: { item: LoadItem; error: FlightdeckError }[] = [];
  const damaged: ReplayFailure[] = [];
  try {
    for (const { event, only } of batch) {
      try {
        const item = await landAgain(tools, event);
        const error = event.via === 'api' ? unloadable(item.landing, event.report, event.dayList[0] ?? null) : null;
        if (error === null) items.push(only === null ? item : { ...item, only });
        else failed.push({ item, error });
      } catch (error) {
        if (stopAtDamage || !(error instanceof DataError)) throw error;
        damaged.push(toFailure(event, error, true));
      }
    }
  } catch (error) {
    await discardClean([...items, ...failed.map(({ item }) => item)]);
    throw error;
  }
  await discardClean(failed.map(({ item }) => item));
  const loaded = await loadEach(tools, items, standing);
  return { days: loaded.days, failed: [...failed, ...loaded.failed], damaged };
}

function toFailure({ scope, report, files }: LandedEvent, error: FlightdeckError, damaged: boolean): ReplayFailure {
  const message = error.hint === undefined ? error.message : `${error.message} ${error.hint}`;
  return { scope, report, files, code: error.code, message, damaged };
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

/** Null when it was booked, else why not. */
async function recordOnly(
  tools: IngestTools,
  event: Journaled<LandedEvent>,
  stopAtDamage: boolean,
): Promise<ReplayFailure | null> {
  try {
    const item = await landAgain(tools, event);
    await recordLandings(tools, [item]);
    await discardClean([item]);
    return null;
  } catch (error) {
    if (stopAtDamage || !(error instanceof DataError)) throw error;
    return toFailure(event, error, true);
  }
}

/** Landings that may be loaded together: alike, no two with a day in common, and the order within a report kept. */
function toBatches(replays: readonly Replay[]): readonly (readonly Replay[])[] {
  const open = new Map<string, { replays: Replay[]; days: Set<Day>; like: string }>();
  const batches: Replay[][] = [];
  for (const replay of replays) {
    const { scope, report, userGrain, via, replace } = replay.event;
    // A 28-day report seeds days of its 1-day report, so their order matters.
    const family = `${scope}|${report.replace(/-\d+-day$/, '')}`;
    const like = `${report}|${userGrain ?? ''}|${via}|${replace ?? false}|${replay.only === null}`;
    const days = replay.event.dayList;
    let batch = open.get(family);
    const fits =
      batch !== undefined &&
      batch.like === like &&
      batch.replays.length < MOST_LANDINGS &&
      !report.endsWith('28-day') &&
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
