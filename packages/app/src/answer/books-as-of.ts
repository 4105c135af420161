import type { Store } from '@flightdeck/store';
import type { Books } from './books.ts';

/** Instants whose books are kept: those of a page that is being looked at, and of the one before. */
const MOST_KEPT = 4;

/** Reads the books as they were known at an instant; kept as long as the data stays the same. */
export function createBooksAsOf(store: Store): (current: Books, asOf: string) => Promise<Books> {
  const kept = new Map<string, Promise<Books>>();
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

/** Colours stay, so that the slots of now are those of then. */
async function readAsOf(store: Store, { version, slots }: Books, asOf: string): Promise<Books> {
  const days = await store.ledger.days({ asOf });
  const loaded = days.filter(({ state }) => state === 'present' || state === 'provisional');
  return { version, days, slots, scopes: [...new Set(loaded.map(({ scope }) => scope))].sort() };
}
