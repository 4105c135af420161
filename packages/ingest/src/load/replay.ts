import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type DataError, type Day, parseScope } from '@flightdeck/catalog';
import { readArchived } from '../archive/archive.ts';
import { landReport } from '../archive/land.ts';
import type { Journaled, LandedEvent } from './events.ts';
import { recordGivenUp, toMissedDays } from './give-up.ts';
import { readHistory } from './history.ts';
import { toLandOptions } from './landing.ts';
import type { LoadItem } from './load.ts';
import { discardClean, loadEach } from './load-each.ts';
import { bookedPaths, recordLandings } from './record-landings.ts';
import { planReplay, type Replay } from './replay-plan.ts';
import type { IngestTools } from './tools.ts';
import { unloadable } from './unloadable.ts';
import { prepareWorkFolder } from './work-folder.ts';

/** What a replay did. */
export interface ReplayResult {
  /** Days written or confirmed. */
  readonly days: number;
  readonly landings: number;
  /** Landings whose content cannot be loaded. */
  readonly failed: readonly { readonly files: readonly string[]; readonly code: string; readonly message: string }[];
}

export interface ReplayOptions {
  readonly onProgress?: (progress: { readonly done: number; readonly of: number }) => void;
  readonly signal?: AbortSignal;
}

const MOST_LANDINGS = 28;

/**
 * Loads from the archive what the journal has and the store has not: landings a crash kept from being loaded, commits a
 * lost file took along, or everything when the store is new.
 * @throws DataError `archive_missing`, `archive_changed`, `journal_damaged`.
 */
export async function replayMissing(tools: IngestTools, options: ReplayOptions = {}): Promise<ReplayResult> {
  await prepareWorkFolder(tools);
  const { rows } = await readHistory(tools.archive);
  if (rows.length === 0) return { days: 0, landings: 0, failed: [] };
  const plan = planReplay(rows, await tools.store.ledger.days());
  const booked = await bookedPaths(tools.store);
  const failed: { files: readonly string[]; code: string; message: string }[] = [];
  let days = 0;
  let done = 0;
  for (const batch of toBatches(plan.replays)) {
    options.signal?.throwIfAborted();
    const result = await replayBatch(tools, batch);
    days += result.days.length;
    for (const { item, error } of result.failed) {
      failed.push({ files: item.event.files, code: error.code, message: error.message });
      await recordGivenUp(tools, item, error);
    }
    done += batch.length;
    options.onProgress?.({ done, of: plan.replays.length });
  }
  for (const event of plan.idle) {
    if (event.files.some((file) => !booked.has(file))) await recordOnly(tools, event);
  }
  const missed = plan.missed.flatMap(({ event, days }) => toMissedDays(event, days));
  if (missed.length > 0) await tools.store.ledger.recordDays(missed);
  return { days, landings: plan.replays.length, failed };
}

async function replayBatch(tools: IngestTools, batch: readonly Replay[]): ReturnType<typeof loadEach> {
  const items: LoadItem[] = [];
  const failed: { item: LoadItem; error: DataError }[] = [];
  try {
    for (const { event, only } of batch) {
      const item = await landAgain(tools, event);
      const error = event.via === 'api' ? unloadable(item.landing, event.report, event.dayList[0] ?? null) : null;
      if (error === null) items.push(only === null ? item : { ...item, only });
      else failed.push({ item, error });
    }
    await discardClean(failed.map(({ item }) => item));
  } catch (error) {
    await discardClean([...items, ...failed.map(({ item }) => item)]);
    throw error;
  }
  const loaded = await loadEach(tools, items);
  return { days: loaded.days, failed: [...failed, ...loaded.failed] };
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

async function recordOnly(tools: IngestTools, event: Journaled<LandedEvent>): Promise<void> {
  const item = await landAgain(tools, event);
  await recordLandings(tools, [item]);
  await discardClean([item]);
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
