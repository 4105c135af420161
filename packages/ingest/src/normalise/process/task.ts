import type { Day, ReportKind } from '@flightdeck/catalog';

/** One report of one scope, as clean NDJSON: scanned, one object a line, every known value of the right type. */
export interface NormaliseTask {
  readonly report: ReportKind;
  /** What a row of a users-28-day file is: a person's day, or a person's whole window. Required for that report only. */
  readonly userGrain?: 'day' | 'window';
  /** Value of the `scope` column of every row. */
  readonly scope: string;
  /** Absolute paths below the work folder, all shards of the report. */
  readonly files: readonly string[];
  /** Absolute path below the work folder; made when missing, `<fact>.parquet` files in it are replaced. */
  readonly outFolder: string;
}

/** The rows of one fact. */
export interface FactFile {
  readonly fact: string;
  /** Absolute path of a Parquet file: `scope`, `day`, then the columns of the fact; no two rows share a grain. */
  readonly file: string;
  /** 0 or more. */
  readonly rows: number;
  /** List elements left out because a numeric key of theirs was null, so that they belong to no row. */
  readonly withoutKey: number;
  /** True when the rows themselves were compared; else it follows from the records' keys. */
  readonly isDistinct: boolean;
}

/** Records of one day; for a 28-day window of people the day is its last. */
export interface DayRecords {
  readonly day: Day;
  readonly records: number;
}

export interface NormaliseResult {
  /** Every fact the report fills, also those without rows. */
  readonly facts: readonly FactFile[];
  /** In order of the day. */
  readonly days: readonly DayRecords[];
}
