/** How syncs end: everything asked for arrived, some of it, nothing. */
export const SYNC_RESULTS = ['ok', 'partial', 'failed'] as const;
/** How a sync ended. */
export type SyncResultName = (typeof SYNC_RESULTS)[number];

/** Syncs that ended since the start, by how. */
export interface SyncCounts {
  note(result: SyncResultName): void;
  readonly by: Readonly<Record<SyncResultName, number>>;
}

/** None has ended yet. */
export function createSyncCounts(): SyncCounts {
  const by: Record<SyncResultName, number> = { ok: 0, partial: 0, failed: 0 };
  return {
    by,
    note(result) {
      by[result] += 1;
    },
  };
}
