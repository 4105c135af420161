import type { Setting } from '../../settings/setting.ts';
import { badSetting } from '../../settings/setting-values.ts';

/** When the server backs up: again and again after a time, or at a time of day in a time zone. */
export type BackupSchedule =
  | { readonly kind: 'every'; readonly text: string; readonly ms: number }
  | {
      readonly kind: 'at';
      readonly text: string;
      /** Days of the week, Sunday is 0. */
      readonly weekdays: readonly number[];
      readonly hour: number;
      readonly minute: number;
      /** IANA name: `UTC`, `Europe/Berlin`. */
      readonly timeZone: string;
    };

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const UNIT_MS: Readonly<Record<string, number>> = { h: 3_600_000, d: 86_400_000 };
const LONGEST_MS = 31 * 86_400_000;
const DAY_MS = 86_400_000;

/** A schedule; null for `off`. @throws InputError `bad_setting`. */
export function readBackupSchedule(setting: Setting, text: string): BackupSchedule | null {
  if (/^off$/i.test(text)) return null;
  const [, count, unit = ''] = /^every (\d{1,3}) ?([hd])$/i.exec(text) ?? [];
  const ms = Number(count) * (UNIT_MS[unit.toLowerCase()] ?? Number.NaN);
  if (ms > 0 && ms <= LONGEST_MS) return { kind: 'every', text, ms };
  const [, days = '', hour, minute, timeZone = 'UTC'] =
    /^([a-z]{3,5}(?:,[a-z]{3}){0,6}) ([01]?\d|2[0-3]):([0-5]\d)(?: ([\w+/-]{1,60}))?$/i.exec(text) ?? [];
  const weekdays = readWeekdays(days.toLowerCase());
  if (weekdays !== null && isTimeZone(timeZone))
    return { kind: 'at', text, weekdays, hour: Number(hour), minute: Number(minute), timeZone };
  const zone = weekdays === null ? '' : `"${timeZone}" is not a time zone. `;
  throw badSetting(
    setting,
    text,
    `${zone}Write ${setting.name}=daily 03:00, mon,thu 03:00, daily 03:00 Europe/Berlin, every 6h, or off.`,
  );
}

function readWeekdays(text: string): readonly number[] | null {
  if (text === 'daily') return [0, 1, 2, 3, 4, 5, 6];
  const days = text.split(',').map((word) => WEEKDAYS.indexOf(word));
  return days.includes(-1) ? null : days;
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/**
 * The first instant of a schedule after one at which a backup was begun. An hour that a change of clocks leaves out is made up for right
 * behind it, and one that comes twice counts once.
 */
export function nextBackup(schedule: BackupSchedule, after: Date): Date {
  if (schedule.kind === 'every') return new Date(after.getTime() + schedule.ms);
  const { timeZone, weekdays, hour, minute } = schedule;
  const first = wallClock(after, timeZone);
  for (let days = 0; ; days += 1) {
    const noon = new Date(Date.UTC(first.year, first.month - 1, first.day, 12) + days * DAY_MS);
    if (!weekdays.includes(noon.getUTCDay())) continue;
    const wanted = Date.UTC(noon.getUTCFullYear(), noon.getUTCMonth(), noon.getUTCDate(), hour, minute);
    const at = toInstant(wanted, timeZone);
    if (at > after.getTime()) return new Date(at);
  }
}

/** A failed backup is tried again after this time. */
const AGAIN_MS = 3_600_000;

/**
 * When the next backup is due: by the schedule after the last one, at once if that passed while nothing ran; an hour after a failure.
 * Before the first one `every` is due at `since`, and a time of day the first time it comes after that.
 */
export function dueAt(
  schedule: BackupSchedule,
  { last, failed }: { readonly last: Date | null; readonly failed: Date | null },
  since: Date,
): Date {
  const first = schedule.kind === 'every' ? since : nextBackup(schedule, since);
  const next = last === null ? first : nextBackup(schedule, last);
  if (failed === null) return next;
  const again = new Date(failed.getTime() + AGAIN_MS);
  // Of a failure the schedule is not asked: its own time may be a week away, or the moment that has passed.
  return last === null || next <= failed || again < next ? again : next;
}

interface WallClock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

function wallClock(at: Date, timeZone: string): WallClock {
  const options = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
  const parts = new Intl.DateTimeFormat('en', { ...options, timeZone, hourCycle: 'h23' }).formatToParts(at);
  const of = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((part) => part.type === type)?.value);
  return { year: of('year'), month: of('month'), day: of('day'), hour: of('hour'), minute: of('minute') };
}

/** The instant at which clocks of the zone show a time, given as if it were UTC. */
function toInstant(wanted: number, timeZone: string): number {
  const offsetAt = (instant: number): number => {
    const { year, month, day, hour, minute } = wallClock(new Date(instant), timeZone);
    return Date.UTC(year, month - 1, day, hour, minute) - instant;
  };
  // Offsets of the zone a day before and after: one of them holds at the time, the earlier instant first.
  const [before, after] = [offsetAt(wanted - DAY_MS), offsetAt(wanted + DAY_MS)];
  const fits = [before, after].map((offset) => wanted - offset).filter((at) => at + offsetAt(at) === wanted);
  return fits.length > 0 ? Math.min(...fits) : wanted - before;
}
