import { randomUUID } from 'node:crypto';
import { CapabilityError, DISK_CODES } from '@flightdeck/catalog';
import type { RunRow, Store } from '@flightdeck/store';
import { recordRun } from '../load/record-run.ts';
import type { IngestTools } from '../load/tools.ts';
import { type ReplayOptions, type ReplayResult, replayMissing } from '../replay/replay.ts';

export interface RebuildOptions extends Omit<IngestTools, 'store'>, Omit<ReplayOptions, 'stopAtDamage'> {
  /** Leave out archived files that are missing or changed, and name them, instead of stopping. */
  readonly skipDamaged?: boolean;
  readonly now: Date;
  readonly clock?: () => Date;
  /** Opens a new, empty store beside the one in use; what an earlier rebuild left there is gone first. */
  readonly openFreshStore: () => Promise<Store>;
  /** Puts the new store, closed by now, in the place of the old one, which must be closed by then. */
  readonly swap: () => Promise<void>;
  /** Runs of the old store; those of earlier versions stand in no journal and are carried over. */
  readonly runs?: readonly RunRow[];
}

/**
 * Makes every table anew from the archive, in the order in which things happened, and only then takes the place of the
 * old store. Killed at any moment, either the old store or the whole new one is there.
 * @throws DataError `archive_missing`, `archive_changed`, `journal_damaged`; CapabilityError with a code of `DISK_CODES`; the old
 * store then stays. With `skipDamaged` what is damaged is left out instead.
 */
export async function rebuild(options: RebuildOptions): Promise<ReplayResult> {
  const { openFreshStore, swap, runs = [], now, clock, ...tools } = options;
  const store = await openFreshStore();
  let result: ReplayResult;
  try {
    result = await replayMissing({ ...tools, store }, { ...options, stopAtDamage: options.skipDamaged !== true });
    const ofDisk = result.failed.find(({ code }) => DISK_CODES.includes(code));
    // What a disk did not take may be taken another time: the old store, which has it, stays.
    if (ofDisk) throw new CapabilityError(ofDisk.message, { code: ofDisk.code });
    const known = new Set((await store.ledger.runs(Number.MAX_SAFE_INTEGER)).map(({ id }) => id));
    for (const run of runs) if (!known.has(run.id)) await recordRun({ ...tools, store }, run);
    const left = result.failed.filter(({ damaged, accepted }) => damaged && !accepted).flatMap(({ files }) => files);
    if (left.length > 0) await tools.journal.append({ kind: 'lost', at: now.toISOString(), files: left });
    await recordRun(
      { ...tools, store },
      {
        id: randomUUID(),
        kind: 'rebuild',
        startedAt: now.toISOString(),
        endedAt: (clock?.() ?? now).toISOString(),
        result: result.failed.length === 0 ? 'ok' : 'partial',
        daysLoaded: result.days,
        daysFailed: result.failed.length,
        requests: 0,
        message: result.failed.map(({ files, message }) => `${files.join(', ')}: ${message}`).join('\n') || null,
      },
    );
  } catch (error) {
    await store.close().catch(() => undefined);
    throw error;
  }
  await store.close();
  await options.faultPoint?.('rebuild.before_swap');
  await swap();
  await options.faultPoint?.('rebuild.after_swap');
  return result;
}
