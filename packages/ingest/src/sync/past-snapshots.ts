import { formatScope } from '@flightdeck/catalog';
import { type SyncResult, Tally } from './outcome/result.ts';
import type { SyncState } from './outcome/run-state.ts';
import { Stops } from './outcome/stops.ts';
import { dayKey } from './plan/plan.ts';
import { Presence } from './plan/presence.ts';
import { finishBatch } from './receive/finish-batch.ts';
import type { ReceivedDay } from './receive/receive-batch.ts';
import { type PlannedSnapshot, planSnapshots, receiveSnapshot } from './receive/snapshots.ts';
import type { SyncOptions } from './run.ts';

/** Instants to take snapshots at, and what turns the clock of a stand-in for GitHub to them; GitHub itself has no past. */
export interface PastSnapshots {
  /** In order. */
  readonly instants: readonly Date[];
  readonly turnTo: (instant: Date) => Promise<void>;
}

/** Takes the snapshots a server would have taken had it run then; days already taken are left out. Loads each kind at once. */
export async function syncPastSnapshots(
  options: Omit<SyncOptions, 'now' | 'range'>,
  { instants, turnTo }: PastSnapshots,
): Promise<SyncResult> {
  const ledger = await options.store.ledger.days();
  const known = new Map(ledger.map((row) => [dayKey(row.scope, row.report, row.day), row]));
  const shared = {
    tools: options,
    github: options.github,
    signal: options.signal,
    concurrency: 1,
    tally: new Tally(options.onProgress),
    stops: new Stops(),
    asked: new Set<string>(),
    known,
    entityIds: () => undefined,
    lastWindow: () => undefined,
  };
  const onRequest = (): void => {
    shared.tally.requests += 1;
  };
  const presenceOf = (now: Date) => new Presence({ github: options.github, ledger, now, onRequest });
  const taken = new Map<
    string,
    { readonly planned: PlannedSnapshot; readonly state: SyncState; days: ReceivedDay[] }
  >();
  for (const now of instants) {
    if (options.signal?.aborted) break;
    const state: SyncState = { ...shared, now, presence: presenceOf(now) };
    const due = planSnapshots(options.scopes, state);
    if (due.length > 0) await turnTo(now);
    for (const planned of due) {
      const key = `${formatScope(planned.scope)} ${planned.kind}`;
      const batch = taken.get(key) ?? { planned, state, days: [] };
      taken.set(key, batch);
      batch.days.push(await receiveSnapshot(state, planned.scope, planned.kind));
    }
  }
  for (const { planned, state, days } of taken.values()) await finishBatch(state, planned.scope, planned.kind, days);
  return shared.tally.result();
}
