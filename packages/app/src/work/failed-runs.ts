import { randomUUID } from 'node:crypto';
import { CapabilityError, DISK_CODES, FlightdeckError, toOperatorError } from '@flightdeck/catalog';
import { type IngestTools, recordRun } from '@flightdeck/ingest';
import type { RunRow } from '@flightdeck/store';
import { type DiskTrouble, toDiskTrouble } from '../status/disk.ts';

/** Syncs that were ended by an error, which can leave no row of their own where the disk takes none. */
export interface FailedRuns {
  /** The last one, while it stands nowhere else; null when it does. */
  readonly pending: RunRow | null;
  /** What the disk refused the last sync; null when the last one found nothing wrong. */
  readonly trouble: DiskTrouble | null;
  /** Notes how a sync was ended; false where none was, as another is at work or all work is over. Never rejects. */
  note(startedAt: Date, error: unknown, tools: () => Promise<IngestTools>): Promise<boolean>;
  /** Records the pending one; it stays pending when that fails. Never rejects. */
  record(tools: IngestTools): Promise<void>;
  /** A sync ran to its end, with these codes of what failed. */
  ended(failed: readonly { readonly code: string; readonly message: string }[]): void;
}

/** No sync has failed yet. */
export function createFailedRuns(now: () => Date): FailedRuns {
  let pending: RunRow | null = null;
  let trouble: DiskTrouble | null = null;
  const record = async (tools: IngestTools): Promise<void> => {
    if (pending === null) return;
    const run = pending;
    const isRecorded = await recordRun(tools, run).then(
      () => true,
      () => false,
    );
    if (isRecorded && pending === run) pending = null;
  };
  return {
    get pending() {
      return pending;
    },
    get trouble() {
      return trouble;
    },
    record,
    async note(startedAt, thrown, tools) {
      const error = toOperatorError(thrown) ?? thrown;
      if (error instanceof CapabilityError && ['busy', 'stopping', 'reader_closed', 'standby'].includes(error.code))
        return false;
      if (!(error instanceof FlightdeckError)) return true;
      trouble = DISK_CODES.includes(error.code) ? toDiskTrouble(error) : null;
      pending = {
        id: randomUUID(),
        kind: 'sync',
        startedAt: startedAt.toISOString(),
        endedAt: now().toISOString(),
        result: 'failed',
        daysLoaded: 0,
        daysFailed: 0,
        requests: 0,
        message: `${trouble === null ? '' : 'disk: '}${error.message}${error.hint === undefined ? '' : ` ${error.hint}`}`,
      };
      await tools().then(record, () => undefined);
      return true;
    },
    ended(failed) {
      const found = failed.find(({ code }) => DISK_CODES.includes(code));
      trouble = found === undefined ? null : { code: found.code, message: found.message, hint: null };
    },
  };
}
