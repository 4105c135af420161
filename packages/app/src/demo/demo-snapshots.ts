import { addDays, type Day, eachDay, toDay } from '@flightdeck/catalog';
import { type SyncOptions, syncPastSnapshots } from '@flightdeck/ingest';
import type { Connection } from '../wiring/connect.ts';

/** Days back for which the demo has snapshots: two months, so that a range of 28 days can be compared with the one before. */
const DAYS_BACK = 62;

/**
 * Takes the snapshots the demo would have if it had run all the time: its stand-in for GitHub has a clock that can be
 * turned back, so they come through the same code as real ones. Those already taken are left out; with GitHub it does
 * nothing.
 */
export async function fillDemoSnapshots(
  { turnTo, since }: Pick<Connection, 'turnTo' | 'since'>,
  options: Omit<SyncOptions, 'range'>,
): Promise<void> {
  if (!turnTo) return;
  const today = toDay(options.now);
  const from = latest(addDays(today, -DAYS_BACK), since ?? '');
  const instants = eachDay({ from, to: addDays(today, -1) }).map((day) => new Date(`${day}T06:00:00Z`));
  try {
    await syncPastSnapshots(options, { instants, turnTo });
  } finally {
    await turnTo(null);
  }
}

const latest = (a: Day, b: Day): Day => (a > b ? a : b);
