import {
  DAILY_REPORTS,
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
import { isFinal } from '../../load/final.ts';
import { isOwn } from './final-day.ts';
import { daysOnOffer, LEAD_REPORT } from './history.ts';

/** Days of one (scope, report) that are fetched side by side and loaded in one transaction. */
export interface PlannedBatch {
  readonly scope: Scope;
  readonly report: ReportKind;
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
  /** A person named the range: final days of it are asked for as well. */
  readonly again?: boolean;
  /** A sync of this UTC day looked already whether days that came late still change; default false. */
  readonly lookedToday?: boolean;
  /** `dayKey` → GitHub's last answer, from the journal; decides over days that were loaded from elsewhere. */
  readonly answers?: ReadonlyMap<string, LastAnswer>;
  /** Scope keys whose newest 28 days come first. By default those of which nothing is loaded, so that pages fill soon. */
  readonly eager?: ReadonlySet<string>;
  /** Scope keys of which an old day turned up that GitHub did not have: all such days are asked for. */
  readonly awake?: ReadonlySet<string>;
  /** `dayKey` of days asked for already in this run. */
  readonly asked?: ReadonlySet<string>;
  /** `dayKey` of days to ask for once more, final or not: what was archived of them is lost. */
  readonly lost?: ReadonlySet<string> | undefined;
  /** Most days of one batch. */
  readonly batchDays?: number;
}

/** GitHub's last answer for a (scope, report, day). */
export interface LastAnswer {
  readonly kind: 'report' | 'no_report';
  /** ISO instant. */
  readonly at: string;
}

/** Code of a day that was not asked for because GitHub has none of the days around it. */
export const NONE_AROUND = 'none_around';

/** Days back for which "no report" may just mean "not yet": asked again each time. */
const SOON_DAYS = 5;
/**
 * Days back for which "no report" is asked again, the totals weekly (a 28-day report may bring them sooner) and the others
 * daily once there are totals; of older days, and of those never asked for, a few a week, in turn.
 */
const RECENT_DAYS = 35;
const DAY_HOURS = 23;
const WEEK_HOURS = 6 * 24;
const LEAD_SAMPLES = 6;
const OTHER_SAMPLES = 1;
const EAGER_DAYS = 28;
const HOUR_MS = 3_600_000;

/** One text for a (scope, report, day). */
export function dayKey(scope: string, report: ReportKind, day: Day): string {
  return `${scope}|${report}|${day}`;
}

/**
 * What a sync fetches, in this order: the newest 28 days of eager scopes (newest first), then everything else with the
 * oldest days first, because GitHub's history slides and its end is lost for good. Final days never stand in it, unless a
 * person named them.
 */
export function planSync(input: PlanInput): readonly PlannedBatch[] {
  const known = new Map(input.ledger.map((row) => [dayKey(row.scope, row.report, row.day), row]));
  const first: PlannedBatch[] = [];
  const rest: PlannedBatch[] = [];
  for (const scope of input.scopes) {
    const eager = isEager(scope, input);
    const standing = standingOf(scope, input);
    for (const report of DAILY_REPORTS) {
      const offer = daysOnOffer(scope, report, input.now, input.range);
      const all = offer === null ? [] : eachDay(offer);
      const isWanted = createJudge(scope, report, all, known, standing, input);
      const days = all.filter(isWanted);
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

/** Scope keys of which nothing is loaded. */
export function eagerScopes(scopes: readonly Scope[], ledger: readonly LedgerDay[]): ReadonlySet<string> {
  return new Set(scopes.filter((scope) => isEager(scope, { ledger })).map(formatScope));
}

function isEager(scope: Scope, { eager, ledger }: Pick<PlanInput, 'eager' | 'ledger'>): boolean {
  const key = formatScope(scope);
  if (eager !== undefined) return eager.has(key);
  return !ledger.some((row) => row.scope === key && isLoaded(row));
}

/** What the ledger says of a scope as a whole. */
interface Standing {
  /** No daily report of it was ever loaded. */
  readonly isSilent: boolean;
  /** When an old day last turned up, ISO instant; empty when none did. */
  readonly wokenAt: string;
}

function standingOf(scope: Scope, { ledger }: PlanInput): Standing {
  const key = formatScope(scope);
  const loaded = ledger.filter((row) => row.scope === key && isDaily(row.report) && isLoaded(row));
  const old = loaded.filter((row) => isOwn(row, row.report) && ageOf(row.day, new Date(row.fetchedAt)) > RECENT_DAYS);
  const wokenAt = old.reduce((latest, { fetchedAt }) => (fetchedAt > latest ? fetchedAt : latest), '');
  return { isSilent: loaded.length === 0, wokenAt };
}

function createJudge(
  scope: Scope,
  report: ReportKind,
  days: readonly Day[],
  known: ReadonlyMap<string, LedgerDay>,
  { isSilent, wokenAt }: Standing,
  { now, answers, again = false, asked, awake, lost, lookedToday = false }: PlanInput,
): (day: Day) => boolean {
  const key = formatScope(scope);
  const isLead = report === LEAD_REPORT;
  const rowOf = (day: Day): LedgerDay | undefined => known.get(dayKey(key, report, day));
  const empty = days.filter((day) => {
    const row = rowOf(day);
    return row?.state === 'no_report' && isOld(row, now);
  });
  const samples = samplesOf(report, empty, now);
  const hasTotals = (day: Day): boolean => {
    const row = known.get(dayKey(key, LEAD_REPORT, day));
    return report !== LEAD_REPORT && row !== undefined && isLoaded(row);
  };
  const isDue = (day: Day, row: LedgerDay): boolean => {
    const hours = (now.getTime() - Date.parse(row.fetchedAt)) / HOUR_MS;
    if (isOld(row, now)) {
      const isWoken = row.code === NONE_AROUND && (hasTotals(day) || row.fetchedAt < wokenAt);
      return awake?.has(key) || isWoken || (samples.has(day) && hours >= WEEK_HOURS);
    }
    if (ageOf(day, now) > SOON_DAYS) return hasTotals(day) ? hours >= DAY_HOURS : hours >= WEEK_HOURS && isLead;
    if (row.code === NONE_AROUND) return hasTotals(day) || (hours >= DAY_HOURS && isLead);
    // Of a scope without any report the totals alone are asked for each time.
    return !isSilent || isLead || hasTotals(day);
  };
  return (day) => {
    if (asked?.has(dayKey(key, report, day))) return false;
    if (lost?.has(dayKey(key, report, day))) return true;
    const row = rowOf(day);
    if (row === undefined || row.state === 'failed') return true;
    const answer = answers?.get(dayKey(key, report, day));
    if (again) return !isReplaced(row, report, answer);
    if (row.state === 'no_report') return isDue(day, row);
    if (isOwn(row, report)) {
      if (row.state !== 'provisional') return false;
      return !isFinal(day, new Date(row.fetchedAt)) || !lookedToday;
    }
    // Seeded or imported: GitHub's own day wins once there is one, unless a person replaced it on purpose.
    if (answer?.kind === 'report') return row.source !== report;
    return answer === undefined || isStillComing(day, answer.at, now);
  };
}

/** True for a day that a person imported in place of what GitHub gave. */
export function isReplaced(row: LedgerDay, report: ReportKind, answer: LastAnswer | undefined): boolean {
  return isLoaded(row) && row.source === report && row.via === 'import' && answer?.kind === 'report';
}

function isStillComing(day: Day, askedAt: string, now: Date): boolean {
  const age = ageOf(day, now);
  return age <= SOON_DAYS || (age <= RECENT_DAYS && now.getTime() - Date.parse(askedAt) >= DAY_HOURS * HOUR_MS);
}

/** A few of the days without a report, others each week, so that all of them are asked for in the end. */
function samplesOf(report: ReportKind, days: readonly Day[], now: Date): ReadonlySet<Day> {
  const stride = Math.max(1, Math.ceil(days.length / (report === LEAD_REPORT ? LEAD_SAMPLES : OTHER_SAMPLES)));
  // Far apart from one week to the next, so that a stretch of days is met soon; a prime, so that all have their turn.
  const step = stride % 23 === 0 ? 29 : 23;
  const turn = (Math.floor(dayNumber(toDay(now)) / 7) * step) % stride;
  return new Set(days.filter((_, index) => index % stride === turn));
}

/** True for a day of which GitHub is not expected to bring a report any more. */
function isOld({ day, code }: LedgerDay, now: Date): boolean {
  const age = ageOf(day, now);
  return age > RECENT_DAYS || (code === NONE_AROUND && age > SOON_DAYS);
}

function isLoaded({ state }: LedgerDay): boolean {
  return state === 'present' || state === 'provisional';
}

function isDaily(report: ReportKind): boolean {
  return DAILY_REPORTS.some((name) => name === report);
}

/** Whole days from the end of the day to the instant's UTC day. */
export function ageOf(day: Day, now: Date): number {
  return dayNumber(toDay(now)) - dayNumber(day);
}

function toBatches(scope: Scope, report: ReportKind, days: readonly Day[], size = 14): PlannedBatch[] {
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
