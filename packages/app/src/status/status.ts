import type { Day, DayRange, ReportKind, SeatPrices } from '@flightdeck/catalog';
import type { DayState, EntitySlot, HostOrganizationRows, RunRow } from '@flightdeck/store';
import type { StatusBackup } from '../backup/status-backup.ts';
import type { Integrity } from './archive/integrity.ts';
import type { DiskTrouble } from './disk.ts';

export type { StatusBackup } from '../backup/status-backup.ts';
export type { Checks } from '../compare/checks.ts';
export type {
  RestatedDay,
  RestatedMeasure,
  RestatementCause,
  Restatements,
  RestatementsQuery,
} from '../compare/restated.ts';
export type { SignOff } from '../compare/sign-offs.ts';
export type { SettlingCurve, SettlingPoint } from '../work/schedule/settling.ts';
export type { ArchiveFault, ArchiveIntegrity, Gap, Integrity } from './archive/integrity.ts';
export type { DiskTrouble } from './disk.ts';

/**
 * The state of the system, as much as every page needs. The answer of GET /api/v1/status; `StatusLedger` has the rest.
 */
export interface Status {
  /** Version of Flightdeck. */
  readonly version: string;
  /** True while the made-up organization is shown. */
  readonly demo: boolean;
  /** Configured scopes and those that have data, ordered by key. */
  readonly scopes: readonly StatusScope[];
  /** Hosts of GitHub that scopes lie on, the one of scopes without @HOST first; none in the demo. */
  readonly hosts: readonly StatusHost[];
  /** Changes whenever an answer may change. */
  readonly dataVersion: string;
  readonly store: StatusStore;
  /** First and last loaded day of reports and history, else of the snapshots; null when nothing is loaded. */
  readonly range: DayRange | null;
  readonly freshness: Freshness;
  /** Missing days that GitHub deletes within two weeks; none in the demo. */
  readonly atRisk: readonly StatusRisk[];
  /** What rows of organizations hold of people in several of them, one for each host with people's days of several organizations. */
  readonly organizationRows: readonly StatusOrganizationRows[];
  /** Monthly price of a seat by plan, in US cents. */
  readonly seatPrices: SeatPrices;
  /** Acceptance rate of completions to reach, 0–1; null: none. */
  readonly acceptanceTarget: number | null;
  /** Every (scope, report, day) in the ledger, consecutive days joined; ordered by scope, report, day. */
  readonly spans: readonly StatusSpan[];
  /** Colour slots of values that the catalogue fixes none for. */
  readonly slots: readonly EntitySlot[];
  /** The run that ended last; null before the first, and for whoever sees a part of the scopes, as it speaks of all. */
  readonly lastRun: RunRow | null;
  /** What prevents new data from being written; null when nothing does. */
  readonly disk: DiskTrouble | null;
  /** How backups go; null when none is scheduled and none was made, and for whoever sees a part of the scopes. */
  readonly backup: StatusBackup | null;
  /** Whether everything that was received is still there, and which days answers lack. */
  readonly integrity: Integrity;
}

/** Where the data is, and whether this server syncs it. */
export interface StatusStore {
  /** `DuckDB`, `OpenSearch 3.6.0`. */
  readonly engine: string;
  /** `sole`: nobody else can · `leader`: of several servers this one syncs · `standby`: another one does. */
  readonly role: 'sole' | 'leader' | 'standby';
  /** Host and process of the server that syncs; null when there is only one, or none is known. */
  readonly leader: string | null;
}

/** What the ledger knows day by day and line by line. The answer of GET /api/v1/ledger. */
export interface StatusLedger {
  /** Every (scope, report, day) the ledger knows, ordered by scope, report, day. */
  readonly days: readonly StatusDay[];
  readonly counts: StatusCounts;
  /** Newest first, at most 100. */
  readonly rejectedLines: readonly StatusRejectedLine[];
  /** Lines not loaded, by code, of the lines the store keeps. */
  readonly rejectedByCode: Readonly<Record<string, number>>;
  /** Lines not loaded of every file received, by report; reports without any are left out. */
  readonly rejectedByReport: Readonly<Record<string, number>>;
  readonly unknownFields: readonly StatusUnknownField[];
  /** Newest first, at most 200. */
  readonly restatements: readonly StatusRestatement[];
  /** Newest first, at most 50. */
  readonly runs: readonly RunRow[];
}

/** A scope as people see it. */
export interface StatusScope {
  /** Key in every table: `org:acme`. */
  readonly scope: string;
  /** The name people see and filter by. */
  readonly label: string;
  readonly kind: 'org' | 'enterprise';
  /** The host of GitHub it lies on: `api.github.com`. */
  readonly host: string;
}

