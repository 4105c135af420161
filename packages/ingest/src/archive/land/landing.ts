import type { Day, DayRange } from '@flightdeck/catalog';
import type { LineCode, Rejection } from '../../scan/codes.ts';
import type { FileForm } from '../../scan/form.ts';
import type { RecordKind } from '../../scan/schema.ts';
import type { Billed } from '../../scan/seen/billed-sums.ts';
import type { Entity } from '../../scan/seen/entities.ts';
import type { UnknownField } from '../../scan/seen/unknown-fields.ts';
import type { UnknownUnit } from '../../scan/seen/unknown-units.ts';

/** One received file. `lines = records + Σ rejectedByCode + blank`. */
export interface LandedFile {
  /** Of the unpacked content, hex; the same bytes have the same sum, packed or not. */
  readonly sha256: string;
  /** Unpacked. */
  readonly bytes: number;
  /** As received. */
  readonly receivedBytes: number;
  readonly form: FileForm;
  readonly lines: number;
  readonly blank: number;
  readonly records: number;
  /** The first thousand; `rejectedByCode` counts all. */
  readonly rejected: readonly Rejection[];
  readonly rejectedByCode: Readonly<Partial<Record<LineCode, number>>>;
  /** Units in which an AI bill counts lines that were left out. */
  readonly unknownUnits: readonly UnknownUnit[];
  /** What the lines of a bill add up to; null for every other report. */
  readonly billed: Billed | null;
  /** Sound rows, one object a line, for DuckDB; null when there are none. */
  readonly cleanFile: string | null;
  /** The file as received, packed; null when it holds no report. */
  readonly archivePath: string | null;
}

/** What all files of one report hold together. */
export interface LandedReport {
  readonly files: readonly LandedFile[];
  /** True when there was nothing: empty files, blanks, a bare JSON string. Not an error, and not zeros. */
  readonly noReport: boolean;
  /** Null when no row was loaded and no kind was expected. */
  readonly kind: RecordKind | null;
  readonly records: number;
  /** Rows by day; days of `day_totals` for the 28-day aggregate. */
  readonly days: ReadonlyMap<Day, number>;
  /** `report_start_day` to `report_end_day` of a 28-day report, else null. */
  readonly window: DayRange | null;
  readonly entities: readonly Entity[];
  readonly unknownFields: readonly UnknownField[];
  /** True when a file's last line was cut: the day must be fetched again. */
  readonly truncated: boolean;
}

/** A report of one file, flat. */
export type Landing = Omit<LandedReport, 'files'> & LandedFile;
