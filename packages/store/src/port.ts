import type { Day, DayRange, ReportKind } from '@flightdeck/catalog';
import type { EarlierName, Filter, Scan, ScanRow, SharedDays } from '@flightdeck/query';
import type {
  DayVersion,
  EntitySlot,
  JournalMark,
  LandingRow,
  LedgerDay,
  RejectedLineRow,
  RestatementRow,
  RunRow,
  UnknownFieldRow,
} from './ledger.ts';

/** What an engine can do exactly; anything else is shown with "≈" or refused with a remedy. */
export interface Capabilities {
  /** Distinct people are exact at any size. */
  readonly exactDistinct: boolean;
}

/** One normalised fact: a Parquet file with the columns `scope`, `day` and those of the fact, rows of many days. */
export interface FactFile {
  readonly fact: string;
  readonly file: string;
  /** True when whoever wrote the file compared its rows and no two share a grain; else the store does. */
  readonly isDistinct?: boolean;
}

/** Days of one (scope, report) to be replaced whole, all of them in one transaction. */
export interface DayBatch {
  readonly scope: string;
  /** The 1-day report whose facts are replaced (`aggregate-28-day` and `users-28-day` for their own window facts). */
  readonly report: ReportKind;
  /** Where the rows come from. When it is a 28-day report, days that a 1-day report already filled are kept. */
  readonly source: ReportKind;
  readonly via: 'api' | 'import' | 'rebuild';
  readonly days: readonly BatchDay[];
  readonly files: readonly FactFile[];
}

/** One day of a batch: what its ledger row will say. */
export interface BatchDay {
  readonly day: Day;
  readonly sha256: string;
  readonly fetchedAt: string;
  readonly records: number;
  readonly final: boolean;
}

/** What became of a day. `unchanged`: the same bytes were loaded before, nothing was written but the ledger's state. */
export interface DayOutcome {
  readonly day: Day;
  readonly outcome: 'loaded' | 'unchanged' | 'kept';
  /** What changed against the rows that stood there; empty for a first load. */
  readonly restatements: readonly RestatementRow[];
}

/** A file that was received, and what was not understood in it. */
export interface ReceivedFile {
  readonly landing: LandingRow;
  readonly rejected: readonly RejectedLineRow[];
  /** Added to what is known about the same fields. */
  readonly unknown: readonly UnknownFieldRow[];
}

/** Narrows rows of the ledger; what is left out does not narrow. */
export interface LedgerFilter {
  readonly scope?: string;
  readonly report?: ReportKind;
  /** Report days. */
  readonly range?: DayRange;
  /** An instant in UTC: the rows as they were known then. */
  readonly asOf?: string;
}

/** Narrows restatements; `measures`: only these. */
export interface RestatementFilter extends Omit<LedgerFilter, 'asOf'> {
  readonly measures?: readonly string[];
}

/** The ledger of a store: what was received, loaded, refused. */
export interface Ledger {
  /** Ledger rows, ordered by scope, report, day; all when no filter is given. */
  days(filter?: LedgerFilter): Promise<readonly LedgerDay[]>;
  /** Every version of days that had rows, also the present one, ordered by scope, report, day, time. */
  versions(filter?: Omit<LedgerFilter, 'asOf'>): Promise<readonly DayVersion[]>;
  /** Writes rows of days that brought no rows (`no_report`, `failed`); never over a loaded day. */
  recordDays(rows: readonly LedgerDay[]): Promise<void>;
  /** Records files that were received, all or none; the same file again replaces its row and rejected lines. */
  recordLandings(files: readonly ReceivedFile[]): Promise<void>;
  landings(): Promise<readonly LandingRow[]>;
  rejectedLines(limit?: number): Promise<readonly (RejectedLineRow & { readonly landing: LandingRow })[]>;
  unknownFields(): Promise<readonly UnknownFieldRow[]>;
  /** Newest first. */
  restatements(limit?: number, filter?: RestatementFilter): Promise<readonly RestatementRow[]>;
  /** Slots of values that the catalogue fixes none for, ordered by dimension and value; teams by their present names. */
  entitySlots(): Promise<readonly EntitySlot[]>;
  recordRun(run: RunRow): Promise<void>;
  /** Newest first. */
  runs(limit?: number): Promise<readonly RunRow[]>;
  /** Records that everything up to this row of the journal is loaded; replaces the earlier mark. */
  recordMark(mark: JournalMark): Promise<void>;
  /** The last recorded; null for a store of an earlier version or a new one. */
  mark(): Promise<JournalMark | null>;
}

/** One of the people of a host. */
export interface Person {
  /** GitHub's numeric id, as text. */
  readonly id: string;
  /** What they are called in answers: the login as last seen; null: no report had one. */
  readonly label: string | null;
}

/** What every engine offers. A store is opened once a process; `close` checkpoints. */
export interface Store {
  /** Name of the engine, for people. */
  readonly engine: string;
  readonly capabilities: Capabilities;
  readonly ledger: Ledger;
  /** Grouped rows of one scan. @throws CapabilityError when the engine cannot answer it exactly. */
  scan(scan: Scan, signal?: AbortSignal): Promise<readonly ScanRow[]>;
  /**
   * Names in filters of people, teams and repositories that nobody of the scopes bears any more, with who is found by them:
   * the last who bore the name, of teams the last of each scope, or nobody for a name that was never borne. A name that
   * somebody bears means that one only.
   */
  earlierNames(scopes: readonly string[], where: readonly Filter[]): Promise<readonly EarlierName[]>;
  /**
   * People of the scopes' host whom values of a filter on people mean (a login, or `#4242` for an id), ordered by id. Left out
   * are those of whom only the login is known. An id that nothing is known of is one of nobody's rows yet, and stays.
   */
  people(scopes: readonly string[], asked: readonly string[]): Promise<readonly Person[]>;
  /** Person-days of the range with activity in two or more of the scopes, all organizations of one host. */
  sharedDays(scopes: readonly string[], range: DayRange): Promise<SharedDays>;
  /** Replaces the days whole, facts, rollups and ledger in one transaction; all or none. */
  replaceDays(batch: DayBatch): Promise<readonly DayOutcome[]>;
  /** Scope keys that have loaded days. */
  scopes(): Promise<readonly string[]>;
  /** Changes whenever an answer may change, and so not with what was only received; part of every cache key. */
  dataVersion(): string;
  /** Bytes the data take where the engine keeps them, copies on other nodes included; null where it does not say. */
  bytes(): Promise<number | null>;
  /** Table → digest of its rows, independent of order; equal digests mean equal content. */
  digests(): Promise<ReadonlyMap<string, string>>;
  close(): Promise<void>;
}