/** A host of GitHub. */
export interface StatusHost {
  /** As scopes name it: `api.github.com`. */
  readonly host: string;
  /** True when there are credentials for it, so that its scopes are synced. */
  readonly configured: boolean;
  /** Keys of its scopes. */
  readonly scopes: readonly string[];
  /** Requests left of the hour as it last said; null when it has not since the start. */
  readonly requestsLeft: number | null;
  /** When it last answered (ISO instant); null when it has not since the start. */
  readonly answeredAt: string | null;
}

/** Whether GitHub credits all activity to every organization of a person or splits it, as the newest days show. */
export interface StatusOrganizationRows extends HostOrganizationRows {
  /** The same as a sentence. */
  readonly message: string;
}

/** How far the numbers can be trusted, and when they will be newer. */
export interface Freshness {
  /** Last day that is final like all loaded days before it; null when the first can still change, or none is loaded. */
  readonly finalTo: Day | null;
  /** Loaded days that GitHub may still revise, in order. */
  readonly provisional: readonly Day[];
  /** End of the last sync that loaded or confirmed something (ISO instant); null before the first. */
  readonly syncedAt: string | null;
  /** End of the last import that loaded or confirmed something (ISO instant); null before the first. */
  readonly importedAt: string | null;
  /** Start of the next sync (ISO instant); null when none is planned. */
  readonly nextSyncAt: string | null;
  /** The work under way; null when idle. */
  readonly running: Progress | null;
}

/** Progress of a sync, import or rebuild. */
export interface Progress {
  readonly kind: 'sync' | 'import' | 'rebuild';
  /** ISO instant. */
  readonly startedAt: string;
  readonly done: number;
  /** Steps in all; 0 while it is not known. */
  readonly total: number;
  /** What is being done, for people: `users-1-day of org:acme, 2026-10-01`. */
  readonly message: string;
}

/** Consecutive days of one scope and report with the same state. */
export interface StatusSpan extends DayRange {
  readonly scope: string;
  readonly report: ReportKind;
  readonly state: DayState;
  /** Why there is no report or why it failed; null otherwise. */
  readonly code: string | null;
  readonly message: string | null;
  /** True: snapshots that a file or another dashboard brought, not taken by Flightdeck; left out for all else. */
  readonly imported?: true;
}

/** Consecutive days of one scope and report that will soon be lost for good. */
export interface StatusRisk extends DayRange {
  readonly scope: string;
  readonly report: ReportKind;
  /** First day on which GitHub no longer has the first of them. */
  readonly forgottenOn: Day;
}

/** One (scope, report, day) of the ledger. */
export interface StatusDay {
  readonly scope: string;
  readonly report: ReportKind;
  readonly day: Day;
  readonly state: DayState;
  readonly records: number;
  /** Times the day's content changed after its first load. */
  readonly restated: number;
  /** When the bytes were received (ISO instant). */
  readonly fetchedAt: string;
  /** Why there is no report or why it failed; null otherwise. */
  readonly code: string | null;
  readonly message: string | null;
}

/** Sums over every file received: `lines = loaded + rejected + blank`. */
export interface StatusCounts {
  readonly files: number;
  readonly lines: number;
  readonly loaded: number;
  readonly rejected: number;
  readonly blank: number;
  /** Number of distinct fields that no fact has. */
  readonly unknownFields: number;
}

/** A line that was not loaded. */
export interface StatusRejectedLine {
  /** File name a person dropped, or the path in the archive. */
  readonly file: string;
  readonly scope: string;
  readonly report: ReportKind;
  /** 1-based. */
  readonly line: number;
  readonly code: string;
  /** Place inside the record, or null. */
  readonly path: string | null;
  readonly message: string;
  /** First 200 characters, control characters escaped. */
  readonly sample: string;
}

/** A field of a report that no fact has; its values stay in the archive. */
export interface StatusUnknownField {
  readonly report: ReportKind;
  readonly path: string;
  readonly count: number;
  readonly example: string | null;
  /** What the example is; null when it has no value. */
  readonly type: 'text' | 'number' | 'flag' | 'list' | 'object' | null;
  /** First and last day of the reports it stands in; of fields noted by earlier versions the instants of receipt. */
  readonly firstSeen: string;
  readonly lastSeen: string;
}

/** What a newer edition of a day changed. */
export interface StatusRestatement {
  /** ISO instant. */
  readonly at: string;
  readonly scope: string;
  readonly report: ReportKind;
  readonly day: Day;
  /** `fact.column` or `fact.rows`. */
  readonly measure: string;
  readonly before: number | null;
  readonly after: number | null;
}
