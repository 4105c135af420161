import {
  type Day,
  type DayRange,
  dayNumber,
  eachDay,
  formatScope,
  type ReportKind,
  type Scope,
  toDay,
} from '@flightdeck/catalog';
import type { LedgerDay } from '@flightdeck/store';
import { DAILY_REPORTS, type DailyReport, daysOnOffer } from './history.ts';

/** Days of one (scope, report) that are fetched side by side and loaded in one transaction. */
export interface PlannedBatch {
  readonly scope: Scope;
  readonly report: DailyReport;
  /** In order. */
  readonly days: readonly Day[];
}

/** What a plan is made from. */
export interface PlanInput {
  readonly scopes: readonly Scope[];
  /** Every ledger row of these scopes. */
  readonly ledger: readonly LedgerDay[];
  readonly now: Date;
  /** Only these days; either end may be left out. */
  readonly range?: Partial<DayRange>;
  /** `dayKey` → GitHub's last answer, from the journal; decides over days that were loaded from elsewhere. */
  readonly answers?: ReadonlyMap<string, LastAnswer>;
  /** Scope keys whose newest 28 days come first. By default those of which nothing is loaded, so that pages fill soon. */
  readonly eager?: ReadonlySet<string>;
  /** Most days of one batch. */
  readonly batchDays?: number;
}

/** GitHub's last answer for a (scope, report, day). */
export interface LastAnswer {
  readonly kind: 'report' | 'no_report';
  /** ISO instant. */
  readonly at: string;
}

/** Days back for which "no report" may just mean "not yet": asked again each time. */
const SOON_DAYS = 5;
/** Days back for which "no report" is asked again daily; older ones weekly. */
const RECENT_DAYS = 35;
const EAGER_DAYS = 28;
const HOUR_MS = 3_600_000;

/** One text for a (scope, report, day). */
export function dayKey(scope: string, report: ReportKind, day: Day): string {
  return `${scope}|${report}|${day}`;
}

/**
 * What a sync fetches, in this order: the newest 28 days of eager scopes (newest first), then everything else with the
 * oldest days first, because GitHub's history slides and its end is lost for good. Final days never stand in it.
 */
export function planSync(input: PlanInput): readonly PlannedBatch[] {
  const known = new Map(input.ledger.map((row) => [dayKey(row.scope, row.report, row.day), row]));
  const first: PlannedBatch[] = [];
  const rest: PlannedBatch[] = [];
  for (const scope of input.scopes) {
    const eager = isEager(scope, input);
    for (const report of DAILY_REPORTS) {
      const offer = daysOnOffer(scope, report, input.now, input.range);
      const days = offer === null ? [] : eachDay(offer).filter((day) => isWanted(scope, report, day, known, input));
      const split = eager ? days.findIndex((day) => ageOf(day, input.now) <= EAGER_DAYS) : -1;
      const newest = split < 0 ? [] : days.slice(split);
      first.push(...toBatches(scope, report, newest, input.batchDays));
      rest.push(...toBatches(scope, report, split < 0 ? days : days.slice(0, split), input.batchDays));
    }
  }
  first.sort((a, b) => compare(firstDay(b), firstDay(a)) || byReport(a, b));
  rest.sort((a, b) => compare(firstDay(a), firstDay(b)) || byReport(a, b));
  return [...first, ...rest];
}

function isEager(scope: Scope, { eager, ledger }: PlanInput): boolean {
  const key = formatScope(scope);
  if (eager !== undefined) return eager.has(key);
  return !ledger.some((row) => row.scope === key && (row.state === 'present' || row.state === 'provisional'));
}

function isWanted(
  scope: Scope,
  report: DailyReport,
  day: Day,
  known: ReadonlyMap<string, LedgerDay>,
  { now, answers }: PlanInput,
): boolean {
  const key = dayKey(formatScope(scope), report, day);
  const row = known.get(key);
  if (row === undefined || row.state === 'failed') return true;
  if (row.state === 'no_report') return isDueAgain(day, row.fetchedAt, now);
  if (row.source === report && row.via !== 'import') return row.state === 'provisional';
  // Seeded or imported: GitHub's own day wins once there is one, unless a person replaced it on purpose.
  const answer = answers?.get(key);
  if (answer?.kind === 'report') return row.source !== report;
  return answer === undefined || isDueAgain(day, answer.at, now);
}

function isDueAgain(day: Day, askedAt: string, now: Date): boolean {
  const age = ageOf(day, now);
  if (age <= SOON_DAYS) return true;
  return now.getTime() - Date.parse(askedAt) >= (age <= RECENT_DAYS ? 23 : 7 * 24 - 1) * HOUR_MS;
}

function ageOf(day: Day, now: Date): number {
  return dayNumber(toDay(now)) - dayNumber(day);
}

function toBatches(scope: Scope, report: DailyReport, days: readonly Day[], size = 14): PlannedBatch[] {
  const batches: PlannedBatch[] = [];
  for (let end = days.length; end > 0; end -= size) {
    batches.push({ scope, report, days: days.slice(Math.max(0, end - size), end) });
  }
  return batches;
}

function firstDay(batch: PlannedBatch): Day {
  return batch.days[0] ?? '';
}

function byReport(a: PlannedBatch, b: PlannedBatch): number {
  return DAILY_REPORTS.indexOf(a.report) - DAILY_REPORTS.indexOf(b.report);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
