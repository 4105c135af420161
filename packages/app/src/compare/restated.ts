import type { Day, DayRange, ReportKind } from '@flightdeck/catalog';

/**
 * Why a day was replaced. `late`: it was not final yet · `restated`: GitHub changed a day that was final · `seed`: the
 * 28-day report had filled it until its own report came · `import`: by a file a person gave.
 */
export type RestatementCause = 'late' | 'restated' | 'seed' | 'import';

/** One replacement of a (scope, report, day) by a newer version. */
export interface RestatedDay {
  /** When the new version was received (ISO instant). */
  readonly at: string;
  readonly scope: string;
  readonly report: ReportKind;
  readonly day: Day;
  readonly cause: RestatementCause;
  /** Measures whose total of the day changed, by name; empty when what changed is in no total. */
  readonly changes: readonly RestatedMeasure[];
}

/** How one total of a day changed; null: no row had it. */
export interface RestatedMeasure {
  /** `fact.column` (sum of a counter, rows with a flag) or `fact.rows`. */
  readonly measure: string;
  readonly before: number | null;
  readonly after: number | null;
}

/** Which replaced days to list. */
export interface RestatementsQuery {
  readonly scope?: string;
  /** Report days. */
  readonly range?: DayRange;
  /** Replacements at most, up to 200. */
  readonly limit: number;
}

/** Replaced days, newest first. */
export interface Restatements {
  readonly days: readonly RestatedDay[];
  /** True: there are earlier ones. */
  readonly hasMore: boolean;
}
