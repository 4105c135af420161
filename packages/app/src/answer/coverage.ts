import { addDays, type Day, type DayRange, eachDay, parseScope, REPORTS, type ReportKind } from '@flightdeck/catalog';
import { GAP_CODES } from '@flightdeck/ingest';
import type { Coverage } from '@flightdeck/query';
import type { DayState, LedgerDay } from '@flightdeck/store';

/** After every day. */
const END = '9999-12-31';

/** The state of a day; `lacking`: its report was received, and its rows are not there now. */
type Standing = DayState | 'lacking';

/** State of every (scope, report, day) the ledger knows. */
export type DayStates = ReadonlyMap<string, ReadonlyMap<Day, Standing>>;

const GAPS: ReadonlySet<string> = new Set(GAP_CODES);

/** The ledger by `scope report`, for quick look-ups. */
export function toDayStates(
  days: readonly (Pick<LedgerDay, 'scope' | 'report' | 'day' | 'state'> & Partial<Pick<LedgerDay, 'code'>>)[],
): DayStates {
  const states = new Map<string, Map<Day, Standing>>();
  for (const { scope, report, day, state, code } of days) {
    const key = `${scope} ${report}`;
    const byDay = states.get(key) ?? new Map<Day, Standing>();
    states.set(key, byDay.set(day, GAPS.has(code ?? '') ? 'lacking' : state));
  }
  return states;
}

/** Whether a scope has loaded days of a report. */
export function toLoadedReports(
  days: readonly Pick<LedgerDay, 'scope' | 'report' | 'state'>[],
): (scope: string, report: ReportKind) => boolean {
  const loaded = days.filter(({ state }) => state === 'present' || state === 'provisional');
  const known = new Set(loaded.map(({ scope, report }) => `${scope} ${report}`));
  return (scope, report) => known.has(`${scope} ${report}`);
}

/**
 * The state of the days of a range, up to yesterday and from GitHub's first day on; of snapshots from the first one
 * taken up to the last; of imported history from its first day to its last. A day is missing when any report of any
 * scope is, provisional when any is and none is missing.
 */
export function coverageOf(
  states: DayStates,
  scopes: readonly string[],
  reports: readonly ReportKind[],
  range: DayRange,
  yesterday: Day,
): Coverage {
  const today = addDays(yesterday, 1);
  const to = range.to < today ? range.to : today;
  const found: Record<Standing | 'missing', Day[]> = {
    present: [],
    provisional: [],
    no_report: [],
    failed: [],
    lacking: [],
    missing: [],
  };
  const sources = scopes.flatMap((scope) =>
    reports.map((report) => {
      const days = states.get(`${scope} ${report}`) ?? new Map<Day, Standing>();
      const isSnapshot = REPORTS[report].window === 'snapshot';
      return { since: sinceOf(report, scope, days), until: untilOf(report, days), days, isSnapshot };
    }),
  );
  for (const day of eachDay({ from: range.from, to })) {
    const of = sources
      .filter(({ since, until, days, isSnapshot }) => {
        if (day > yesterday) return isSnapshot && days.has(day);
        return (since !== null && day >= since && (until === null || day <= until)) || days.has(day);
      })
      .map(({ days }) => days.get(day) ?? 'missing');
    const worst = (['missing', 'failed', 'lacking', 'provisional', 'no_report', 'present'] as const).find((state) =>
      of.includes(state),
    );
    if (worst) found[worst].push(day);
  }
  const missing = [...found.missing, ...found.failed, ...found.lacking].sort();
  const onlyInWindow = reports.includes('users-1-day') ? missing.filter((day) => isInWindow(states, scopes, day)) : [];
  return {
    finalTo: found.present.findLast((day) => day < (found.provisional[0] ?? END)) ?? null,
    provisional: found.provisional,
    missing,
    ...(found.lacking.length > 0 && { lacking: found.lacking }),
    ...(onlyInWindow.length > 0 && { onlyInWindow }),
    noReport: found.no_report,
  };
}

/** True when a 28-day report with one row a person, which stands under its last day, covers the day. */
function isInWindow(states: DayStates, scopes: readonly string[], day: Day): boolean {
  return scopes.some((scope) =>
    [...(states.get(`${scope} users-28-day`)?.keys() ?? [])].some((end) => day <= end && day > addDays(end, -28)),
  );
}

/** First day there can be rows of; null when there are none yet. */
function sinceOf(report: ReportKind, scope: string, days: ReadonlyMap<Day, Standing>): Day | null {
  const isFetched = REPORTS[report].window === '1-day' || REPORTS[report].window === '28-day';
  if (isFetched) return REPORTS[report].firstDay[parseScope(scope).kind];
  return [...days.keys()].sort()[0] ?? null;
}

/** Last day to be expected; null where each new day is. History ends where the imported files do. */
function untilOf(report: ReportKind, days: ReadonlyMap<Day, Standing>): Day | null {
  return REPORTS[report].window === 'history' ? ([...days.keys()].sort().at(-1) ?? null) : null;
}
