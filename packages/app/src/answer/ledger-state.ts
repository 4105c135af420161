import type { EntitySlot, LedgerDay, Store } from '@flightdeck/store';
import { type IntegrityWatch, withGaps } from '../status/archive/integrity.ts';

/** The ledger's days, scopes and colour slots as of one version of the data. */
export interface LedgerState {
  readonly version: string;
  /** Ordered by scope, report, day; days the database lacks as failed. */
  readonly days: readonly LedgerDay[];
  /** Keys of the scopes that have loaded days. */
  readonly scopes: readonly string[];
  readonly slots: readonly EntitySlot[];
}

/** Reads the ledger's state; the same object until the data changes. */
export function createLedgerState(store: Store, integrity: Pick<IntegrityWatch, 'gaps'>): () => Promise<LedgerState> {
  let kept: { readonly version: string; readonly read: Promise<LedgerState> } | null = null;
  return () => {
    const version = store.dataVersion();
    if (kept?.version === version) return kept.read;
    const read = readLedgerState(store, integrity, version);
    kept = { version, read };
    read.catch(() => {
      if (kept?.read === read) kept = null;
    });
    return read;
  };
}

async function readLedgerState(
  store: Store,
  integrity: Pick<IntegrityWatch, 'gaps'>,
  version: string,
): Promise<LedgerState> {
  const [days, gaps, scopes, slots] = await Promise.all([
    store.ledger.days(),
    integrity.gaps(),
    store.scopes(),
    store.ledger.entitySlots(),
  ]);
  return { version, days: withGaps(days, gaps), scopes, slots };
}

/** The function, doing its work once for each state of the ledger; failed work is done again. */
export function onceForLedger<Made>(make: (ledgerState: LedgerState) => Made): (ledgerState: LedgerState) => Made {
  const made = new WeakMap<LedgerState, { readonly value: Made }>();
  return (ledgerState) => {
    const known = made.get(ledgerState);
    if (known) return known.value;
    const value = make(ledgerState);
    made.set(ledgerState, { value });
    Promise.resolve(value).catch(() => made.delete(ledgerState));
    return value;
  };
}
