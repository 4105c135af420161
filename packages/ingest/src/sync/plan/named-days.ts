import {
  addDays,
  DAILY_REPORTS,
  type DayRange,
  formatScope,
  HISTORY_DAYS,
  type Scope,
  toDay,
} from '@flightdeck/catalog';
import type { LedgerDay } from '@flightdeck/store';
import { formatDays } from '../outcome/describe-failures.ts';
import { dayKey, isReplaced, type LastAnswer } from './plan.ts';

/** What is known when days are named. */
export interface NamedDays {
  readonly scopes: readonly Scope[];
  readonly ledger: readonly LedgerDay[];
  readonly answers: ReadonlyMap<string, LastAnswer>;
  readonly now: Date;
}

/** Why days that a person named are not asked for, one sentence a reason; none when all of them are. */
export function notesOnRange(range: Partial<DayRange>, { scopes, ledger, answers, now }: NamedDays): readonly string[] {
  const today = toDay(now);
  const oldest = addDays(today, -HISTORY_DAYS);
  const notes: string[] = [];
  if (range.from !== undefined && range.from < oldest) {
    notes.push(
      `Not asked for: days before ${oldest}. GitHub keeps reports for one year; older ones only files can bring.`,
    );
  }
  if (range.to !== undefined && range.to >= today) {
    notes.push(`Not asked for: ${today} and later. A day has a report only when it is over in UTC.`);
  }
  const keys = new Set(scopes.map(formatScope));
  const isNamed = ({ scope, day }: LedgerDay): boolean =>
    keys.has(scope) && day >= (range.from ?? '') && day <= (range.to ?? today);
  for (const report of DAILY_REPORTS) {
    const kept = ledger.filter(
      (row) =>
        row.report === report &&
        isNamed(row) &&
        isReplaced(row, report, answers.get(dayKey(row.scope, report, row.day))),
    );
    if (kept.length === 0) continue;
    const days = formatDays(kept.map(({ day }) => day));
    notes.push(`Not asked for: ${report} of ${days}. A file was imported in place of GitHub's report (--replace).`);
  }
  return notes;
}
