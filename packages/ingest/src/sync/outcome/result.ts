import { counted, type Day, FlightdeckError, formatScope, type ReportKind, type Scope } from '@flightdeck/catalog';
import type { LandedFile } from '../../archive/land/landing.ts';

/** Something asked for that is missing. `day` null: the rest of the report, or all of it. */
export interface SyncFailure {
  readonly scope: string;
  readonly report: ReportKind | null;
  readonly day: Day | null;
  readonly code: string;
  readonly message: string;
}

/** What a sync did. */
export interface SyncResult {
  /** `ok`: all that was asked for is there · `partial`: `failed` says what is not · `failed`: nothing could be done. */
  readonly result: 'ok' | 'partial' | 'failed';
  /** Days whose rows were written. */
  readonly loaded: number;
  /** Days whose bytes were the same as before. */
  readonly unchanged: number;
  /** Days for which GitHub has no report. */
  readonly noReport: number;
  readonly failed: readonly SyncFailure[];
  /** Lines left out of what was received. */
  readonly rejected: number;
  /** Oddities that are no failure: lines left out, lists that hold more than GitHub counts, days not asked for. */
  readonly notes: readonly string[];
  /** Questions asked and files opened. */
  readonly requests: number;
  /** Unpacked bytes received. */
  readonly bytes: number;
}

/** What a listener hears while a sync runs. */
export type SyncProgress =
  | { readonly kind: 'planned'; readonly days: number }
  | {
      readonly kind: 'day';
      readonly scope: string;
      readonly report: ReportKind;
      readonly day: Day;
      readonly outcome: 'loaded' | 'unchanged' | 'kept' | 'no_report' | 'failed';
      /** Days done so far, this one included. */
      readonly done: number;
      readonly of: number;
      /** Questions asked and files opened so far. */
      readonly requests: number;
    };

/** Collects what happens in a sync and passes it to the listener. */
export class Tally {
  loaded = 0;
  unchanged = 0;
  noReport = 0;
  rejected = 0;
  requests = 0;
  bytes = 0;
  stopped = false;
  readonly failed: SyncFailure[] = [];
  /** Oddities that are no failure. */
  readonly notes: string[] = [];
  readonly #listen: (progress: SyncProgress) => void;
  #of = 0;
  #done = 0;

  constructor(listen: ((progress: SyncProgress) => void) | undefined) {
    this.#listen = listen ?? (() => undefined);
  }

  /** Adds to the number of days to be done. */
  expect(days: number): void {
    this.#of += days;
    this.#listen({ kind: 'planned', days: this.#of });
  }

  /** Counts the lines left out of a report and says which. */
  reject(what: string, files: readonly Pick<LandedFile, 'lines' | 'rejectedByCode'>[]): void {
    const codes = new Map<string, number>();
    for (const { rejectedByCode } of files) {
      for (const [code, count] of Object.entries(rejectedByCode)) codes.set(code, (codes.get(code) ?? 0) + count);
    }
    const left = [...codes.values()].reduce((sum, count) => sum + count, 0);
    if (left === 0) return;
    this.rejected += left;
    const lines = files.reduce((sum, file) => sum + file.lines, 0);
    const why = [...codes].map(([code, count]) => `${code} ${count}`).join(', ');
    this.notes.push(`${what}: ${left} of ${counted(lines, 'line')} left out (${why}).`);
  }

  /** Counts a day that is done. */
  day(scope: string, report: ReportKind, day: Day, outcome: Extract<SyncProgress, { kind: 'day' }>['outcome']): void {
    this.#done += 1;
    if (outcome === 'loaded') this.loaded += 1;
    else if (outcome === 'no_report') this.noReport += 1;
    else if (outcome !== 'failed') this.unchanged += 1;
    const { requests } = this;
    this.#listen({ kind: 'day', scope, report, day, outcome, done: this.#done, of: this.#of, requests });
  }

  /** Notes what is missing and why. */
  fail(scope: Scope, report: ReportKind | null, day: Day | null, error: unknown): SyncFailure {
    const failure = { scope: formatScope(scope), report, day, ...toReason(error) };
    this.failed.push(failure);
    return failure;
  }

  result(): SyncResult {
    const { loaded, unchanged, noReport, failed, rejected, notes, requests, bytes } = this;
    const missing = failed.length > 0 || this.stopped;
    const result = !missing ? 'ok' : loaded + unchanged + noReport > 0 ? 'partial' : 'failed';
    return { result, loaded, unchanged, noReport, failed, rejected, notes, requests, bytes };
  }
}

/** Code and sentence, with the hint, of what went wrong upstream or with the data. @throws the error itself when it is a bug. */
export function toReason(error: unknown): { readonly code: string; readonly message: string } {
  if (!(error instanceof FlightdeckError)) throw error;
  return { code: error.code, message: error.hint === undefined ? error.message : `${error.message} ${error.hint}` };
}
