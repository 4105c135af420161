import type { DayRange, ReportKind } from '@flightdeck/catalog';

/** A line that was left out, as shown to people. */
export interface RejectedLine {
  readonly line: number;
  readonly code: string;
  readonly path: string | null;
  readonly message: string;
}

/**
 * Outcome of a file. `loaded`: rows were written · `unchanged`: its days hold these very bytes · `kept`: the rows
 * already there take precedence · `no_report`: it holds none · `refused`: the file as a whole is wrong · `skipped`: not
 * a file · `not_done`: the import was stopped before it. `lines = records + rejected + elsewhere + blank`.
 */
export interface ImportedFile {
  readonly file: string;
  readonly outcome: 'loaded' | 'unchanged' | 'kept' | 'no_report' | 'refused' | 'skipped' | 'not_done';
  readonly report: ReportKind | null;
  /** Scope keys the rows were loaded under. */
  readonly scopes: readonly string[];
  /** First and last day written or confirmed. */
  readonly range: DayRange | null;
  /** Number of days written, confirmed or kept. */
  readonly days: number;
  /** The same days by what became of them. */
  readonly daysBy: { readonly loaded: number; readonly unchanged: number; readonly kept: number };
  /** Days of an earlier command whose rows were replaced, and how many people, memberships or repositories are no longer in them. */
  readonly replaced: { readonly days: number; readonly gone: number };
  readonly lines: number;
  readonly records: number;
  readonly rejected: number;
  /** Lines of another organization or enterprise than the one asked for; no fault. */
  readonly elsewhere: number;
  readonly blank: number;
  /** The first hundred. */
  readonly rejectedLines: readonly RejectedLine[];
  /** Why it was refused, skipped or kept; null otherwise. */
  readonly code: string | null;
  readonly message: string | null;
  /** What the person should know although all went well. */
  readonly notices: readonly string[];
}

/** What an import did. `partial`: some file was refused, skipped or not done, or lines of it were left out. */
export interface ImportResult {
  readonly result: 'ok' | 'partial' | 'failed';
  readonly files: readonly ImportedFile[];
  /** Days written. */
  readonly loaded: number;
}

/** The outcome of a file that was not read. */
export function emptyOutcome(
  file: string,
  outcome: ImportedFile['outcome'],
  reason: { readonly code: string; readonly message: string } | null = null,
): ImportedFile {
  return {
    file,
    outcome,
    report: null,
    scopes: [],
    range: null,
    days: 0,
    daysBy: { loaded: 0, unchanged: 0, kept: 0 },
    replaced: { days: 0, gone: 0 },
    lines: 0,
    records: 0,
    rejected: 0,
    elsewhere: 0,
    blank: 0,
    rejectedLines: [],
    code: reason?.code ?? null,
    message: reason?.message ?? null,
    notices: [],
  };
}
