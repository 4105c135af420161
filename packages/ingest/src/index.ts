export { listArchive, readArchived } from './archive/archive.ts';
export { type ArchiveCheck, type ArchiveFault, checkArchive } from './archive/check-archive.ts';
export { atFile, makeFolder, requireFreeSpace, syncFolder, writeAll } from './archive/files.ts';
export type { GiveWay } from './archive/land/give-way.ts';
export { toArchivePath } from './archive/paths.ts';
export { importFiles } from './import/import-files.ts';
export type { ImportOptions } from './import/options.ts';
export type { ImportedFile, ImportResult, RejectedLine } from './import/result.ts';
export { type MoveOptions, moveElastic } from './import-elastic/move-elastic.ts';
export type { NoTeam, NoTeamOption, NoTeamReading } from './import-elastic/no-team.ts';
export { createElastic, type Elastic, type ElasticOptions } from './import-elastic/read/elastic.ts';
export type {
  MovedNoTeam,
  MovedReport,
  MoveFailure,
  MoveProgress,
  MoveResult,
  UnreadIndex,
} from './import-elastic/result.ts';
export { appendChained, type ChainedState, inspectChained, readChainedFile } from './journal/chained-file.ts';
export { createChainedLog } from './journal/chained-log.ts';
export { withFileLock } from './journal/file-lock.ts';
export {
  describeFaults,
  inspectJournal,
  type JournalFault,
  type JournalState,
  requireSound,
} from './journal/inspect.ts';
export { headOf, type Journal, journalPath, openJournal, readSoundJournal } from './journal/journal.ts';
export { type PlacedLine, readBack } from './journal/read-back.ts';
export { salvageJournal } from './journal/salvage.ts';
export { sealPath, witnessPath, writeSeal } from './journal/seal-file.ts';
export { recordRun } from './load/record-run.ts';
export type { IngestTools } from './load/tools.ts';
export {
  compileReadColumns,
  createReader,
  type Failure as ProcessFailure,
  forkModule,
  planTask,
  type Reader,
  type ReaderOptions,
  toError,
  toFailure,
} from './normalise/index.ts';
export { type RebuildOptions, rebuild } from './rebuild/rebuild.ts';
export { removeDatabaseFile, swapDatabaseFile } from './rebuild/swap-file.ts';
export { type ComparedPlaces, compareStore, isBehind } from './replay/compare-store.ts';
export { findGaps, GAP_CODES, type Gap } from './replay/gaps.ts';
export { type IngestHistory, readHistory } from './replay/history.ts';
export { findLostReports } from './replay/lost-rows.ts';
export { type ReplayFailure, type ReplayOptions, type ReplayResult, replayMissing } from './replay/replay.ts';
export { openStandbyJournal } from './replay/standby-journal.ts';
export { describeFailures, type Failure } from './sync/outcome/describe-failures.ts';
export type { SyncFailure, SyncProgress, SyncResult } from './sync/outcome/result.ts';
export { type PastSnapshots, syncPastSnapshots } from './sync/past-snapshots.ts';
export { type DaysAtRisk, daysAtRisk } from './sync/plan/at-risk.ts';
export { type Estimate, estimateRest } from './sync/plan/estimate.ts';
export { dayKey, type PlanInput, type PlannedBatch } from './sync/plan/plan.ts';
export { type SyncOptions, syncOnce } from './sync/run.ts';
