import type { Day, DayRange, ReportKind } from '@flightdeck/catalog';

/** Answer of `GET /api/v1/status`; the same shape as the server's `Status`. */
export interface Status {
  readonly version: string;
  /** True while the made-up organization is shown. */
  readonly demo: boolean;
  readonly scopes: readonly StatusScope[];
  /** First and last loaded day; null when nothing is loaded. */
  readonly range: DayRange | null;
  readonly freshness: {
    readonly finalTo: Day | null;
    readonly provisional: readonly Day[];
    readonly syncedAt: string | null;
    readonly nextSyncAt: string | null;
    readonly running: {
      readonly kind: string;
      readonly startedAt: string;
      readonly done: number;
      readonly total: number;
      readonly message: string;
    } | null;
  };
  /** What the ledger knows; a day never tried has no row. */
  readonly days: readonly StatusDay[];
  readonly counts: {
    readonly files: number;
    readonly lines: number;
    readonly loaded: number;
    readonly rejected: number;
    readonly blank: number;
    readonly unknownFields: number;
  };
  readonly rejectedLines: readonly RejectedLine[];
  readonly rejectedByCode: Readonly<Record<string, number>>;
  readonly unknownFields: readonly UnknownField[];
  readonly restatements: readonly Restatement[];
  readonly runs: readonly Run[];
}

export interface StatusScope {
  /** `org:acme` */
  readonly scope: string;
  readonly label: string;
  readonly kind: 'org' | 'enterprise';
}

export interface StatusDay {
  readonly scope: string;
  readonly report: ReportKind;
  readonly day: Day;
  readonly state: 'present' | 'provisional' | 'no_report' | 'failed';
  readonly records: number;
  readonly restated: number;
  readonly fetchedAt: string;
  readonly code: string | null;
  readonly message: string | null;
}

export interface RejectedLine {
  readonly file: string;
  readonly scope: string;
  readonly report: ReportKind;
  readonly line: number;
  readonly code: string;
  readonly path: string | null;
  readonly message: string;
  readonly sample: string;
}

export interface UnknownField {
  readonly report: ReportKind;
  readonly path: string;
  readonly count: number;
  readonly example: string | null;
  readonly firstSeen: string;
  readonly lastSeen: string;
}

export interface Restatement {
  readonly at: string;
  readonly scope: string;
  readonly report: ReportKind;
  readonly day: Day;
  /** `fact.column` or `fact.rows`. */
  readonly measure: string;
  readonly before: number | null;
  readonly after: number | null;
}

export interface Run {
  readonly id: string;
  readonly kind: 'sync' | 'import' | 'rebuild';
  readonly startedAt: string;
  readonly endedAt: string;
  readonly result: 'ok' | 'partial' | 'failed';
  readonly daysLoaded: number;
  readonly daysFailed: number;
  readonly requests: number;
  readonly message: string | null;
}
