import { formatDay } from '../../format/format.ts';
import * as words from '../../text/kinds/seats.ts';

/** How a seat stands, as a word with a tone. */
export interface SeatState {
  readonly word: string;
  readonly tone: 'good' | 'warn' | 'bad' | 'info';
}

/** Days after which GitHub forgets an activity. */
const KEPT_DAYS = 90;
const IDLE_DAYS = 30;

/** What a seat without a person, a cancelled, a used and an unused one is called. */
export function seatState(seat: {
  readonly user: string | null;
  readonly lastActive: string | null;
  readonly quietDays: number | null;
  readonly ends: string | null;
}): SeatState {
  if (seat.user === null) return { word: words.noPerson, tone: 'bad' };
  if (seat.ends !== null) return { word: words.ends({ day: formatDay(seat.ends) }), tone: 'info' };
  const quiet = seat.quietDays ?? 0;
  if (seat.lastActive === null) {
    return { word: quiet >= KEPT_DAYS ? words.noneIn90 : words.short.neverUsed, tone: 'bad' };
  }
  return quiet >= IDLE_DAYS ? { word: words.short.idle, tone: 'warn' } : { word: words.short.active, tone: 'good' };
}

/** `90+` for what GitHub no longer has, else the days. */
export function quietText(quietDays: number | null): string {
  if (quietDays === null) return '–';
  return quietDays >= KEPT_DAYS ? `${KEPT_DAYS}+` : String(quietDays);
}

/** `20 Nov`, with the year when it is not that of `today`; what GitHub no longer has in words. */
export function activityText(lastActive: string | null, quietDays: number | null, year: string): string {
  if (lastActive !== null) return formatDay(lastActive, year);
  return (quietDays ?? 0) >= KEPT_DAYS ? words.noneIn90 : words.noneYet;
}
