import { type Day, formatScope, type ReportKind, type Scope } from '@flightdeck/catalog';
import { appendEvent } from '../load/events.ts';
import { knownDay, type SyncState } from './run-state.ts';

/** Writes down that a day has no report or failed: in the ledger, and in the journal when that is news. */
export async function recordMissed(
  state: SyncState,
  place: { readonly scope: Scope; readonly report: ReportKind; readonly day: Day },
  kind: 'no_report' | 'failed',
  reason: { readonly code: string; readonly message: string | null },
  landings: readonly number[] = [],
): Promise<void> {
  const { scope, report, day } = place;
  const { journal, store } = state.tools;
  const before = knownDay(state, scope, report, day);
  const at = state.now.toISOString();
  if (before?.state !== kind || before.code !== reason.code || landings.length > 0) {
    await appendEvent(journal, { kind, at, scope: formatScope(scope), report, days: day, ...reason, landings });
  }
  await store.ledger.recordDays([
    {
      scope: formatScope(scope),
      report,
      day,
      state: kind,
      source: report,
      via: 'api',
      sha256: null,
      fetchedAt: at,
      records: 0,
      restated: 0,
      ...reason,
    },
  ]);
}
