import { type Day, dayNumber, type ReportKind, toDay } from '@flightdeck/catalog';
import type { LedgerDay } from '@flightdeck/store';
import { isFinal } from '../../load/final.ts';

/** What a look at a day found. */
export interface Look {
  readonly report: ReportKind;
  readonly day: Day;
  /** The instant of the run. */
  readonly now: Date;
  /** What was known of the day. */
  readonly before: LedgerDay | undefined;
  /** Content sums, joined by `,`. */
  readonly sha256: string;
}

/** Days back over which a report that is seen for the first time may have come late; older ones are taken as they are. */
const LATE_DAYS = 35;
/** Days back over which a day never asked for may have come late: nobody looked. */
const UNSEEN_DAYS = 7;
const LEAST_APART_MS = 20 * 3_600_000;

/**
 * True when GitHub no longer revises the day: seen unchanged once three full UTC days have passed. Of a report that was
 * received in time the first look after those days decides; one that came later has three full days of its own, and one
 * that changed since waits for another day.
 * @source github/docs "Reconciling Copilot usage metrics": values settle within three full UTC days.
 */
export function hasBecomeFinal({ report, day, now, before, sha256 }: Look): boolean {
  if (!isFinal(day, now)) return false;
  const age = dayNumber(toDay(now)) - dayNumber(day);
  if (age > LATE_DAYS) return true;
  if (before === undefined || before.state === 'failed' || !isOwn(before, report)) {
    return before?.state !== 'no_report' && age > UNSEEN_DAYS;
  }
  if (before.sha256 !== sha256) return false;
  const received = new Date(before.fetchedAt);
  if (before.state === 'present' || !isFinal(day, received)) return true;
  if (before.restated > 0) return now.getTime() - received.getTime() >= LEAST_APART_MS;
  return isFinal(toDay(received), now);
}

/** True for a day that holds what GitHub's own report of the day brought. */
export function isOwn(row: LedgerDay, report: ReportKind): boolean {
  const isLoaded = row.state === 'present' || row.state === 'provisional';
  return isLoaded && row.source === report && row.via !== 'import';
}
