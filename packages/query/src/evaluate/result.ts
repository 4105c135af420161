import type { Day, DayRange } from '@flightdeck/catalog';
import type { Filter, Value } from '../scan.ts';
import type { DayCounts } from './formula.ts';

/** Something the reader must know to interpret the rows. */
export interface Note {
  /** `not_reported` (GitHub has no such cross), `not_joined` (a limit of ours), `scopes`, `scope_default`, `provisional`, `missing`, `unknown_share`, … */
  readonly code: string;
  readonly message: string;
  /** The metric it is about; null = all. */
  readonly metric: string | null;
}

/** One group, keyed by dimension and metric names of the catalogue. `null` = no data. */
export type ResultRow = Readonly<Record<string, string | Value>>;

/** Which days of the range the answer is based on, over the reports it read. */
export interface Coverage {
  /** Last day of the range that is final together with all loaded days before it; null when there is none. */
  readonly finalTo: Day | null;
  /** Loaded, may still change. */
  readonly provisional: readonly Day[];
  /** Never received, failed, or lacking. */
  readonly missing: readonly Day[];
  /** Missing days whose reports were received and whose rows are not there now; left out when there are none. */
  readonly lacking?: readonly Day[];
  /** Missing days covered by a 28-day report with one row per person, which has no single days; left out when there are none. */
  readonly onlyInWindow?: readonly Day[];
  /** GitHub said there is no report. */
  readonly noReport: readonly Day[];
}

/** The query as it was understood. */
export interface ResolvedQuery {
  readonly metrics: readonly string[];
  readonly by: readonly string[];
  readonly range: DayRange;
  readonly where: readonly Filter[];
  /** Scope keys that answered. */
  readonly scopes: readonly string[];
  /** The instant whose knowledge answered; left out: now. */
  readonly asOf?: string;
}

/** The answer to a query. */
export interface QueryResult {
  readonly query: ResolvedQuery;
  readonly rows: readonly ResultRow[];
  /** Number of rows before limit and offset. */
  readonly rowCount: number;
  /** Whole selection, each person once; null when not asked. */
  readonly total: ResultRow | null;
  /** The same rows for the range compared with; null when not asked. Time buckets keep their own days. */
  readonly comparison: {
    readonly range: DayRange;
    readonly rows: readonly ResultRow[];
    readonly total: ResultRow | null;
  } | null;
  readonly coverage: Coverage;
  /** Days of the range, and working days, that have the daily reports the answer reads, in any of the scopes. */
  readonly reportedDays: DayCounts;
  readonly notes: readonly Note[];
}
