import { FACTS, type Fact, type FactSource, InputError, REPORTS, type ReportKind } from '@flightdeck/catalog';
import type { NormaliseTask } from '../process/task.ts';

/** One relation of records and the facts it fills. */
export interface RecordPlan {
  /** Report whose facts these records fill; a day of a 28-day report fills those of its 1-day report. */
  readonly report: ReportKind;
  /** Path of the value that becomes `day`. */
  readonly dayPath: string;
  /** Paths that, together, no two records share and no record leaves out. */
  readonly key: readonly string[];
  readonly facts: readonly PlannedFact[];
  /** Path of the last day of the window a record is of: of several windows in one file, each day has its rows of the latest. */
  readonly windowPath?: string;
}

/** A fact with those of its sources that stand in the report. */
export interface PlannedFact {
  readonly fact: Fact;
  readonly sources: readonly FactSource[];
}

/** What a task reads: the lines of its files, and the records wrapped in them under `wrapped`, if any. */
export interface TaskPlan {
  readonly lines: RecordPlan;
  /** aggregate-28-day: a line wraps records of another report. */
  readonly wrapped: { readonly at: string; readonly records: RecordPlan } | null;
}

/**
 * How the files of a task are to be read.
 * @throws InputError `missing_user_grain` for users-28-day without `userGrain`.
 */
export function planTask({ report, userGrain }: Pick<NormaliseTask, 'report' | 'userGrain'>): TaskPlan {
  switch (report) {
    case 'aggregate-28-day':
      return {
        lines: planRecords(report, WINDOW_END),
        wrapped: { at: 'day_totals', records: { ...planRecords('aggregate-1-day', 'day'), windowPath: WINDOW_END } },
      };
    case 'users-28-day':
      if (userGrain === undefined) {
        throw new InputError('A users-28-day report needs the meaning of its rows.', {
          code: 'missing_user_grain',
          hint: 'Say `day` when its rows have a day, `window` when there is one row a person.',
        });
      }
      return {
        lines:
          userGrain === 'day'
            ? { ...planRecords('users-1-day', 'day'), windowPath: WINDOW_END }
            : planRecords(report, WINDOW_END),
        wrapped: null,
      };
    default:
      return { lines: planRecords(report, REPORTS[report].record.dayKey), wrapped: null };
  }
}

const WINDOW_END = 'report_end_day';

function planRecords(report: ReportKind, dayPath: string): RecordPlan {
  const facts = FACTS.map((fact) => ({
    fact,
    sources: fact.sources.filter((source) => source.report === report),
  })).filter(({ sources }) => sources.length > 0);
  const whole = facts.find(({ sources }) => sources.some(({ at }) => at === ''));
  const ids = whole?.fact.grain.filter((name) => name !== 'scope' && name !== 'day') ?? [];
  return { report, dayPath, key: [dayPath, ...ids, ...lineKeys(report)], facts };
}

/** Keys that tell lines of our importer apart, which wrap what has none of its own. */
function lineKeys(report: ReportKind): readonly string[] {
  const { written, record } = REPORTS[report];
  return written ? record.grain.filter((key) => key !== record.dayKey) : [];
}
