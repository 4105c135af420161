import { type Day, formatScope, type ReportKind, type Scope } from '@flightdeck/catalog';
import { appendEvent, type MissedEvent, rangeOf } from '../../load/events.ts';
import { toMissedDays } from '../../load/refuse/give-up.ts';
import { knownDay, type SyncState } from '../outcome/run-state.ts';

/** A day without rows and why. */
export interface MissedDay {
  readonly day: Day;
  readonly kind: 'no_report' | 'failed';
  readonly code: string;
  readonly message: string | null;
  /** A landing that is given up with it. */
  readonly landing?: number | undefined;
}

/** Writes down days without rows: in the ledger, and in the journal where that is news; alike ones in one row. */
export async function recordMissed(
  state: SyncState,
  scope: Scope,
  report: ReportKind,
  missed: readonly MissedDay[],
): Promise<void> {
  const { journal, store } = state.tools;
  const at = state.now.toISOString();
  for (const event of toEvents(
    formatScope(scope),
    report,
    at,
    missed.filter((day) => isNews(state, scope, report, day)),
  )) {
    await appendEvent(journal, event);
  }
  const days = toEvents(formatScope(scope), report, at, missed).flatMap((event) => toMissedDays(event));
  if (days.length > 0) await store.ledger.recordDays(days);
}

/** False when the ledger says so already, so that asking again every hour leaves no trail. */
function isNews(state: SyncState, scope: Scope, report: ReportKind, { day, kind, code, landing }: MissedDay): boolean {
  const before = knownDay(state, scope, report, day);
  return before?.state !== kind || before.code !== code || landing !== undefined;
}

function toEvents(scope: string, report: ReportKind, at: string, missed: readonly MissedDay[]): readonly MissedEvent[] {
  const groups = new Map<string, MissedDay[]>();
  for (const day of missed) {
    const key = JSON.stringify([day.kind, day.code, day.message]);
    groups.set(key, [...(groups.get(key) ?? []), day]);
  }
  return [...groups.values()].flatMap((days) => {
    const dayList = days.map(({ day }) => day);
    const range = rangeOf(dayList);
    const [first] = days;
    if (range === null || first === undefined) return [];
    const { kind, code, message } = first;
    const landings = days.flatMap(({ landing }) => (landing === undefined ? [] : [landing]));
    return [{ kind, at, scope, report, days: range, dayList, code, message, landings }];
  });
}
