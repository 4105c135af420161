import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createAudit } from '@flightdeck/access';
import { CapabilityError, DISK_CODES, toDay } from '@flightdeck/catalog';
import { createChainedLog } from '@flightdeck/ingest';
import { createAnswerer } from '../answer/answerer.ts';
import { createLedgerState } from '../answer/ledger-state.ts';
import { findWhom } from '../answer/whom.ts';
import { requireRestored } from '../backup/restore/restore-backup.ts';
import { createScheduledBackups } from '../backup/schedule/scheduled-backups.ts';
import { createChecker } from '../compare/checker.ts';
import { createReconciler } from '../compare/reconciler.ts';
import { createSignOffs } from '../compare/sign-offs.ts';
import { importAccounts } from '../mine/import-accounts.ts';
import { createMine } from '../mine/mine.ts';
import type { Config } from '../settings/config.ts';
import { followKept } from '../settings/kept/follow-kept.ts';
import { createLiveSettings, type SettingChanges } from '../settings/kept/live-settings.ts';
import { createArchiveWatch } from '../status/archive/archive-watch.ts';
import { createIntegrity } from '../status/archive/integrity.ts';
import { createAuditTrail } from '../status/audit-trail.ts';
import { createLedgerStatus } from '../status/build-ledger.ts';
import { buildStatus } from '../status/build-status.ts';
import { checkAccess } from '../status/check-access.ts';
import { type DiskTrouble, findDiskTrouble, toDiskTrouble } from '../status/disk.ts';
import { AUDIT_FILE } from '../status/inspect-audit.ts';
import { narrowStatus } from '../status/narrow-status.ts';
import { pendingSteps } from '../upgrade/folder-format.ts';
import { prepareFolder } from '../upgrade/prepare-folder.ts';
import { createFailedRuns } from '../work/failed-runs.ts';
import { createAttendance } from '../work/give-way.ts';
import { importInto, moveInto } from '../work/importing.ts';
import { createLazyTools } from '../work/ingest-tools.ts';
import { createRateLimits } from '../work/rate-limits.ts';
import { followLease } from '../work/schedule/follow-lease.ts';
import type { Scheduler } from '../work/schedule/scheduler.ts';
import { shareFolder } from '../work/schedule/share-folder.ts';
import { createSyncCounts } from '../work/sync-counts.ts';
import { type SyncParts, startSyncing, syncNow, syncUnseen, takeIn } from '../work/syncing.ts';
import { createWork } from '../work/work.ts';
import { emptyWorkFolder } from '../work/work-folder.ts';
import { openAccess } from './access/open-access.ts';
import { openRecords } from './access/records-of.ts';
import type { App } from './app.ts';
import { atMost } from './at-most.ts';
import { closeAll } from './close-all.ts';
import { requireSyncable } from './connect.ts';
import type { AppEffects } from './effects.ts';
import { chooseHome, type Home, makeHome } from './home.ts';
import { requireLease } from './lease/folder-lease.ts';
import { createLiveConfig, syncsOtherwise } from './live-config.ts';
import { openCompared } from './open-compared.ts';
import { requireStartable } from './requirements.ts';
import { NO_TRACER } from './trace/tracer.ts';
import { readVersion } from './version.ts';

/** Checks of credentials in a minute: each asks GitHub some ten times a scope. */
const MOST_CHECKS = 12;

/**
 * Opens the home's store and wires everything to it. Days that the journal has and the database lacks are loaded from
 * the archive first; all of them when the database was lost.
 * @throws DataError `journal_missing`, `journal_damaged`, `journal_behind`, `store_foreign`; InputError
 * `folder_newer`, `folder_not_writable`, `restore_unfinished`, `store_locked` and what else opening a store throws.
 */
export async function openApp(config: Config, home: Home, effects: AppEffects): Promise<App> {
  return open(config, home, effects, null);
}

/**
 * The same for a command that only asks: where the disk takes nothing, the database is read as it is, and the status says
 * what is wrong with the disk. @throws as `openApp`; InputError `store_older`.
 */
