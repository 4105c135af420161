import { type Day, dayNumber } from '@flightdeck/catalog';
import type { History, Settled } from '../history.ts';
import { loginOn, type Person } from '../people/people.ts';
import { Tally } from '../tally.ts';
import { SINCE } from '../timeline.ts';
import { personDay, phaseOf, tallyDay, usedFlags, withVersions } from './user-record.ts';

/** One row for a person's whole window, without `day`; null for a person without any row in it. */
export function windowUser(
  history: History,
  person: Person,
  window: readonly { readonly day: Day; readonly settled: Settled }[],
): Record<string, unknown> | null {
  const tally = new Tally();
  let bits = 0;
  let credits: number | null = null;
  let lastSeen: Day | null = null;
  for (const { day, settled } of window) {
    const part = personDay(history, person.index, day, settled);
    if (!part) continue;
    tallyDay(tally, part);
    bits |= part.bits;
    if (part.credits !== null) credits = (credits ?? 0) + part.credits;
    lastSeen = day;
  }
  const end = window.at(-1);
  if (lastSeen === null || !end) return null;
  const phase = (history.phases(end.day, end.settled)[person.index] ?? 0) as 0 | 1 | 2 | 3;
  return {
    user_id: person.id,
    user_login: loginOn(person, dayNumber(end.day)),
    ...tally.counters(),
    ...(credits !== null && { ai_credits_used: credits }),
    ...usedFlags(bits, end.day),
    ...(end.day >= SINCE.phases && { ai_adoption_phase: phaseOf(phase) }),
    ...withVersions(tally, person, lastSeen),
    ...tally.customizations(),
  };
}
