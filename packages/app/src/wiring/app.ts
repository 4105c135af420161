import type {
  Accounts,
  Audit,
  FirstAdministrator,
  KeptGrants,
  Named,
  Organizations,
  People,
  Principal,
  Right,
  Sealer,
  Sessions,
  Tokens,
} from '@flightdeck/access';
import type { DayRange } from '@flightdeck/catalog';
import type { ImportResult, MoveResult, SyncResult } from '@flightdeck/ingest';
import type { MetricQuery, QueryResult, Sight } from '@flightdeck/query';
import type { Store } from '@flightdeck/store';
import type { Logger } from 'pino';
import type { NamesInAnswer } from '../answer/whom.ts';
import type { Checker } from '../compare/checker.ts';
import type { Reconciler } from '../compare/reconciler.ts';
import type { SignOffs } from '../compare/sign-offs.ts';
import type { ImportedAccounts, Importing } from '../mine/import-accounts.ts';
import type { Mine } from '../mine/mine.ts';
import type { Config } from '../settings/config.ts';
import type { LiveSettings, SettingChanges } from '../settings/kept/live-settings.ts';
import type { IntegrityWatch } from '../status/archive/integrity.ts';
import type { AuditTrail } from '../status/audit-trail.ts';
import type { AccessReport } from '../status/check-access.ts';
import type { DiskTrouble } from '../status/disk.ts';
import type { Progress, Status, StatusLedger } from '../status/status.ts';
import type { ImportSettings, MoveSettings } from '../work/importing.ts';
import type { RateLimits } from '../work/rate-limits.ts';
import type { SyncCounts } from '../work/sync-counts.ts';
import type { Tracer } from './trace/tracer.ts';

/** One opened data folder and everything that can be asked of it. */
export interface App {
  /** The configuration in effect; some of it changes on the settings page. */
  readonly config: Config;
  readonly settings: LiveSettings;
  /** What GitHub lets credentials read, with changes that are not made. @throws InputError for the changes; CapabilityError `busy`. */
  checkAccess(changes: SettingChanges): Promise<AccessReport>;
  /** True while the made-up organization is shown. */
  readonly demo: boolean;
  readonly version: string;
  /** True: the disk takes no writes, so only queries are answered. */
  readonly isReadOnly: boolean;
  /** Folder for files that live no longer than a piece of work; emptied at the start. */
  readonly workFolder: string;
  readonly store: Store;
  readonly log: Logger;
  readonly tracer: Tracer;
  /** Says that a request waits, until the function returned is called; reading of files gives way to it. */
  attend(): () => void;
  /**
   * Answers a query as far as the asker may see; every answer says which days it rests on.
   * @throws InputError, also `not_allowed`; CapabilityError.
   */
  answer(query: MetricQuery, who: Principal, signal?: AbortSignal): Promise<QueryResult>;
  /** Answers a query from the asker's own rows alone. @throws as `answer`. */
  answerOwn(query: MetricQuery, who: Principal, signal?: AbortSignal): Promise<QueryResult>;
  /** What a principal may see by a right; for their own rows, only the scopes that have some. */
  sightOf(who: Principal, right: Right): Promise<Sight>;
  /** What My usage has beside the answers about one's own rows. */
  readonly mine: Mine;
  /** Estimated number of groups of a query's answer. @throws InputError as `answer`. */
  cost(query: MetricQuery, who: Principal): Promise<number>;
  /** Explains why other people's numbers differ from ours. */
  readonly reconciler: Pick<Reconciler, 'reconcile' | 'receive'>;
  /** Comparisons of GitHub's own numbers, made after every sync. */
  readonly checker: Checker;
  readonly signOffs: SignOffs;
  /** Writes the audit log. */
  readonly audit: Audit;
  /** GitHub's ids of the people that answers name, for the audit log. */
  whom(answers: readonly NamesInAnswer[]): Promise<readonly Named[]>;
  /** Reads the audit log. */
  readonly auditTrail: AuditTrail;
  /** Sessions of people who are signed in. */
  readonly sessions: Sessions;
  /** The people who were here, and what they may do now. */
  readonly people: People;
  /** Grants given on the settings page. */
  readonly grants: KeptGrants;
  /** Which account at GitHub people have. */
  readonly accounts: Accounts;
  readonly organizations: Organizations;
  /** Replaces the table of accounts by a CSV, written down before. @throws InputError `bad_accounts`, `not_allowed`. */
  importAccounts(csv: string, by: Importing): Promise<ImportedAccounts>;
  readonly firstAdministrator: FirstAdministrator;
  /** Tokens of machines. */
  readonly tokens: Tokens;
  /** Encrypts what a browser stores for us. */
  readonly sealer: Sealer;
  /** Whether everything that was received is still there. */
  readonly integrity: IntegrityWatch;
  /** How backups go; null when none is scheduled and none was made. */
  backupStatus(): Status['backup'];
  /** What prevents new data from being written; null when nothing does. */
  diskTrouble(): Promise<DiskTrouble | null>;
  /** Changes whenever an answer may: with the data, and with the day, on which coverage depends. */
  dataVersion(): string;
  /** First and last loaded day; null when nothing is loaded. */
  loadedRange(): Promise<DayRange | null>;
  /** The state of the system, as much as every page needs, as far as the sight goes; all of it without one. */
  status(sight?: Sight): Promise<Status>;
  /** What the ledger knows day by day and line by line. */
  ledger(): Promise<StatusLedger>;
  /**
   * Syncs the configured scopes, or the demo's; with a range only those days.
   * @throws InputError `no_token`, `no_scopes`, `no_host_token`; CapabilityError `busy`, `standby`.
   */
  syncNow(range?: Partial<DayRange>): Promise<SyncResult>;
  /**
   * Starts a sync, of the range only when one is given, whose outcome stands in `status`; false when something is
   * running already. @throws InputError `no_token`, `no_scopes`, `no_host_token`; CapabilityError `standby`.
   */
  startSync(range?: Partial<DayRange>): boolean;
  /** Loads files that people dropped in. @throws InputError for paths that do not exist; CapabilityError `busy`, `standby`. */
  importFiles(paths: readonly string[], options: ImportSettings): Promise<ImportResult>;
  /**
   * Imports the history another dashboard keeps in its Elasticsearch. @throws InputError, UpstreamError;
   * CapabilityError `busy`.
   */
  moveElastic(settings: MoveSettings): Promise<MoveResult>;
  /** Syncs now and then every interval of the configuration. */
  startScheduler(): void;
  /** Start of the next sync; null when none is planned. */
  readonly nextRunAt: Date | null;
  /** Syncs that ended since this was opened. */
  readonly syncCounts: Pick<SyncCounts, 'by'>;
  /** Requests to GitHub since this was opened, and what is left of its limits. */
  readonly requests: Pick<RateLimits, 'counts' | 'limits'>;
  /** Calls the listener with the progress of work; the function returned ends that. */
  onProgress(listener: (progress: Progress) => void): () => void;
  /** Stops planned and running work, the current day whole or not at all, and closes the store. */
  close(): Promise<void>;
}
