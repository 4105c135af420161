import type { Day, DayRange, ReportKind } from '@flightdeck/catalog';

/**
 * What is known of one (scope, report, day). `present`: loaded and final · `provisional`: loaded, GitHub may still
 * revise it · `no_report`: GitHub said there is none · `failed`: tried, did not succeed. A day never tried has no row.
 */
export type DayState = 'present' | 'provisional' | 'no_report' | 'failed';

/** The ledger's row for one (scope, report, day). */
export interface LedgerDay {
  readonly scope: string;
  readonly report: ReportKind;
  readonly day: Day;
  readonly state: DayState;
  /** The report the rows came from: a 28-day report may seed a day until its 1-day report arrives. */
  readonly source: ReportKind;
  /** `api`, `import` or `rebuild`. */
  readonly via: string;
  /** sha256 of the bytes loaded, shards joined by `,`; null when nothing was loaded. */
  readonly sha256: string | null;
  /** When the bytes were received (ISO instant). */
  readonly fetchedAt: string;
  /** Records loaded for the day. */
  readonly records: number;
  /** Times the content of the day changed after its first load. */
  readonly restated: number;
  /** Why there is no report or why it failed; null otherwise. */
  readonly code: string | null;
  readonly message: string | null;
}

/** A version of a loaded day: what stood there from when it was received until something newer replaced it. */
export interface DayVersion
  extends Pick<LedgerDay, 'scope' | 'report' | 'day' | 'source' | 'via' | 'sha256' | 'records'> {
  readonly receivedAt: string;
  /** When what replaced it was received; null for what stands there now. */
  readonly replacedAt: string | null;
  /** When the day was found to be final as it stood; null as long as it was not. */
  readonly finalAt: string | null;
}

/** One file received, with its line counts: `lines = records + rejected + blank`. */
export interface LandingRow {
  readonly sha256: string;
  readonly scope: string;
  readonly report: ReportKind;
  readonly range: DayRange;
  /** Name of the file a person dropped, or null for GitHub's. */
  readonly fileName: string | null;
  /** Path inside the archive. */
  readonly archivePath: string;
  readonly bytes: number;
  readonly lines: number;
  readonly records: number;
  readonly rejected: number;
  readonly blank: number;
  readonly fetchedAt: string;
}

/** A line that was not loaded. */
export interface RejectedLineRow {
  readonly sha256: string;
  /** 1-based. */
  readonly line: number;
  readonly offset: number;
  readonly code: string;
  readonly path: string | null;
  readonly message: string;
  /** First 200 characters, control characters escaped. */
  readonly sample: string;
}

/** A field of a report that no fact has. */
export interface UnknownFieldRow {
  readonly report: ReportKind;
  readonly path: string;
  readonly count: number;
  readonly example: string | null;
  /** First and last day of the reports it stands in; earlier versions wrote the instants of receipt. */
  readonly firstSeen: string;
  readonly lastSeen: string;
}

/** What replacing a day changed: one row a measure whose total moved. */
export interface RestatementRow {
  /** When the new version was received. */
  readonly at: string;
  readonly scope: string;
  readonly report: ReportKind;
  readonly day: Day;
  /** `fact.column` (sum of a counter, rows with a flag) or `fact.rows`. */
  readonly measure: string;
  readonly before: number | null;
  readonly after: number | null;
}

/** The colour slot 1–10 a value of a dimension was given when first loaded, and keeps. */
export interface EntitySlot {
  readonly dimension: string;
  readonly value: string;
  readonly slot: number;
}

/** How much of an archive's journal a store has taken in: the archive, and the last row by place and chain. */
export interface JournalMark {
  /** Chain of the first row. */
  readonly archive: string;
  /** 1-based; 0 for an empty journal. */
  readonly seq: number;
  /** Covers this row and all before it. */
  readonly chain: string;
}

/** One run of sync, import or rebuild. */
export interface RunRow {
  readonly id: string;
  readonly kind: 'sync' | 'import' | 'rebuild';
  readonly startedAt: string;
  readonly endedAt: string;
  /** `partial`: something asked for is missing, `message` names it. */
  readonly result: 'ok' | 'partial' | 'failed';
  readonly daysLoaded: number;
  readonly daysFailed: number;
  readonly requests: number;
  readonly message: string | null;
}
