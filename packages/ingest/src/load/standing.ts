import type { Day, ReportKind } from '@flightdeck/catalog';
import type { IngestRow, LandedEvent } from './events.ts';

/** When a file was made, as far as it says. */
export type Edition = Pick<
  LandedEvent,
  'at' | 'report' | 'reportEnd' | 'exportedAt' | 'dayList' | 'fileName' | 'via' | 'billed'
>;

/**
 * Why rows that stand there count for more than those of another file of the same report. `ends_later`: its report ends on
 * a later day · `exported_later`: it ends on the same day and was made later · `reaches_further`: neither of two files of
 * one import says when it was made, and it has later days · `says_more`: it is an export of a bill, and the other an answer
 * of the billing API, which names no people.
 */
export type NewerBy = 'ends_later' | 'exported_later' | 'reaches_further' | 'says_more';

/** When a landing's report was made, as far as it says. */
export function toEdition({ at, report, reportEnd, exportedAt, dayList, fileName, via, billed }: LandedEvent): Edition {
  return { at, report, reportEnd, exportedAt, dayList, fileName, via, billed };
}

/**
 * Why the first is the newer edition; null when it is not, or nothing shows it. The name of a file and its place show
 * nothing.
 */
export function isNewer(standing: Edition, other: Edition): NewerBy | null {
  if (standing.report !== other.report) return null;
  const [isAnswer, isOtherAnswer] = [standing.billed?.isAnswer === true, other.billed?.isAnswer === true];
  if (isAnswer !== isOtherAnswer) return isOtherAnswer ? 'says_more' : null;
  const [a, b] = [standing.reportEnd, other.reportEnd];
  if (a !== undefined && b !== undefined && a !== b) return a > b ? 'ends_later' : null;
  const [made, madeOther] = [standing.exportedAt, other.exportedAt];
  if (made !== undefined && madeOther !== undefined && made !== madeOther)
    return made > madeOther ? 'exported_later' : null;
  const isOneImport = standing.via === 'import' && other.via === 'import' && standing.at === other.at;
  if (!isOneImport || a !== undefined || b !== undefined || standing.report === 'legacy-team-metrics') return null;
  return lastDay(standing) > lastDay(other) ? 'reaches_further' : null;
}

/** Whose rows stand on which day, as the journal has it. */
export interface Standing {
  of(scope: string, report: ReportKind, day: Day): Edition | undefined;
  /** Adds the journal rows written since. */
  learn(row: IngestRow): void;
}

/** What stands after all rows of the journal. */
export function readStanding(rows: readonly IngestRow[]): Standing {
  const landed = new Map<number, Edition>();
  const days = new Map<string, Edition>();
  const learn = (row: IngestRow): void => {
    if (row.kind === 'landed') landed.set(row.seq, toEdition(row));
    if (row.kind !== 'loaded') return;
    for (const [day, seq] of row.dayList) {
      const edition = landed.get(seq);
      if (edition !== undefined) days.set(`${row.scope} ${row.report} ${day}`, edition);
    }
  };
  for (const row of rows) learn(row);
  return { learn, of: (scope, report, day) => days.get(`${scope} ${report} ${day}`) };
}

const lastDay = ({ dayList }: Edition): Day => dayList.toSorted().at(-1) ?? '';
