import { addDays, type Day, dayNumber } from '@flightdeck/catalog';

/** Ages of the days asked for beyond 28 days: every eight weeks. */
const OLD_PROBES: readonly number[] = [56, 112, 168, 224, 280, 336];

/**
 * A few days of the past year that show whether GitHub has anything of it, newest first. They fall on a Tuesday, Wednesday
 * or Thursday, because there may be nothing of weekends; any ten weeks in a row hold one.
 */
export function oldProbes(today: Day): readonly Day[] {
  return OLD_PROBES.map((age, index) => onWeekday(addDays(today, -age), index % 3));
}

/** The nearest earlier Tuesday (0), Wednesday (1) or Thursday (2). */
function onWeekday(day: Day, weekday: number): Day {
  // 1970-01-01 was a Thursday.
  const distance = (dayNumber(day) + 2 - weekday) % 7;
  return addDays(day, -distance);
}
