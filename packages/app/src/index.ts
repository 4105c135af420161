export { describeFaults } from '@flightdeck/ingest';
export type { App } from './app.ts';
export { rangeOf } from './build-status.ts';
export type { Checker } from './checker.ts';
export type { Checks, ScopeShift } from './checks.ts';
export { CONFIG_FILE, type Config, type ConfigInput, describeConfig, readConfig, requireLoopback } from './config.ts';
export { connectGithub, requireSyncable } from './connect.ts';
export { renewDemo } from './demo.ts';
export { examine, type Finding } from './doctor.ts';
export type { AppEffects } from './effects.ts';
export { hasCredentials } from './github-hosts.ts';
export { chooseHome, demoHome, type Home, hasData, noData, ownHome, requireData } from './home.ts';
export { type ImportSettings, toScope } from './importing.ts';
export {
  type ArchiveFault,
  type ArchiveIntegrity,
  daysText,
  describeGap,
  type Gap,
  type Integrity,
  type IntegrityWatch,
  lacksDays,
  rangeText,
} from './integrity.ts';
export { createLogger, type Logger, type LogTarget } from './logger.ts';
export { openApp } from './open-app.ts';
export { LOCAL, type Principal, type Role } from './principal.ts';
export { MOST_GROUPS, requireAffordable } from './query-cost.ts';
export { type RebuildSettings, rebuildDatabase } from './rebuilding.ts';
export type { Reconciler } from './reconciler.ts';
export { MOST_RESTATED, readRestatements, toRestatementsQuery } from './restatements.ts';
export { findServer, removeServerFile, requireNoServer, type ServerFile, writeServerFile } from './server-file.ts';

export { SETTINGS, type Setting, type SettingName } from './settings.ts';
export { readSettling } from './settling.ts';
export type { NewSignOff, SignOff, SignOffs } from './sign-offs.ts';
export type { ReadFile, Texts } from './sources.ts';
export * from './status.ts';
export { describeFailures, toSyncRange } from './syncing.ts';
export { type Verification, verifyHome } from './verify.ts';
export { readVersion } from './version.ts';
