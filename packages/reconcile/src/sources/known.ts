import { addDays, SETTLING_DAYS, toDay } from '@flightdeck/catalog';
import type { Knowledge, Known } from '../definition.ts';
import { rangeOf, type Window } from '../window.ts';

/** What was known of a window at an instant, by our facts or by rows of theirs; nothing of the days excepted. */
export function knownAt(window: Window, instant: string, of: Knowledge['of'], except: readonly string[] = []): Known {
  const knowledge = { of, asOf: of === 'ours' ? instant : null };
  return {
    range: rangeOf(window),
    except,
    settled: knowledge,
    unsettled: knowledge,
    finalTo: finalAt(instant),
    at: instant,
  };
}

/** Last day that was final at an instant. @source github/docs "Reconciling Copilot usage metrics". */
export function finalAt(instant: string): string {
  return addDays(toDay(new Date(instant)), -1 - SETTLING_DAYS);
}
