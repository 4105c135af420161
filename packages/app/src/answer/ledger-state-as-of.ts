import type { Store } from '@flightdeck/store';
import type { LedgerState } from './ledger-state.ts';

/** Instants whose state is kept: those of the page on screen and of the one before. */
const MOST_KEPT = 4;

/** Reads the ledger's state as known at an instant; kept as long as the data stays the same. */
export function createLedgerStateAsOf(store: Store): (current: LedgerState, asOf: string) => Promise<LedgerState> {
  const kept = new Map<string, Promise<LedgerState>>();
  return (current, asOf) => {
    const key = `${current.version} ${asOf}`;
    const known = kept.get(key);
    if (known) return known;
    const read = readAsOf(store, current, asOf);
    kept.set(key, read);
    for (const oldest of [...kept.keys()].slice(0, -MOST_KEPT)) kept.delete(oldest);
    read.catch(() => kept.delete(key));
    return read;
  };
}

/** Colour slots are permanent, so historical answers use the current ones. */
async function readAsOf(store: Store, { version, slots }: LedgerState, asOf: string): Promise<LedgerState> {
  const days = await store.ledger.days({ asOf });
  const loaded = days.filter(({ state }) => state === 'present' || state === 'provisional');
  return { version, days, slots, scopes: [...new Set(loaded.map(({ scope }) => scope))].sort() };
}
