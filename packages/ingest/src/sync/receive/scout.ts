import {
  addDays,
  DAILY_REPORTS,
  type Day,
  eachDay,
  formatScope,
  type ReportKind,
  type Scope,
  toDay,
} from '@flightdeck/catalog';
import type { LedgerDay } from '@flightdeck/store';
import { knownDay, type SyncState } from '../outcome/run-state.ts';
import { saysNothingOfDay } from '../outcome/stops.ts';
import { daysOnOffer, LEAD_REPORT } from '../plan/history.ts';
import { type MissedDay, recordMissed } from '../plan/missed.ts';
import { ageOf, dayKey, NONE_AROUND } from '../plan/plan.ts';
import { oldProbes } from '../plan/probes.ts';
import type { finishBatch } from './finish-batch.ts';
import { receiveBatch } from './receive-batch.ts';
import { syncWindow, type WindowFound } from './windows.ts';

/** Days a 28-day report covers; what is older is looked for with probes. */
const WINDOW_DAYS = 28;
/** Fewer unknown old days are asked for one by one. */
const WORTH_PROBING = 60;
/** Ages of the days asked for where there is no 28-day report yet. */
const RECENT_PROBES: readonly number[] = [1, 2, 3, 6, 13, 27];
/** A window whose first day lies no further from its beginning goes on before it. */
const REACHES_BACK_DAYS = 7;

/**
 * Looks whether GitHub has a past of a scope of which nothing old is known, before its days are asked for one by one: the
 * latest 28-day report says which of its days there are, and some days of the year before are asked for. When none of
 * them is there, the days in between are written down as `none_around`; a few of those are asked for each week, and one
 * that turns up brings all. As soon as any old day is found, every day is asked for. Returns the 28-day report, or
 * undefined when there was nothing to look for.
 */
export async function scout(
  state: SyncState,
  scope: Scope,
  since: Day | undefined,
  finish: typeof finishBatch,
): Promise<WindowFound | undefined> {
  if (!isWorthwhile(state, scope, since)) return undefined;
  const window = await syncWindow(state, scope, 'aggregate-28-day');
  if (window.kind === 'failed' || window.kind === 'not_asked') return window;
  if (window.kind === 'report' && reachesBack(window)) return window;
  const probes = probesOf(state, scope, since, window);
  state.tally.expect(probes.length);
  const received = await receiveBatch(state, scope, LEAD_REPORT, probes);
  await finish(state, scope, LEAD_REPORT, received);
  const isEmpty =
    received.length === probes.length &&
    received.every(({ kind, day }) => {
      return kind === 'no_report' || (kind === 'landed' && ageOf(day, state.now) <= WINDOW_DAYS);
    });
  if (!isEmpty) return window;
  const isRecent = received.some(({ kind }) => kind === 'landed');
  await writeDown(state, scope, since, window, isRecent);
  return window;
}

function isWorthwhile(state: SyncState, scope: Scope, since: Day | undefined): boolean {
  const offer = daysOnOffer(scope, LEAD_REPORT, state.now, since === undefined ? {} : { from: since });
  if (offer === null || state.stops.isStopped(scope, LEAD_REPORT)) return false;
  const key = formatScope(scope);
  const isOld = (row: LedgerDay) =>
    row.scope === key &&
    DAILY_REPORTS.some((report) => report === row.report) &&
    (row.state === 'present' || row.state === 'provisional') &&
    ageOf(row.day, state.now) > WINDOW_DAYS;
  if ([...state.known.values()].some(isOld)) return false;
  const unknown = eachDay(offer).filter((day) => isUnknown(state, scope, LEAD_REPORT, day));
  return unknown.filter((day) => ageOf(day, state.now) > WINDOW_DAYS).length > WORTH_PROBING;
}

/** True for a day that GitHub never answered for. */
function isUnknown(state: SyncState, scope: Scope, report: ReportKind, day: Day): boolean {
  const row = knownDay(state, scope, report, day);
  return row === undefined || (row.state === 'failed' && saysNothingOfDay(row.code));
}

function reachesBack({ range, days }: WindowFound & { kind: 'report' }): boolean {
  const first = [...days].sort()[0];
  return first === undefined || first <= addDays(range.from, REACHES_BACK_DAYS);
}

function probesOf(state: SyncState, scope: Scope, since: Day | undefined, window: WindowFound): readonly Day[] {
  const offer = daysOnOffer(scope, LEAD_REPORT, state.now, since === undefined ? {} : { from: since });
  if (offer === null) return [];
  const today = toDay(state.now);
  const recent = window.kind === 'report' ? [] : RECENT_PROBES.map((age) => addDays(today, -age));
  return [...recent, ...oldProbes(today)].filter((day) => day >= offer.from && day <= offer.to);
}

/** Days left to be asked for: those the window has, those after it, and where there is none the newest. */
async function writeDown(
  state: SyncState,
  scope: Scope,
  since: Day | undefined,
  window: WindowFound,
  isRecent: boolean,
): Promise<void> {
  const newest = addDays(toDay(state.now), isRecent ? -WINDOW_DAYS : -1);
  for (const report of DAILY_REPORTS) {
    const offer = daysOnOffer(scope, report, state.now, since === undefined ? {} : { from: since });
    const days = offer === null ? [] : eachDay(offer);
    const missed = days
      .filter((day) => isUnknown(state, scope, report, day))
      .filter((day) => !state.asked.has(dayKey(formatScope(scope), report, day)))
      .filter((day) => (window.kind === 'report' ? day <= window.range.to && !window.days.has(day) : day < newest))
      .map((day): MissedDay => ({ day, kind: 'no_report', code: NONE_AROUND, message: NOT_ASKED }));
    await recordMissed(state, scope, report, missed);
  }
}

const NOT_ASKED =
  'Not asked for: GitHub has neither a 28-day report with this day nor a report of the days asked for around it. A few of these days are asked for each week; "flightdeck sync --from --to" asks for all of a range.';