export async function openAppToRead(config: Config, home: Home, effects: AppEffects): Promise<App> {
  try {
    return await openApp(config, home, effects);
  } catch (error) {
    const trouble = toDiskTrouble(error);
    const isOfDisk =
      trouble !== null && [...DISK_CODES, 'store_unwritable', 'folder_not_writable'].includes(trouble.code);
    if (!isOfDisk || config.cluster !== null || !existsSync(home.dbFile)) throw error;
    return await open(config, home, effects, trouble);
  }
}

/** With a trouble of the disk nothing is written. */
async function open(first: Config, home: Home, effects: AppEffects, trouble: DiskTrouble | null): Promise<App> {
  const { now, log } = effects;
  const isReadOnly = trouble !== null;
  requireRestored(first.dataFolder);
  pendingSteps(first.dataFolder);
  if (!isReadOnly) {
    makeHome(home);
    await prepareFolder(first, now);
  }
  const { store, lease, folderLease, isLost, isBehind } = await openCompared(first, home, isReadOnly);
  try {
    // Nobody else has the database open, so nothing in here belongs to work under way.
    if (first.cluster === null && !isReadOnly) await emptyWorkFolder(home);
    await folderLease?.look();
  } catch (error) {
    await closeAll([() => lease?.release(), () => store.close()]).catch(() => undefined);
    throw error;
  }
  const live = createLiveConfig(first);
  const integrity = createIntegrity(home, store, effects);
  const ledgerState = createLedgerState(store, integrity);
  const answerer = createAnswerer(store, ledgerState, now, () => live);
  const checker = createChecker(ledgerState, answerer.answerSeen, now);
  const version = readVersion();
  const work = createWork(now);
  const archiveWatch = createArchiveWatch({ ...effects, home, integrity, isBusy: () => work.running !== null });
  const attendance = createAttendance();
  const backups = createScheduledBackups({
    ...{ ...effects, home, version, backup: first.backup },
    pause: async () => {
      if (attendance.giveWay.isNeeded()) await attendance.giveWay.pause(1);
    },
  });
  const tools = createLazyTools(home, store, {
    minFreeBytes: first.minFreeBytes,
    giveWay: attendance.giveWay,
    reader: effects.reader,
    folderLease,
  });
  const requests = createRateLimits(now);
  const failedRuns = createFailedRuns(now);
  const syncCounts = createSyncCounts();
  const parts: SyncParts = {
    ...{ ...effects, home, version, tools, work, requests, checker, integrity, failedRuns, syncCounts },
    config: () => live.current,
  };
  const reconciler = createReconciler({
    answer: answerer.answerSeen,
    workFolder: home.workFolder,
    now,
    live: () => live,
  });
  // Not in the folder of the demo, which is deleted now and then: who came in and what was done outlasts it.
  const auditFile = join(first.dataFolder, AUDIT_FILE);
  const auditLog = createChainedLog(auditFile);
  const records = openRecords(first);
  let scheduler: Scheduler | null = null;
  let endSharing: (() => void) | null = null;
  let isScheduling = false;
  const schedule = (isWanted: boolean): void => {
    isScheduling = isWanted;
    if (isWanted) backups.start();
    else backups.rest();
    scheduler?.stop();
    scheduler = isWanted ? startSyncing(parts) : null;
  };
  const use = async (next: Config): Promise<void> => {
    const isElsewhere = chooseHome(next).folder !== home.folder;
    if (isElsewhere && effects.replace) return effects.replace(next);
    if (isElsewhere) throw restartNeeded();
    const isOther = syncsOtherwise(live.current, next);
    live.set(next);
    if (!isOther || !isScheduling) return;
    scheduler?.stop();
    // A sync that is under way ends as it began.
    void work.idle().then(() => isScheduling && live.current === next && schedule(true));
  };
  const settings = createLiveSettings({ config: () => live.current, apply: use, requireStartable, now });
  const watch = followKept(settings, log);
  let closing: Promise<void> | null = null;
  const release = (): Promise<void> | undefined =>
    lease?.release().catch((error: unknown) => log.warn({ err: error }, 'the lease ends by itself'));
  const close = (): Promise<void> =>
    closeAll([
      () => watch.stop(),
      () => schedule(false),
      () => archiveWatch.stop(),
      () => backups.stop(),
      () => endSharing?.(),
      () => (folderLease === null ? release() : undefined),
      () => work.stop(),
      () => checker.stop(),
      () => tools.close(),
      // Only now nothing is written to the folder any more.
      () => (folderLease === null ? undefined : release()),
      () => reconciler.close(),
      () => auditLog.close(),
      () => records.close(),
      () => store.close(),
      () => (isReadOnly ? undefined : emptyWorkFolder(home)),
    ]);
  const access = openAccess(records.of, first.signIn, now);
  const app: App = {
    get config() {
      return live.current;
    },
    settings,
    checkAccess: atMost(MOST_CHECKS, now, (changes: SettingChanges) => checkAccess(settings.suppose(changes), effects)),
    demo: home.demo,
    version,
    isReadOnly,
    workFolder: home.workFolder,
    store,
    log,
    tracer: effects.tracer ?? NO_TRACER,
    attend: attendance.attend,
    answer: answerer.answer,
    answerOwn: answerer.answerOwn,
    sightOf: answerer.sightOf,
    mine: createMine({ store, answerer, auditFile }),
    cost: answerer.cost,
    reconciler,
    checker,
    audit: createAudit(auditLog.append, now),
    auditTrail: createAuditTrail(auditFile, now),
    whom: (answers) => findWhom(store, answers),
    importAccounts: (csv, by) => importAccounts(csv, by, access.accounts, store),
    ...access,
    signOffs: createSignOffs(join(home.folder, 'sign-offs.ndjson'), { now, version }),
    integrity,
    backupStatus: backups.status,
    dataVersion: () => `${store.dataVersion()} ${toDay(now())} ${live.figuresKey}`,
    loadedRange: () => answerer.loadedRange(),
    status: async (sight = 'everything') => {
      const state = await ledgerState();
      const whole = await buildStatus(store, state, {
        version,
        demo: home.demo,
        scopes: home.demo ? home.scopes : live.current.scopes,
        organizationRows: await answerer.organizationRows(),
        seatPrices: live.figures.prices,
        acceptanceTarget: live.current.acceptanceTarget,
        hosts: live.current.githubHosts,
        requests,
        store: {
          engine: store.engine,
          role: lease === null ? 'sole' : lease.isHeld ? 'leader' : 'standby',
          leader: lease?.holder ?? null,
        },
        nextSyncAt: scheduler?.nextRunAt ?? null,
        running: work.running,
        integrity: await integrity.read(),
        disk: await app.diskTrouble(),
        backup: backups.status(),
        pendingRun: failedRuns.pending,
        now: now(),
      });
      return narrowStatus(whole, sight, state.days);
    },
    ledger: createLedgerStatus(store, ledgerState, () => failedRuns.pending),
    diskTrouble: async () => failedRuns.trouble ?? trouble ?? (await findDiskTrouble(home, first.minFreeBytes)),
    syncNow: (range) => syncNow(parts, range),
    startSync(range) {
      requireLease(folderLease);
      if (!home.demo) requireSyncable(live.current);
      if (work.running !== null) return false;
      void syncUnseen(parts, range);
      return true;
    },
    importFiles: (paths, options) => importInto(parts, paths, options),
    moveElastic: (settings) => moveInto(parts, settings),
    startScheduler() {
      void archiveWatch.start();
      watch.start();
      if (folderLease !== null) endSharing = shareFolder(parts, folderLease, schedule);
      else if (lease !== null) followLease(lease, log, schedule);
      else if (!isScheduling) schedule(true);
    },
    get nextRunAt() {
      return scheduler?.nextRunAt ?? null;
    },
    onProgress: work.onProgress,
    syncCounts,
    requests,
    close() {
      closing ??= close();
      return closing;
    },
  };
  try {
    if (!isReadOnly) await records.moveIn();
    if (isLost) log.warn('the database was missing or empty; it is filled from the archive');
    // Of servers that share a cluster the one that holds the lease takes in what is new.
    const isOwn = lease === null || folderLease !== null;
    const isWanted = isLost || (isBehind && (isOwn || (await lease.look())));
    if (isWanted && !isReadOnly) await takeIn(parts);
    await integrity.gaps();
    return app;
  } catch (error) {
    await app.close().catch(() => undefined);
    throw error;
  }
}

function restartNeeded(): CapabilityError {
  return new CapabilityError('With these settings other data are shown, which needs another start.', {
    code: 'restart_needed',
    hint: 'Stop Flightdeck, set them in the environment and start it again.',
  });
}
