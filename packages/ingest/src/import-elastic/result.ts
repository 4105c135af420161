import type { DayRange, ReportKind } from '@flightdeck/catalog';
import type { NoTeamReading } from './no-team.ts';

/** What was imported of one report of one scope. `lines = records + rejected + blank`. */
export interface MovedReport {
  readonly scope: string;
  readonly report: ReportKind;
  readonly range: DayRange | null;
  /** Days written; those that hold the same already; those whose rows count for more; those left as they were. */
  readonly loaded: number;
  readonly unchanged: number;
  readonly kept: number;
  readonly skipped: number;
  /** One a document, and one a sum over teams where `no-team` is the rest. */
  readonly lines: number;
  readonly records: number;
  readonly rejected: number;
  readonly blank: number;
  /** Documents without a day, which no line was made of. */
  readonly undated: number;
}

/** Days that could not be imported, and why. */
export interface MoveFailure {
  readonly scope: string;
  readonly report: ReportKind;
  readonly range: DayRange;
  readonly code: string;
  readonly message: string;
}

/** An index that was met and is not read, and why. */
export interface UnreadIndex {
  readonly index: string;
  readonly why: string;
}

/** How `no-team` of an organization was read, over which days and why. */
export interface MovedNoTeam extends NoTeamReading {
  readonly scope: string;
  readonly slug: string;
}

/** Outcome of the import. `partial`: something is missing; the next run goes on with it. */
export interface MoveResult {
  readonly result: 'ok' | 'partial' | 'failed';
  /** Indexes that were read. */
  readonly indexes: readonly string[];
  readonly unread: readonly UnreadIndex[];
  readonly noTeam: readonly MovedNoTeam[];
  /** How documents were read and which were left out: sentences for people. */
  readonly notices: readonly string[];
  readonly reports: readonly MovedReport[];
  readonly failed: readonly MoveFailure[];
}

/** What a listener gets: windows of days dealt with. */
export interface MoveProgress {
  readonly done: number;
  readonly of: number;
  /** `org:acme legacy-dashboard 2024-06-01 to 2024-06-30`. */
  readonly message: string;
}

/** Counts what was imported, by scope and report. */
export class MoveTally {
  readonly #reports = new Map<string, { -readonly [Key in keyof MovedReport]: MovedReport[Key] }>();
  readonly failed: MoveFailure[] = [];

  of(scope: string, report: ReportKind): { -readonly [Key in keyof MovedReport]: MovedReport[Key] } {
    const key = `${scope} ${report}`;
    const zero = { loaded: 0, unchanged: 0, kept: 0, skipped: 0, lines: 0, records: 0, rejected: 0, blank: 0 };
    const known = this.#reports.get(key) ?? { scope, report, range: null, ...zero, undated: 0 };
    this.#reports.set(key, known);
    return known;
  }

  result({
    isStopped,
    ...about
  }: Pick<MoveResult, 'indexes' | 'unread' | 'noTeam' | 'notices'> & { readonly isStopped: boolean }): MoveResult {
    const reports = [...this.#reports.values()];
    const bad = this.failed.length > 0 || isStopped;
    const some = reports.some(({ loaded, unchanged, kept, skipped }) => loaded + unchanged + kept + skipped > 0);
    const rejected = reports.some((report) => report.rejected > 0 || report.undated > 0);
    const result = bad ? (some ? 'partial' : 'failed') : rejected ? 'partial' : 'ok';
    return { result, ...about, reports, failed: this.failed };
  }
}
