import { existsSync } from 'node:fs';
import { counted, FlightdeckError } from '@flightdeck/catalog';
import { compareStore, headOf, readHistory } from '@flightdeck/ingest';
import type { Store } from '@flightdeck/store';
import type { Config } from '../../settings/config.ts';
import { closeAll } from '../../wiring/close-all.ts';
import type { AppEffects } from '../../wiring/effects.ts';
import type { Home } from '../../wiring/home.ts';
import { nameOf } from '../../wiring/open-compared.ts';
import { openStore } from '../../wiring/open-store.ts';
import { createIntegrity, describeGap } from './integrity.ts';

/** What came of comparing the database, or the cluster, with the journal. */
export interface DatabaseCheck {
  /** `compared`; `none`: there is no file, which is no fault; `skipped`: it could not be compared, `says` has the reason. */
  readonly state: 'compared' | 'none' | 'skipped';
  /** What was found, a sentence. */
  readonly says: string;
  /** What is wrong with it, a sentence each; none when it holds what the journal says, or will once it has taken in the rest. */
  readonly faults: readonly string[];
  /** What to do about them; null when nothing. */
  readonly hint: string | null;
}

/**
 * Compares the database of a home with its journal, without a change to either: whose it is, how far it has come, every day by the checksum
 * of what it was loaded from; with `isDeep` it is also read to its end, which finds damaged blocks.
 */
export async function compareDatabase(
  config: Pick<Config, 'cluster'>,
  home: Home,
  { isDeep, now }: { readonly isDeep: boolean } & Pick<AppEffects, 'now'>,
): Promise<DatabaseCheck> {
  const name = nameOf(config, home);
  if (config.cluster === null && !existsSync(home.dbFile))
    return {
      state: 'none',
      says: 'There is none; the next command fills one from the archive.',
      faults: [],
      hint: null,
    };
  try {
    const history = await readHistory(home.folder);
    const { store, lease } = await openStore(config, home, config.cluster === null);
    try {
      await compareStore(store, history, { archive: home.folder, store: name });
      const { says, faults } = await lookThrough(store, home, { history, isDeep, now });
      const hint =
        faults.length === 0
          ? null
          : 'The next command loads what the archive has; "flightdeck verify" says what it has not.';
      return { state: 'compared', says, faults, hint };
    } finally {
      await closeAll([() => lease?.release(), () => store.close()]);
    }
  } catch (error) {
    if (!(error instanceof FlightdeckError)) throw error;
    return ofError(error);
  }
}

/** Reasons not to compare that are no fault of the database. */
const SKIPPED: Readonly<Record<string, string>> = {
  store_older: 'Its layout is of an earlier version; the next command brings it up to date.',
  journal_damaged: 'Not compared, as the journal is damaged.',
  journal_missing: 'Not compared, as the journal is missing.',
  journal_newer: 'Not compared, as the journal is of a newer version.',
};

function ofError({ code, message, hint }: FlightdeckError): DatabaseCheck {
  const reason = SKIPPED[code] ?? (code === 'store_locked' ? message : undefined);
  if (reason !== undefined) return { state: 'skipped', says: reason, faults: [], hint: null };
  return { state: 'compared', says: 'It does not hold what the journal says.', faults: [message], hint: hint ?? null };
}

async function lookThrough(
  store: Store,
  home: Home,
  {
    history,
    isDeep,
    now,
  }: { readonly history: Awaited<ReturnType<typeof readHistory>>; readonly isDeep: boolean } & Pick<AppEffects, 'now'>,
): Promise<Pick<DatabaseCheck, 'says' | 'faults'>> {
  if (isDeep) await store.digests();
  const days = await store.ledger.days();
  const loaded = days.filter(({ state }) => state === 'present' || state === 'provisional').length;
  const read = isDeep ? ', read to its end' : '';
  const seq = (await store.ledger.mark())?.seq ?? 0;
  const rows = headOf(history.state).seq;
  if (seq < rows) {
    const says = `${counted(loaded, 'day')}${read}, up to row ${seq} of ${rows}; the next command takes in the rest.`;
    return { says, faults: [] };
  }
  const gaps = await createIntegrity(home, store, { now }).gaps();
  const faults = gaps.filter(({ isAccepted }) => !isAccepted).map(describeGap);
  return {
    says: `${counted(loaded, 'day')}${read}, all of the journal${faults.length === 0 ? '' : ' but what follows'}.`,
    faults,
  };
}
