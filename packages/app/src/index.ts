export { GUEST, LOCAL, type Principal, type Role } from '@flightdeck/access';
export { describeFaults } from '@flightdeck/ingest';
export { MOST_GROUPS, requireAffordable } from './answer/query-cost.ts';
export type { NamesInAnswer } from './answer/whom.ts';
export type { BackupState } from './backup/backup-state.ts';
export { restoreBackup } from './backup/restore/restore-backup.ts';
export { describeLacking, type RunBackup, runBackup } from './backup/run-backup.ts';
export { type BackupVerification, verifyBackup } from './backup/verify-backup.ts';
export type { Checker } from './compare/checker.ts';
export type { Checks, ScopeShift } from './compare/checks.ts';
export type { Reconciler } from './compare/reconciler.ts';
export { readRestatements, toRestatementsQuery } from './compare/restatements.ts';
export type { NewSignOff, SignOff, SignOffs } from './compare/sign-offs.ts';
export { renewDemo } from './demo/demo.ts';
export {
  type Config,
  type ConfigInput,
  describeConfig,
  readConfig,
} from './settings/config.ts';
export type { SettingNotice } from './settings/given/notice.ts';
export type { SettingChanges, SettingRefusal } from './settings/kept/live-settings.ts';
export type { SettingView } from './settings/kept/setting-view.ts';
export { createNetworkTest, type Network, toAddress } from './settings/networks.ts';
export { isReachable, type PublicUrl, type Reach, type TlsSettings } from './settings/reach.ts';
export type { Remote } from './settings/remote.ts';
export { SECTIONS, SETTING_KINDS } from './settings/setting.ts';
export { isLoopback } from './settings/setting-values.ts';
export type { Setting, SettingName } from './settings/settings.ts';
export type { ClientCredential } from './settings/sign-in/client-credential.ts';
export { type GithubSignIn, issuerOf, type SignIn } from './settings/sign-in.ts';
export { ORIGINS, type ReadFile, type Texts } from './settings/sources.ts';
export { compareDatabase, type DatabaseCheck } from './status/archive/compare-database.ts';
export {
  type ArchiveFault,
  type ArchiveIntegrity,
  describeGap,
  type Gap,
  type Integrity,
  type IntegrityWatch,
  lacksDays,
  rangeText,
} from './status/archive/integrity.ts';
export { type Verification, verifyHome } from './status/archive/verify.ts';
export { rangeOf } from './status/build-status.ts';
export type { AccessCheck, AccessReport } from './status/check-access.ts';
export { examine, type Finding } from './status/doctor.ts';
export { AUDIT_FILE, inspectAudit } from './status/inspect-audit.ts';
export * from './status/status.ts';
export { examineUpgrade, type UpgradePlan } from './upgrade/examine-upgrade.ts';
export { type AccessFiles, openAccessFiles } from './wiring/access/open-access.ts';
export type { App } from './wiring/app.ts';
export { requireSyncable } from './wiring/connect.ts';
export type { AppEffects } from './wiring/effects.ts';
export { chooseHome, type Home, hasData, isBegun, noData, ownHome, requireData } from './wiring/home.ts';
export { createLogger, type Logger, type LogTarget } from './wiring/log/logger.ts';
export { openApp, openAppToRead } from './wiring/open-app.ts';
export {
  findServer,
  removeServerFile,
  requireNoServer,
  type ServerFile,
  writeServerFile,
} from './wiring/process/server-file.ts';
export { openServedApp } from './wiring/served-app.ts';
export { openTracer } from './wiring/trace/open-tracer.ts';
export { parseTraceparent, type Tracer } from './wiring/trace/tracer.ts';
export { readRevision, readVersion } from './wiring/version.ts';
export { type ImportSettings, toScope } from './work/importing.ts';
export { type RebuildSettings, rebuildDatabase } from './work/rebuilding.ts';
export { REQUEST_SECONDS } from './work/request-counts.ts';
export { readSettling } from './work/schedule/settling.ts';
export { SYNC_RESULTS } from './work/sync-counts.ts';
export { describeFailures, toSyncRange } from './work/syncing.ts';
