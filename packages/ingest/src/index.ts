export { type Journal, journalPath, openJournal } from './journal/journal.ts';
export { type ReplayOptions, type ReplayResult, replayMissing } from './load/replay.ts';
export { INGEST_FAULT_POINTS, type IngestTools } from './load/tools.ts';
export { createReader, type Reader, type ReaderOptions } from './normalise/index.ts';
export { type PlanInput, type PlannedBatch, planSync } from './sync/plan.ts';
export type { SyncFailure, SyncProgress, SyncResult } from './sync/result.ts';
export { type SyncOptions, syncOnce } from './sync/run.ts';
