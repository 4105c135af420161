import { formatScope, type ReportKind, type Scope } from '@flightdeck/catalog';
import type { Github } from '@flightdeck/github';
import type { LedgerDay } from '@flightdeck/store';
import type { IngestTools } from '../../load/tools.ts';
import { dayKey } from '../plan/plan.ts';
import type { Presence } from '../plan/presence.ts';
import type { Tally } from './result.ts';
import type { Stops } from './stops.ts';

/** What a sync asks of GitHub. */
export type SyncGithub = Pick<Github, 'fetchReport' | 'report' | 'exists' | 'seatPages' | 'billing'>;

/** What all parts of one sync share. */
export interface SyncState {
  readonly tools: IngestTools;
  readonly github: SyncGithub;
  /** The one reading of the clock. */
  readonly now: Date;
  readonly signal: AbortSignal | undefined;
  readonly concurrency: number;
  readonly tally: Tally;
  readonly stops: Stops;
  readonly presence: Presence;
  /** Days asked for in this run, by `dayKey`. */
  readonly asked: Set<string>;
  /** Ledger rows as the sync found them, by `dayKey`. */
  readonly known: ReadonlyMap<string, LedgerDay>;
  /** Ids of a scope that earlier landings showed. */
  readonly entityIds: (scope: Scope) => readonly string[] | undefined;
  /** Content sums of the last 28-day report landed, joined by `,`. */
  readonly lastWindow: (scope: Scope, report: ReportKind) => string | undefined;
}

/** The ledger row found for a day, if there was one. */
export function knownDay(
  state: Pick<SyncState, 'known'>,
  scope: Scope,
  report: ReportKind,
  day: string,
): LedgerDay | undefined {
  return state.known.get(dayKey(formatScope(scope), report, day));
}
