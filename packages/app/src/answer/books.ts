import type { EntitySlot, LedgerDay, Store } from '@flightdeck/store';
import { type IntegrityWatch, withGaps } from '../status/integrity.ts';

/** What the ledger says of all days, as of one version of the data. */
export interface Books {
  readonly version: string;
  /** Ordered by scope, report, day; days the database lacks as failed. */
  readonly days: readonly LedgerDay[];
  /** Keys of the scopes that have loaded days. */
  readonly scopes: readonly string[];
  readonly slots: readonly EntitySlot[];
}

/** Reads the ledger's days, scopes and slots; the same object until the data changes. */
export function createBooks(store: Store, integrity: Pick<IntegrityWatch, 'gaps'>): () => Promise<Books> {
  let kept: { readonly version: string; readonly read: Promise<Books> } | null = null;
  return () => {
    const version = store.dataVersion();
    if (kept?.version === version) return kept.read;
    const read = readBooks(store, integrity, version);
    kept = { version, read };
    read.catch(() => {
      if (kept?.read === read) kept = null;
    });
    return read;
  };
}

async function readBooks(store: Store, integrity: Pick<IntegrityWatch, 'gaps'>, version: string): Promise<Books> {
  const [days, gaps, scopes, slots] = await Promise.all([
    store.ledger.days(),
    integrity.gaps(),
    store.scopes(),
    store.ledger.entitySlots(),
  ]);
  return { version, days: withGaps(days, gaps), scopes, slots };
}

/** The same function, doing its work once for each books; work that failed is done again. */
export function onceForBooks<Made>(make: (books: Books) => Made): (books: Books) => Made {
  const made = new WeakMap<Books, { readonly value: Made }>();
  return (books) => {
    const known = made.get(books);
    if (known) return known.value;
    const value = make(books);
    made.set(books, { value });
    Promise.resolve(value).catch(() => made.delete(books));
    return value;
  };
}
